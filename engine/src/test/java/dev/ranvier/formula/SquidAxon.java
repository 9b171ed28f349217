package dev.ranvier.formula;

import dev.ranvier.program.Slot;
import java.util.LinkedHashMap;
import java.util.Map;

/** The channels of Hodgkin and Huxley as outputs of programs; states m, h, n and parameters g, e, q of both. */
final class SquidAxon {
    private static final Expression V = Algebra.variable("v");

    private SquidAxon() {}

    /** Both gates of sodium advance: states 0, 1; parameter 2 is the factor on rates. */
    static Map<Slot, Expression> sodium() {
        Map<Slot, Expression> next = new LinkedHashMap<>();
        next.put(
                Slot.next(0),
                advanced("a", Algebra.linoid(over(40, 10)), times(4, Algebra.exp(Algebra.negate(over(65, 18))))));
        next.put(
                Slot.next(1),
                advanced(
                        "b",
                        times(0.07, Algebra.exp(Algebra.negate(over(65, 20)))),
                        Algebra.divide(
                                Algebra.ONE, Algebra.add(Algebra.ONE, Algebra.exp(Algebra.negate(over(35, 10)))))));
        return next;
    }

    /** The gate of potassium advances: state 0. */
    static Map<Slot, Expression> potassium() {
        Map<Slot, Expression> next = new LinkedHashMap<>();
        next.put(
                Slot.next(0),
                advanced(
                        "a",
                        times(0.1, Algebra.linoid(over(55, 10))),
                        times(0.125, Algebra.exp(Algebra.negate(over(65, 80))))));
        return next;
    }

    /** {@code i += g m^3 h (v - e)}, with its slope. */
    static Map<Slot, Expression> sodiumCurrent() {
        Expression m = Algebra.variable("a"), g = Algebra.variable("p");
        return current(
                Algebra.multiply(g, Algebra.multiply(Algebra.power(m, Algebra.constant(3)), Algebra.variable("b"))));
    }

    /** {@code i += g n^4 (v - e)}, with its slope. */
    static Map<Slot, Expression> potassiumCurrent() {
        return current(
                Algebra.multiply(Algebra.variable("p"), Algebra.power(Algebra.variable("a"), Algebra.constant(4))));
    }

    private static Map<Slot, Expression> current(Expression conductance) {
        Map<Slot, Expression> sums = new LinkedHashMap<>();
        sums.put(
                Slot.CURRENT,
                Algebra.add(
                        Algebra.variable("i"),
                        Algebra.multiply(conductance, Algebra.subtract(V, Algebra.variable("q")))));
        sums.put(Slot.SLOPE, Algebra.add(Algebra.variable("slope"), conductance));
        return sums;
    }

    private static Expression over(double shift, double width) {
        return Algebra.divide(Algebra.add(V, Algebra.constant(shift)), Algebra.constant(width));
    }

    private static Expression times(double factor, Expression x) {
        return Algebra.multiply(Algebra.constant(factor), x);
    }

    /** {@code x_inf + (x - x_inf) exp(-dt rate)}. */
    private static Expression advanced(String state, Expression alpha, Expression beta) {
        Expression sum = Algebra.add(alpha, beta), inf = Algebra.divide(alpha, sum);
        Expression rate = Algebra.multiply(Algebra.variable("r"), sum);
        Expression decay = Algebra.exp(Algebra.negate(Algebra.multiply(Algebra.variable("dt"), rate)));
        return Algebra.add(inf, Algebra.multiply(Algebra.subtract(Algebra.variable(state), inf), decay));
    }
}
