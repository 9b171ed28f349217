package dev.ranvier.program;

import dev.ranvier.mechanism.Sites;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number of a program, computed once; equal ones are one object, which {@link ProgramBuilder} sees to. */
public final class Value {
    private final Operation operation;
    private final List<Value> operands;
    private final double constant;
    private final @Nullable Slot slot;
    private final boolean uniform;

    Value(Operation operation, List<Value> operands, double constant, @Nullable Slot slot) {
        this.operation = operation;
        this.operands = operands;
        this.constant = constant;
        this.slot = slot;
        this.uniform = switch (operation) {
            case CONSTANT -> true;
            case INPUT -> slot != null && slot.isUniform();
            case BROADCAST, EXP, LOG, INTERPOLATE, BETWEEN -> false;
            default -> operands.stream().allMatch(Value::isUniform);
        };
    }

    Operation operation() {
        return operation;
    }

    List<Value> operands() {
        return operands;
    }

    Value operand(int k) {
        return operands.get(k);
    }

    /** Whether it is one number for all sites: a scalar to those who run the program. */
    boolean isUniform() {
        return uniform;
    }

    boolean isConstant() {
        return operation == Operation.CONSTANT;
    }

    boolean isConstant(double x) {
        return isConstant() && constant == x;
    }

    boolean isInput() {
        return operation == Operation.INPUT;
    }

    double constant() {
        return constant;
    }

    /** Where an input stands. */
    Slot slot() {
        if (slot == null) {
            throw new IllegalStateException("not an input: " + operation);
        }
        return slot;
    }

    /** A uniform value, in plain arithmetic. */
    double at(Sites x) {
        return switch (operation) {
            case CONSTANT -> constant;
            case INPUT -> slot().uniform(x);
            case ADD -> at(x, 0) + at(x, 1);
            case SUBTRACT -> at(x, 0) - at(x, 1);
            case MULTIPLY -> at(x, 0) * at(x, 1);
            case DIVIDE -> at(x, 0) / at(x, 1);
            case FMA -> Math.fma(at(x, 0), at(x, 1), at(x, 2));
            case SQRT -> Math.sqrt(at(x, 0));
            case ABS -> Math.abs(at(x, 0));
            case SELECT_LESS -> at(x, at(x, 0) < at(x, 1) ? 2 : 3);
            case SELECT_LESS_OR_EQUAL -> at(x, at(x, 0) <= at(x, 1) ? 2 : 3);
            case SELECT_EQUAL -> at(x, at(x, 0) == at(x, 1) ? 2 : 3);
            case BROADCAST, EXP, LOG, INTERPOLATE, BETWEEN ->
                throw new IllegalStateException("not one number: " + operation);
        };
    }

    private double at(Sites x, int k) {
        return operand(k).at(x);
    }
}
