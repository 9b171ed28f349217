package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Unary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Recognises {@code a (v - c) / (1 - exp(-(v - c)/k))} however it is written: as papers and programs have it, it is 0/0 at one voltage,
 * and is the {@link Algebra#linoid} that it stands for.
 */
final class LinoidPattern {
    /** Of the coefficients of two sums that are multiples of one another. */
    private static final double ROUNDING = 1e-14;
    /** How far sums and products are looked into. */
    private static final int PARTS = 64;

    private static final Expression VOLTAGE = Algebra.variable("v");

    private LinoidPattern() {}

    /** What {@code over / under} stands for, if it is one. */
    static Optional<Expression> of(Expression over, Expression under) {
        if (under instanceof Binary(Binary.Op op, Constant(double one), Unary(Unary.Op exp, Expression w))
                && op == Binary.Op.SUBTRACT
                && exp == Unary.Op.EXP
                && one == 1) {
            return of(over, w, -1);
        }
        if (under instanceof Binary(Binary.Op op, Unary(Unary.Op exp, Expression w), Constant(double minusOne))
                && op == Binary.Op.ADD
                && exp == Unary.Op.EXP
                && minusOne == -1) {
            return of(over, w, 1);
        }
        if (under instanceof Binary(Binary.Op op, Unary(Unary.Op exp, Expression w), Constant(double one))
                && op == Binary.Op.SUBTRACT
                && exp == Unary.Op.EXP
                && one == 1) {
            return of(over, w, 1);
        }
        return Optional.empty();
    }

    /** {@code over / w = p}, so {@code over / (1 - exp(w)) = -p linoid(-w)}. */
    private static Optional<Expression> of(Expression over, Expression w, double sign) {
        List<Expression> factors = factors(w);
        Optional<Expression> follows = factors.stream()
                .filter(factor -> Expression.inOrder(List.of(factor)).contains(VOLTAGE))
                .findFirst();
        if (follows.isEmpty()) {
            return Optional.empty();
        }
        for (Expression factor : factors(over)) {
            OptionalDouble ratio = ratio(factor, follows.get());
            if (ratio.isPresent()) {
                Expression rest = Algebra.divide(without(factor, over), without(follows.get(), w));
                return Optional.of(Algebra.multiply(
                        Algebra.multiply(Algebra.constant(sign * ratio.getAsDouble()), rest),
                        Algebra.linoid(Algebra.negate(w))));
            }
        }
        return Optional.empty();
    }

    /** What stands above the line in a product or quotient. */
    private static List<Expression> factors(Expression f) {
        List<Expression> factors = new ArrayList<>();
        Deque<Expression> open = new ArrayDeque<>(List.of(f));
        for (int looked = 0; !open.isEmpty() && looked < PARTS; looked++) {
            switch (open.pop()) {
                case Unary(Unary.Op op, Expression of) when op == Unary.Op.NEGATE -> open.push(of);
                case Binary(Binary.Op op, Expression left, Expression right)
                when op == Binary.Op.MULTIPLY -> {
                    open.push(right);
                    open.push(left);
                }
                case Binary(Binary.Op op, Expression left, Expression right)
                when op == Binary.Op.DIVIDE -> open.push(left);
                case Expression factor -> factors.add(factor);
            }
        }
        return factors;
    }

    /** A product or quotient with 1 in the place of one of its {@link #factors}. */
    private static Expression without(Expression factor, Expression f) {
        if (f.equals(factor)) {
            return Algebra.ONE;
        }
        return switch (f) {
            case Unary(Unary.Op op, Expression of) -> Algebra.negate(without(factor, of));
            case Binary(Binary.Op op, Expression left, Expression right)
            when op == Binary.Op.DIVIDE -> Algebra.divide(without(factor, left), right);
            case Binary(Binary.Op op, Expression left, Expression right)
            when factors(left).contains(factor) -> Algebra.multiply(without(factor, left), right);
            case Binary(Binary.Op op, Expression left, Expression right) ->
                Algebra.multiply(left, without(factor, right));
            default -> throw new IllegalStateException(factor + " is no factor of " + f);
        };
    }

    /** How many times {@code g} a sum {@code f} is. */
    private static OptionalDouble ratio(Expression f, Expression g) {
        Map<Expression, Double> p = terms(f), q = terms(g);
        if (!p.keySet().equals(q.keySet())) {
            return OptionalDouble.empty();
        }
        Expression any = q.keySet().iterator().next();
        double ratio = p.getOrDefault(any, 0.0) / q.getOrDefault(any, 1.0);
        boolean proportional = q.entrySet().stream()
                .allMatch(term ->
                        Math.abs(p.getOrDefault(term.getKey(), 0.0) / term.getValue() / ratio - 1) < ROUNDING);
        return proportional ? OptionalDouble.of(ratio) : OptionalDouble.empty();
    }

    /** A sum as multiples of its terms; that of 1 is its number. */
    private static Map<Expression, Double> terms(Expression sum) {
        record Multiple(double times, Expression of) {}

        Map<Expression, Double> terms = new LinkedHashMap<>();
        Deque<Multiple> open = new ArrayDeque<>(List.of(new Multiple(1, sum)));
        for (int looked = 0; !open.isEmpty(); looked++) {
            if (looked == PARTS) {
                return Map.of(sum, 1.0);
            }
            Multiple next = open.pop();
            double times = next.times;
            switch (next.of) {
                case Constant(double value) -> terms.merge(Algebra.ONE, times * value, Double::sum);
                case Unary(Unary.Op op, Expression of)
                when op == Unary.Op.NEGATE -> open.push(new Multiple(-times, of));
                case Binary(Binary.Op op, Expression left, Expression right)
                when op == Binary.Op.ADD || op == Binary.Op.SUBTRACT -> {
                    open.push(new Multiple(op == Binary.Op.ADD ? times : -times, right));
                    open.push(new Multiple(times, left));
                }
                case Binary(Binary.Op op, Constant(double value), Expression right)
                when op == Binary.Op.MULTIPLY -> open.push(new Multiple(times * value, right));
                case Binary(Binary.Op op, Expression left, Constant(double value))
                when op == Binary.Op.DIVIDE -> open.push(new Multiple(times / value, left));
                case Expression term -> terms.merge(term, times, Double::sum);
            }
        }
        return terms;
    }
}
