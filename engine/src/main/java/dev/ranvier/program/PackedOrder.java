package dev.ranvier.program;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which a program is computed at one site: exponentials that do not wait for one another come together, to stand side by side
 * in a vector. A value's stage is how many exponentials have to be there before it.
 */
final class PackedOrder {
    private final Map<Value, Integer> stages = new HashMap<>();
    private final List<Value> values;

    PackedOrder(Program program) {
        for (Value value : program.values()) {
            int stage = 0;
            for (Value operand : value.operands()) {
                stage = Math.max(stage, stage(operand) + (operand.operation() == Operation.EXP ? 1 : 0));
            }
            stages.put(value, stage);
        }
        values = program.values().stream()
                .filter(value -> !value.isInput() && !value.isConstant())
                .sorted(Comparator.comparingInt(value -> 2 * stage(value) + (value.operation() == Operation.EXP ? 1 : 0)))
                .toList();
    }

    private int stage(Value value) {
        return stages.getOrDefault(value, 0);
    }

    /** What is computed, in order. */
    List<Value> values() {
        return values;
    }

    /** Whether two exponentials can be computed together. */
    boolean areTogether(Value one, Value other) {
        return one.operation() == Operation.EXP && other.operation() == Operation.EXP && stage(one) == stage(other);
    }
}
