package dev.ranvier.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a program that one kernel computes.
 *
 * @param values what it computes, in order
 * @param loads values of pieces before it, and where those left them
 * @param stores what it leaves where: outputs of the program, and what pieces after it need
 */
record Part(List<Value> values, Map<Value, Slot> loads, Map<Slot, Value> stores) {
    /** The column that it reads a value from: an input, or what an earlier piece left. */
    Slot source(Value value) {
        return value.isInput() ? value.slot() : required(loads.get(value));
    }

    private static Slot required(@Nullable Slot slot) {
        if (slot == null) {
            throw new IllegalStateException("a value that nothing computed");
        }
        return slot;
    }

    /** What it computes and what that is made of, but for what it loads, each after its operands. */
    List<Value> inOrder() {
        Set<Value> order = new LinkedHashSet<>();
        values.forEach(value -> enter(value, order));
        stores.values().forEach(value -> enter(value, order));
        return List.copyOf(order);
    }

    private void enter(Value value, Set<Value> order) {
        if (!loads.containsKey(value) && !order.contains(value)) {
            value.operands().forEach(operand -> enter(operand, order));
            order.add(value);
        }
    }

    /** Whether it reads tables. */
    boolean isOfTables() {
        return values.stream().anyMatch(value -> value.operation().isOfTables());
    }

    /** Whether a store may change what the piece reads. */
    boolean isReadAndWritten(Slot store) {
        return loads.values().stream().anyMatch(store::mayOverlap)
                || stores.values().stream()
                        .anyMatch(value -> value.isInput() && value.slot().mayOverlap(store))
                || values.stream()
                        .flatMap(value -> value.operands().stream())
                        .anyMatch(value -> value.isInput() && value.slot().mayOverlap(store));
    }

    /** All of it in words; pieces with the same words do the same. */
    String listing() {
        Map<Value, String> names = new HashMap<>();
        List<String> lines = new ArrayList<>();
        loads.forEach((value, slot) -> names.put(value, slot.toString()));
        for (Value value : values) {
            String operands = value.operands().stream()
                    .map(operand -> name(operand, names))
                    .toList()
                    .toString();
            lines.add(value.operation() + operands);
            names.put(value, "%" + lines.size());
        }
        Map<Slot, String> left = new LinkedHashMap<>();
        stores.forEach((slot, value) -> left.put(slot, name(value, names)));
        return String.join("\n", lines) + "\n" + left;
    }

    private static String name(Value value, Map<Value, String> names) {
        String name = names.get(value);
        if (name != null) {
            return name;
        }
        return switch (value.operation()) {
            case CONSTANT -> Double.toString(value.constant());
            case INPUT -> value.slot().toString();
            default ->
                value.operation()
                        + value.operands().stream()
                                .map(operand -> name(operand, names))
                                .toList()
                                .toString();
        };
    }
}
