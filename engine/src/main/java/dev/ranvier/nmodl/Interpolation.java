package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Substitution;
import java.util.Map;

/**
 * What a TABLE makes of formulas.
 *
 * @param left the node at or below the argument
 * @param right the next one
 * @param last the last of all, which is computed last
 * @param fraction where the argument is between the first two
 */
record Interpolation(Substitution left, Substitution right, Substitution last, Expression fraction) {
    /**
     * From equal intervals; below and above the outermost nodes hold.
     *
     * @param node what formulas call the argument
     */
    static Interpolation of(String node, Expression argument, double low, double high, double intervals) {
        double width = (high - low) / intervals;
        Expression place = Algebra.max(
                Algebra.ZERO,
                Algebra.min(
                        Algebra.constant(intervals),
                        Algebra.divide(Algebra.subtract(argument, Algebra.constant(low)), Algebra.constant(width))));
        Expression whole = Algebra.floor(place);
        Expression from = Algebra.add(Algebra.constant(low), Algebra.multiply(Algebra.constant(width), whole));
        return new Interpolation(
                new Substitution(Map.of(node, from)),
                new Substitution(Map.of(node, Algebra.add(from, Algebra.constant(width)))),
                new Substitution(Map.of(node, Algebra.constant(high))),
                Algebra.subtract(place, whole));
    }

    /** Linear between the two nodes. */
    Expression in(Expression value) {
        Expression from = left.in(value);
        return Algebra.add(from, Algebra.multiply(fraction, Algebra.subtract(right.in(value), from)));
    }
}
