package dev.ranvier.program;

import dev.ranvier.mechanism.SiteKernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Program}, value by value. Equal values are one; numbers are computed; {@code scale x + shift} of anything is one rounding;
 * a division by a number is a product, one by a quotient a product and a division; sums with products are rounded once.
 */
public final class ProgramBuilder {
    /** 1.5 * 2^52: a double of this size has no fraction. */
    private static final double WHOLE = 0x1.8p52;

    private final Map<Key, Value> values = new HashMap<>();
    private final List<Value> order = new ArrayList<>();
    private final Map<Slot, Value> outputs = new LinkedHashMap<>();

    private record Key(
            Operation operation,
            List<Value> operands,
            long constant,
            @Nullable Slot slot) {}

    /** {@code scale x + shift}, with x that is none. */
    record Affine(@Nullable Value x, double scale, double shift) {}

    /** Nothing yet. */
    public ProgramBuilder() {}

    /** An operation as it is, rounded as it says, where {@link #add} and the others might choose another. */
    public Value exactly(Operation operation, Value... operands) {
        return value(operation, operands);
    }

    private Value value(Operation operation, Value... operands) {
        return value(operation, List.of(operands), 0, null);
    }

    private Value value(Operation operation, List<Value> operands, double constant, @Nullable Slot slot) {
        Key key = new Key(operation, operands, Double.doubleToRawLongBits(constant), slot);
        return values.computeIfAbsent(key, _ -> {
            Value made = new Value(operation, operands, constant, slot);
            order.add(made);
            return made;
        });
    }

    /** What stands there before the program runs. */
    public Value input(Slot slot) {
        return value(Operation.INPUT, List.of(), 0, slot);
    }

    /** A number. */
    public Value constant(double x) {
        return value(Operation.CONSTANT, List.of(), x == 0 ? 0 : x, null);
    }

    /** Says what the program leaves in a slot, which may be one that it reads. */
    public void output(Slot slot, Value value) {
        if (slot.isUniform() || outputs.put(slot, value) != null) {
            throw new IllegalArgumentException("no output, or one already: " + slot);
        }
    }

    /** {@code a + b}. */
    public Value add(Value a, Value b) {
        if (a.isConstant() && b.isConstant()) {
            return constant(a.constant() + b.constant());
        }
        if (a.isConstant() || (a.isUniform() && !b.isUniform())) {
            return add(b, a);
        }
        Affine p = affine(a), q = affine(b);
        if (b.isConstant() || p.x == q.x) {
            return affine(p.x, p.scale + q.scale, p.shift + q.shift);
        }
        if (q.scale == -1 && q.x != null && q.shift == 0 && !b.isUniform()) {
            return value(Operation.SUBTRACT, a, q.x);
        }
        if (isProduct(b)) {
            return value(Operation.FMA, b.operand(0), b.operand(1), a);
        }
        return isProduct(a) ? value(Operation.FMA, a.operand(0), a.operand(1), b) : value(Operation.ADD, a, b);
    }

    /**
     * What a kernel would do at a site, operation by operation.
     *
     * @param columns what stands there, and then also what the kernel leaves there
     * @return whether it is a kernel of a program or of values; if not, nothing is done
     */
    public boolean inline(SiteKernel kernel, Map<Slot, Value> columns) {
        if (kernel instanceof ValueKernel ofValues) {
            ofValues.inline(this, columns);
            return true;
        }
        if (!(kernel instanceof PartKernel ofProgram)) {
            return false;
        }
        Part part = ofProgram.part();
        Map<Value, Value> images = new HashMap<>();
        part.loads().forEach((value, slot) -> images.put(value, standing(columns, slot)));
        for (Value value : part.inOrder()) {
            images.put(value, value.isInput() ? standing(columns, value.slot()) : copy(value, images));
        }
        Map<Slot, Value> left = new HashMap<>();
        part.stores().forEach((slot, value) -> left.put(slot, image(value, images)));
        columns.putAll(left);
        return true;
    }

    /** What stands in a slot. */
    public static Value standing(Map<Slot, Value> columns, Slot slot) {
        Value value = columns.get(slot);
        if (value == null) {
            throw new IllegalArgumentException("nothing stands at " + slot);
        }
        return value;
    }

    private static boolean isProduct(Value a) {
        return a.operation() == Operation.MULTIPLY && !a.isUniform();
    }

    /** {@code a - b}. */
    public Value subtract(Value a, Value b) {
        Affine p = affine(a), q = affine(b);
        if (a.isConstant() || b.isConstant() || p.x == q.x || b.isUniform() || (q.shift == 0 && q.scale != 1)) {
            return add(a, negate(b));
        }
        return value(Operation.SUBTRACT, a, b);
    }

    /** {@code -a}. */
    public Value negate(Value a) {
        return multiply(constant(-1), a);
    }

    /** {@code a b}. */
    public Value multiply(Value a, Value b) {
        if (b.isConstant() && !a.isConstant()) {
            return multiply(b, a);
        }
        if (a.isConstant()) {
            return b.isConstant() ? constant(a.constant() * b.constant()) : scaled(b, a.constant());
        }
        if (a.isUniform() && b.isUniform()) {
            return value(Operation.MULTIPLY, a, b);
        }
        if (a.isUniform()) {
            return multiply(b, a);
        }
        if (b.isUniform() && a.operation() == Operation.MULTIPLY && a.operand(1).isUniform()) {
            return value(Operation.MULTIPLY, a.operand(0), multiply(a.operand(1), b));
        }
        return value(Operation.MULTIPLY, a, b);
    }

    private Value scaled(Value a, double factor) {
        if (a.operation() == Operation.MULTIPLY
                && a.operand(1).isUniform()
                && !a.operand(1).isConstant()
                && !a.isUniform()) {
            return value(Operation.MULTIPLY, a.operand(0), multiply(constant(factor), a.operand(1)));
        }
        if (a.operation() == Operation.DIVIDE && a.operand(0).isUniform() && !a.isUniform()) {
            return value(Operation.DIVIDE, multiply(constant(factor), a.operand(0)), a.operand(1));
        }
        Affine p = affine(a);
        return affine(p.x, factor * p.scale, factor * p.shift);
    }

    /** {@code a / b}. */
    public Value divide(Value a, Value b) {
        if (b.isConstant()) {
            return multiply(a, constant(1 / b.constant()));
        }
        if (b.isUniform() && !a.isUniform()) {
            return multiply(a, divide(constant(1), b));
        }
        if (b.operation() == Operation.DIVIDE) {
            return divide(multiply(a, b.operand(1)), b.operand(0));
        }
        if (isProduct(b) && b.operand(1).isUniform()) {
            return divide(multiply(a, divide(constant(1), b.operand(1))), b.operand(0));
        }
        if (a.operation() == Operation.DIVIDE && !a.isUniform()) {
            return divide(a.operand(0), multiply(a.operand(1), b));
        }
        return value(Operation.DIVIDE, a, b);
    }

    /** {@code e^a}. */
    public Value exp(Value a) {
        if (a.isConstant()) {
            return constant(StrictMath.exp(a.constant()));
        }
        if (isProduct(a) && a.operand(1).isUniform() && !a.operand(1).isConstant()) {
            return value(Operation.EXP, a.operand(0), a.operand(1), constant(0));
        }
        Affine p = affine(vector(a));
        return exp(p);
    }

    private Value exp(Affine p) {
        return value(Operation.EXP, p.x == null ? constant(0) : p.x, constant(p.scale), constant(p.shift));
    }

    /** The natural logarithm; NaN for what is not positive, but for 0, whose logarithm is about -709. */
    public Value log(Value a) {
        return a.isConstant() ? constant(StrictMath.log(a.constant())) : value(Operation.LOG, vector(a));
    }

    /** The square root. */
    public Value sqrt(Value a) {
        return a.isConstant() ? constant(Math.sqrt(a.constant())) : value(Operation.SQRT, a);
    }

    /** {@code |a|}. */
    public Value abs(Value a) {
        return a.isConstant() ? constant(Math.abs(a.constant())) : value(Operation.ABS, a);
    }

    /** {@code 1 - 2 / (e^2a + 1)}, within 2e-16 of the hyperbolic tangent. */
    public Value tanh(Value a) {
        Value e = exp(multiply(constant(2), a));
        return subtract(constant(1), divide(constant(2), add(e, constant(1))));
    }

    /** {@code a^b = e^(b ln(a))} for a that is not negative. */
    public Value power(Value a, Value b) {
        return exp(multiply(b, log(a)));
    }

    /**
     * A curve of a table whose rows are cubics between equally spaced nodes; of the rows before and after these, which hold for all that is
     * outside, the first is number 0.
     *
     * @param place where the curve is, as a number of nodes; 0 at the beginning of row 0
     * @param rows how many rows there are
     * @param length doubles of a row
     * @param curve where in a row the curve's coefficients stand
     */
    public Value interpolate(Value place, int rows, int length, int curve) {
        Row row = row(place, rows, length, input(Slot.TABLE));
        return exactly(Operation.INTERPOLATE, row.begin, row.fraction, constant(curve));
    }

    /**
     * A table whose rows are nodes, equally spaced, between which it is a straight line; before the first and after the last it stays.
     *
     * @param place where on the table, as a number of nodes; 0 at the first
     * @param nodes how many rows there are
     * @param length doubles of a row
     * @param column where in a row the table's number stands
     * @param table where row 0 begins, as a number of doubles from address 0
     */
    public Value between(Value place, int nodes, int length, int column, Value table) {
        Row row = row(place, nodes - 1, length, table);
        return exactly(Operation.BETWEEN, row.begin, row.fraction, constant(column), constant(length));
    }

    private record Row(Value begin, Value fraction) {}

    /** The row at or before a place, of so many. */
    private Row row(Value place, int rows, int length, Value table) {
        Value last = constant(Math.nextDown((double) rows)), first = constant(0);
        Value x = ifLess(place, last, place, last), inside = ifLess(first, x, x, first); // NaN is in the last row
        Value rounded = exactly(Operation.ADD, exactly(Operation.ADD, inside, constant(-0.5)), constant(WHOLE));
        Value row = exactly(Operation.ADD, rounded, constant(-WHOLE));
        return new Row(exactly(Operation.FMA, row, constant(length), table), exactly(Operation.SUBTRACT, inside, row));
    }

    /** {@code a < b ? then : otherwise}. */
    public Value ifLess(Value a, Value b, Value then, Value otherwise) {
        return select(Operation.SELECT_LESS, a, b, then, otherwise);
    }

    /** {@code a <= b ? then : otherwise}. */
    public Value ifLessOrEqual(Value a, Value b, Value then, Value otherwise) {
        return select(Operation.SELECT_LESS_OR_EQUAL, a, b, then, otherwise);
    }

    /** {@code a = b ? then : otherwise}. */
    public Value ifEqual(Value a, Value b, Value then, Value otherwise) {
        return select(Operation.SELECT_EQUAL, a, b, then, otherwise);
    }

    private Value select(Operation operation, Value a, Value b, Value then, Value otherwise) {
        if (a.isUniform() && b.isUniform() && then.isUniform() && otherwise.isUniform()) {
            return value(operation, a, b, then, otherwise);
        }
        return value(operation, vector(a), b, vector(then), vector(otherwise));
    }

    /** The value at every site. */
    private Value vector(Value a) {
        return a.isUniform() ? value(Operation.BROADCAST, a) : a;
    }

    /** A value as {@code scale x + shift}. */
    static Affine affine(Value a) {
        return switch (a.operation()) {
            case CONSTANT -> new Affine(null, 0, a.constant());
            case ADD ->
                a.operand(1).isConstant()
                        ? new Affine(a.operand(0), 1, a.operand(1).constant())
                        : alone(a);
            case SUBTRACT ->
                a.operand(0).isConstant()
                        ? new Affine(a.operand(1), -1, a.operand(0).constant())
                        : alone(a);
            case MULTIPLY ->
                a.operand(1).isConstant()
                        ? new Affine(a.operand(0), a.operand(1).constant(), 0)
                        : alone(a);
            case FMA ->
                a.operand(1).isConstant() && a.operand(2).isConstant()
                        ? new Affine(
                                a.operand(0),
                                a.operand(1).constant(),
                                a.operand(2).constant())
                        : alone(a);
            default -> alone(a);
        };
    }

    private static Affine alone(Value a) {
        return new Affine(a, 1, 0);
    }

    private Value affine(@Nullable Value x, double scale, double shift) {
        if (x == null || scale == 0) {
            return constant(shift);
        }
        if (shift == 0) {
            return scale == 1 ? x : value(Operation.MULTIPLY, x, constant(scale));
        }
        if (scale == 1) {
            return isProduct(x)
                    ? value(Operation.FMA, x.operand(0), x.operand(1), constant(shift))
                    : value(Operation.ADD, x, constant(shift));
        }
        return scale == -1
                ? value(Operation.SUBTRACT, constant(shift), x)
                : value(Operation.FMA, x, constant(scale), constant(shift));
    }

    /** The program of all outputs, as it is. */
    public Program buildExactly() {
        return new Program(Program.reachable(order, outputs.values()), outputs);
    }

    /** The program of all outputs, with exponentials shared where one is a power of another. */
    public Program build() {
        ProgramBuilder rebuilt = new ProgramBuilder();
        SharedExponentials shared = new SharedExponentials(Program.reachable(order, outputs.values()));
        Map<Value, Value> images = new HashMap<>();
        for (Value value : Program.reachable(order, outputs.values())) {
            images.put(
                    value, shared.isShared(value) ? rebuilt.copy(shared, value, images) : rebuilt.copy(value, images));
        }
        outputs.forEach((slot, value) -> rebuilt.output(slot, rebuilt.vector(rebuilt.image(value, images))));
        return new Program(Program.reachable(rebuilt.order, rebuilt.outputs.values()), rebuilt.outputs);
    }

    private Value image(Value value, Map<Value, Value> images) {
        Value image = value.isConstant() ? constant(value.constant()) : images.get(value);
        if (image == null) {
            throw new IllegalStateException("an operand comes before its value");
        }
        return image;
    }

    private Value copy(Value value, Map<Value, Value> images) {
        List<Value> operands =
                value.operands().stream().map(operand -> image(operand, images)).toList();
        return value(value.operation(), operands, value.constant(), value.isInput() ? value.slot() : null);
    }

    /** {@code factor (e^first)^n} in the place of an exponential. */
    private Value copy(SharedExponentials shared, Value value, Map<Value, Value> images) {
        SharedExponentials.Power power = shared.power(value);
        Value e = copy(power.of(), images);
        Value raised = integerPower(e, Math.abs(power.exponent()));
        Value factor = constant(power.factor());
        return power.exponent() < 0 ? divide(factor, raised) : multiply(factor, raised);
    }

    private Value integerPower(Value x, int n) {
        if (n == 1) {
            return x;
        }
        Value half = integerPower(x, n / 2), square = multiply(half, half);
        return n % 2 == 0 ? square : multiply(square, x);
    }
}
