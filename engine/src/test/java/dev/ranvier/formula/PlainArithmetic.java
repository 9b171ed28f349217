package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Evaluates a formula as {@code Math} does, with a bound on how far another order of operations can be from that: the running error
 * analysis of Wilkinson, each operation off by at most {@code ROUNDING} of its result.
 */
final class PlainArithmetic {
    /** Eight units in the last place: as much as a power of an exponential is off. */
    private static final double ROUNDING = 16 * 0x1p-53;

    /** The largest exponent that is sure not to be clipped, and what it makes. */
    private static final double UNCLIPPED = 300, SMALLEST = 1e-130, LARGEST = 1e130;

    /**
     * What came out.
     *
     * @param off the bound; infinite where a comparison can go either way or a number leaves the range of plain sizes
     */
    record Result(double value, double off) {}

    private final Map<String, Double> names;
    private final IdentityHashMap<Expression, Result> results = new IdentityHashMap<>();

    PlainArithmetic(Map<String, Double> names) {
        this.names = names;
    }

    Result of(Expression formula) {
        for (Expression node : Expression.inOrder(List.of(formula))) {
            results.computeIfAbsent(node, this::result);
        }
        return known(formula);
    }

    private Result known(Expression node) {
        return Objects.requireNonNull(results.get(node));
    }

    private Result result(Expression node) {
        Result exact = switch (node) {
            case Constant(double value) -> new Result(value, 0);
            case Variable(String name) -> new Result(names.getOrDefault(name, Double.NaN), 0);
            case Unary(Unary.Op op, Expression of) -> of(op, known(of));
            case Binary(Binary.Op op, Expression left, Expression right) -> of(op, known(left), known(right));
            case Conditional choice -> of(choice);
            case Curve _ -> throw new IllegalArgumentException("a table is no formula");
        };
        double size = Math.abs(exact.value);
        boolean isPlain = size == 0 || (size > SMALLEST && size < LARGEST);
        return new Result(exact.value, isPlain ? exact.off + ROUNDING * size : Double.POSITIVE_INFINITY);
    }

    private static Result of(Unary.Op op, Result x) {
        double value = op.at(x.value);
        return new Result(
                value,
                switch (op) {
                    case NEGATE, ABS -> x.off;
                    case EXP ->
                        Math.abs(x.value) < UNCLIPPED
                                ? value * Math.expm1(x.off + ROUNDING * (1 + Math.abs(x.value)))
                                : Double.POSITIVE_INFINITY;
                    case LOG -> x.off < 0.5 * x.value ? 2 * x.off / x.value : Double.POSITIVE_INFINITY;
                    case SQRT -> Math.sqrt(x.off);
                    case TANH -> x.off + ROUNDING;
                    case FLOOR -> x.off == 0 ? 0 : 1;
                });
    }

    private static Result of(Binary.Op op, Result x, Result y) {
        double value = op.at(x.value, y.value);
        return new Result(
                value,
                switch (op) {
                    case ADD, SUBTRACT -> x.off + y.off + ROUNDING * (Math.abs(x.value) + Math.abs(y.value));
                    case MULTIPLY -> Math.abs(x.value) * y.off + Math.abs(y.value) * x.off + x.off * y.off;
                    case DIVIDE ->
                        y.off < 0.5 * Math.abs(y.value)
                                ? 2 * (x.off + Math.abs(value) * y.off) / Math.abs(y.value)
                                : Double.POSITIVE_INFINITY;
                    case POWER ->
                        x.off < 0.5 * x.value
                                ? value
                                        * Math.expm1(8 * ROUNDING * (1 + Math.abs(y.value * Math.log(x.value)))
                                                + 2 * Math.abs(y.value) * x.off / x.value)
                                : Double.POSITIVE_INFINITY;
                    case MIN, MAX -> Math.max(x.off, y.off);
                });
    }

    private Result of(Conditional choice) {
        Result left = known(choice.left()), right = known(choice.right());
        Result taken = known(choice.comparison().holds(left.value, right.value) ? choice.then() : choice.otherwise());
        boolean isClear = Math.abs(left.value - right.value) > left.off + right.off;
        return new Result(taken.value, isClear ? taken.off : Double.POSITIVE_INFINITY);
    }
}
