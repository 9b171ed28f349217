package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What can be told of the sign of a formula from the smallest values of its names. */
enum Sign {
    /** Above zero. */
    POSITIVE,
    /** Not below zero. */
    NOT_NEGATIVE,
    /** Below zero. */
    NEGATIVE,
    /** Not above zero. */
    NOT_POSITIVE,
    /** Any. */
    UNKNOWN;

    /** Of a formula; names without a lowest value may have any. */
    static Sign of(Expression f, Map<String, Double> lowest) {
        Map<Expression, Sign> known = new HashMap<>();
        for (Expression node : Expression.inOrder(List.of(f))) {
            known.put(node, of(node, known, lowest));
        }
        return Objects.requireNonNull(known.get(f));
    }

    /** Whether it cannot be zero. */
    boolean isStrict() {
        return this == POSITIVE || this == NEGATIVE;
    }

    private static Sign of(Expression node, Map<Expression, Sign> known, Map<String, Double> lowest) {
        return switch (node) {
            case Constant(double value) -> value > 0 ? POSITIVE : value < 0 ? NEGATIVE : NOT_NEGATIVE;
            case Variable(String name) -> {
                double low = lowest.getOrDefault(name, Double.NEGATIVE_INFINITY);
                yield low > 0 ? POSITIVE : low == 0 ? NOT_NEGATIVE : UNKNOWN;
            }
            case Curve _ -> UNKNOWN;
            case Unary(Unary.Op op, Expression of) -> {
                Sign x = known.getOrDefault(of, UNKNOWN);
                yield switch (op) {
                    case NEGATE -> x.opposite();
                    case EXP -> POSITIVE;
                    case SQRT, ABS -> x.isStrict() ? POSITIVE : NOT_NEGATIVE;
                    case TANH -> x;
                    case LOG, FLOOR -> UNKNOWN;
                };
            }
            case Binary(Binary.Op op, Expression left, Expression right) -> {
                Sign x = known.getOrDefault(left, UNKNOWN), y = known.getOrDefault(right, UNKNOWN);
                yield switch (op) {
                    case ADD -> x.plus(y);
                    case SUBTRACT -> x.plus(y.opposite());
                    case MULTIPLY -> left.equals(right) ? (x.isStrict() ? POSITIVE : NOT_NEGATIVE) : x.times(y);
                    case DIVIDE -> x.times(y);
                    case POWER -> x == POSITIVE ? POSITIVE : UNKNOWN;
                    case MIN, MAX -> x == y ? x : UNKNOWN;
                };
            }
            case Conditional choice -> {
                Sign then = known.getOrDefault(choice.then(), UNKNOWN);
                boolean both = then == known.getOrDefault(choice.otherwise(), UNKNOWN);
                yield Algebra.linoidArgument(choice).isPresent() ? POSITIVE : both ? then : UNKNOWN;
            }
        };
    }

    private Sign opposite() {
        return switch (this) {
            case POSITIVE -> NEGATIVE;
            case NOT_NEGATIVE -> NOT_POSITIVE;
            case NEGATIVE -> POSITIVE;
            case NOT_POSITIVE -> NOT_NEGATIVE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private boolean isUp() {
        return this == POSITIVE || this == NOT_NEGATIVE;
    }

    private Sign plus(Sign that) {
        if (this == UNKNOWN || that == UNKNOWN || isUp() != that.isUp()) {
            return UNKNOWN;
        }
        return isStrict() ? this : that;
    }

    private Sign times(Sign that) {
        if (this == UNKNOWN || that == UNKNOWN) {
            return UNKNOWN;
        }
        Sign size = isStrict() && that.isStrict() ? POSITIVE : NOT_NEGATIVE;
        return isUp() == that.isUp() ? size : size.opposite();
    }
}
