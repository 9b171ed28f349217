package dev.ranvier.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Formulas at random, the same for the same seed: of some names, deep enough to share parts, with the shapes that rates have. */
final class RandomFormulas {
    private final Random random;
    private final List<Expression> pool = new ArrayList<>();

    RandomFormulas(long seed, List<String> names) {
        random = new Random(seed);
        names.forEach(name -> pool.add(Algebra.variable(name)));
    }

    /** One more, which may be made of those before it. */
    Expression next(int size) {
        Expression made = pick();
        for (int k = 0; k < size; k++) {
            made = node(made);
            pool.add(made);
        }
        return made;
    }

    private Expression pick() {
        return random.nextInt(4) == 0 ? number() : pool.get(random.nextInt(pool.size()));
    }

    private Expression number() {
        return Algebra.constant(Math.rint((random.nextDouble() * 8 - 4) * 8) / 8 + 0.0625);
    }

    private Expression node(Expression x) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> Algebra.add(x, pick());
            case 2 -> Algebra.subtract(pick(), x);
            case 3, 4 -> Algebra.multiply(x, pick());
            case 5 -> Algebra.divide(x, Algebra.add(Algebra.ONE, Algebra.multiply(pick(), x)));
            case 6 -> Algebra.exp(bounded(x, random.nextInt(7) - 3));
            case 7 -> Algebra.divide(Algebra.ONE, Algebra.add(Algebra.ONE, Algebra.exp(bounded(x, -2))));
            case 8 -> Algebra.linoid(bounded(x, 1));
            case 9 -> Algebra.tanh(x);
            case 10 -> Algebra.power(x, Algebra.constant(random.nextInt(2, 5)));
            case 11 -> Algebra.log(Algebra.add(Algebra.ONE, Algebra.multiply(x, x)));
            case 12 -> Algebra.power(Algebra.add(Algebra.abs(x), Algebra.ONE), Algebra.constant(1.5));
            default ->
                Algebra.conditional(
                        random.nextInt(2) == 0 ? Expression.Comparison.LESS : Expression.Comparison.LESS_OR_EQUAL,
                        x,
                        number(),
                        Algebra.min(x, pick()),
                        Algebra.max(Algebra.sqrt(Algebra.abs(x)), pick()));
        };
    }

    /** A multiple of x plus a number, by multiples that are whole powers of another. */
    private Expression bounded(Expression x, int multiple) {
        return Algebra.add(
                Algebra.multiply(Algebra.constant(0.25 * multiple), x), Algebra.constant(random.nextInt(5) - 2));
    }
}
