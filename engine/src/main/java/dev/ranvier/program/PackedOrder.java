package dev.ranvier.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which a program is computed at one site: as many exponentials as a vector holds come together, those first that wait for the
 * most others, so that few values wait; all else as soon as the exponentials that it is made of are there.
 */
final class PackedOrder {
    private final Program program;
    private final int lanes;
    /** By value: how many exponentials have to be there one after the other before it. */
    private final Map<Value, Integer> stages = new HashMap<>();

    private final Map<Value, Integer> packs = new HashMap<>();
    private final Set<Value> order = new LinkedHashSet<>();

    /** So many exponentials come together. */
    PackedOrder(Program program, int lanes) {
        this.program = program;
        this.lanes = lanes;
        for (Value value : program.values()) {
            int stage = 0;
            for (Value operand : value.operands()) {
                stage = Math.max(stage, stage(operand) + (isExponential(operand) ? 1 : 0));
            }
            stages.put(value, stage);
        }
        int pack = 0;
        List<Value> ready = ready();
        while (!ready.isEmpty()) {
            for (Value value : ready) {
                packs.put(value, pack);
                value.operands().forEach(this::place);
            }
            order.addAll(ready);
            pack++;
            placeWhatIsMade();
            ready = ready();
        }
        program.values().forEach(this::place);
    }

    private static boolean isExponential(Value value) {
        return value.operation() == Operation.EXP;
    }

    private int stage(Value value) {
        return stages.getOrDefault(value, 0);
    }

    /** The next exponentials, as many as a vector holds. */
    private List<Value> ready() {
        return program.values().stream()
                .filter(value -> isExponential(value) && !order.contains(value) && isMade(value))
                .sorted(Comparator.comparingInt(value -> -stage(value)))
                .limit(lanes)
                .toList();
    }

    /** Whether all operands are there, or can be without another exponential. */
    private boolean isMade(Value value) {
        return value.operands().stream()
                .allMatch(operand -> order.contains(operand) || (stage(operand) == 0 && !isExponential(operand)));
    }

    private void placeWhatIsMade() {
        for (Value value : program.values()) {
            if (stage(value) > 0 && !isExponential(value) && isMade(value)) {
                place(value);
            }
        }
    }

    /** Puts a value, and before it its operands, in the order. */
    private void place(Value value) {
        if (!value.isInput() && !value.isConstant() && !order.contains(value)) {
            value.operands().forEach(this::place);
            order.add(value);
        }
    }

    /** How many exponentials come together. */
    int lanes() {
        return lanes;
    }

    /** What is computed, in order. */
    List<Value> values() {
        return new ArrayList<>(order);
    }

    /** Whether two exponentials are computed together. */
    boolean areTogether(Value one, Value other) {
        return packs.getOrDefault(one, -1).equals(packs.getOrDefault(other, -2));
    }
}
