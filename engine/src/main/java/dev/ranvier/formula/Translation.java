package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import dev.ranvier.program.Program;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import java.util.IdentityHashMap;
import java.util.Map;

/** Formulas as a program. */
final class Translation {
    private final ProgramBuilder program = new ProgramBuilder();
    private final Map<String, Slot> slots;
    private final IdentityHashMap<Expression, Value> values = new IdentityHashMap<>();

    private Translation(Map<String, Slot> slots) {
        this.slots = slots;
    }

    /**
     * The program that leaves the value of each formula in its slot.
     *
     * @param slots where the names of the formulas stand
     * @throws IllegalArgumentException for a name that stands nowhere
     */
    static Program of(Map<Slot, Expression> outputs, Map<String, Slot> slots) {
        Translation translation = new Translation(slots);
        for (Expression node : Expression.inOrder(outputs.values())) {
            translation.values.put(node, translation.value(node));
        }
        outputs.forEach((slot, formula) -> translation.program.output(slot, translation.known(formula)));
        return translation.program.build();
    }

    private Value known(Expression node) {
        Value value = values.get(node);
        if (value == null) {
            throw new IllegalStateException("a formula comes before what it is made of: " + node);
        }
        return value;
    }

    private Value value(Expression node) {
        return switch (node) {
            case Constant(double number) -> program.constant(number);
            case Variable(String name) -> program.input(slot(name));
            case Unary(Unary.Op op, Expression of) -> value(op, known(of));
            case Binary(Binary.Op op, Expression left, Expression right) -> value(op, known(left), known(right));
            case Curve(RateTables.Shape shape, int number, Expression of) ->
                shape.interpolate(program, known(of), number);
            case Conditional choice -> value(choice);
        };
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("a program has no column of the name " + name);
        }
        return slot;
    }

    private Value value(Unary.Op op, Value x) {
        return switch (op) {
            case NEGATE -> program.negate(x);
            case EXP -> program.exp(x);
            case LOG -> program.log(x);
            case SQRT -> program.sqrt(x);
            case TANH -> program.tanh(x);
            case ABS -> program.abs(x);
            case FLOOR -> floor(x);
        };
    }

    /** The sum with a number whose last digit is 1 is whole; a choice that is always the same keeps it from being undone. */
    private Value floor(Value x) {
        Value shift = program.constant(0x1.8p52), zero = program.constant(0), sum = program.add(x, shift);
        Value nearest = program.subtract(program.ifLess(sum, zero, zero, sum), shift);
        return program.ifLess(x, nearest, program.subtract(nearest, program.constant(1)), nearest);
    }

    private Value value(Binary.Op op, Value x, Value y) {
        return switch (op) {
            case ADD -> program.add(x, y);
            case SUBTRACT -> program.subtract(x, y);
            case MULTIPLY -> program.multiply(x, y);
            case DIVIDE -> program.divide(x, y);
            case POWER -> program.power(x, y);
            case MIN -> program.ifLess(x, y, x, y);
            case MAX -> program.ifLess(y, x, x, y);
        };
    }

    private Value value(Conditional choice) {
        Value left = known(choice.left()),
                right = known(choice.right()),
                then = known(choice.then()),
                otherwise = known(choice.otherwise());
        return switch (choice.comparison()) {
            case LESS -> program.ifLess(left, right, then, otherwise);
            case LESS_OR_EQUAL -> program.ifLessOrEqual(left, right, then, otherwise);
            case EQUAL -> program.ifEqual(left, right, then, otherwise);
        };
    }
}
