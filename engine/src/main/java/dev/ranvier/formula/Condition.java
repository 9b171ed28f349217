package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Comparison;

/** What holds or not: chooses between two formulas. */
@FunctionalInterface
public interface Condition {
    /** {@code then} where it holds, else {@code otherwise}. */
    Expression choose(Expression then, Expression otherwise);

    /** Two formulas compared by {@code <}, {@code <=}, {@code >}, {@code >=}, {@code ==} or {@code !=}. */
    static Condition comparing(Expression x, String sign, Expression y) {
        return switch (sign) {
            case "<" -> (then, otherwise) -> Algebra.conditional(Comparison.LESS, x, y, then, otherwise);
            case "<=" -> (then, otherwise) -> Algebra.conditional(Comparison.LESS_OR_EQUAL, x, y, then, otherwise);
            case ">" -> comparing(y, "<", x);
            case ">=" -> comparing(y, "<=", x);
            case "==" -> (then, otherwise) -> Algebra.conditional(Comparison.EQUAL, x, y, then, otherwise);
            case "!=" -> comparing(x, "==", y).not();
            default -> throw new IllegalArgumentException("nothing is compared by " + sign);
        };
    }

    /** Whether this does not hold. */
    default Condition not() {
        return (one, other) -> choose(other, one);
    }

    /** Whether both hold. */
    default Condition and(Condition other) {
        return (then, otherwise) -> choose(other.choose(then, otherwise), otherwise);
    }

    /** Whether one of both holds. */
    default Condition or(Condition other) {
        return (then, otherwise) -> choose(then, other.choose(then, otherwise));
    }
}
