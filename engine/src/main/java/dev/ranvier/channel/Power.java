package dev.ranvier.channel;

import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/** The power to which a gate enters its current. */
public sealed interface Power {
    /** A whole number, by multiplication. */
    record Fixed(int exponent) implements Power {
        /** Refuses exponents outside [1, 12]. */
        public Fixed {
            if (exponent < 1 || exponent > 12) {
                throw new IllegalArgumentException("a gate's power must lie in [1, 12]: power=" + exponent);
            }
        }
    }

    /** A real number that is a parameter of the channel, so that it can be fitted. */
    record Free(double exponent) implements Power {
        /** Refuses exponents outside [0.1, 12]. */
        public Free {
            if (!(exponent >= 0.1 && exponent <= 12)) {
                throw new IllegalArgumentException("a gate's power must lie in [0.1, 12]: power=" + exponent);
            }
        }
    }

    /** Smallest gate value that is divided by. */
    double SMALLEST = 1e-150;

    /** {@code raised = x^n = exp(n ln(x))}, given ln(x). */
    static void raise(Column log, Column n, Column raised, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            raised.store(k, log.load(k).mul(n.load(k)));
        }
        Exponential.apply(raised, 1, 0, raised, from, to);
    }

    /** {@code out = factor x^n}; {@code raised}, x^n, is read for a free power only. */
    default void multiply(Column factor, Column x, Column raised, Column out, int from, int to) {
        switch (this) {
            case Fixed(int exponent) -> multiply(factor, x, exponent, out, from, to);
            case Free _ -> {
                for (int k = from; k < to; k += Lanes.COUNT) {
                    out.store(k, factor.load(k).mul(raised.load(k)));
                }
            }
        }
    }

    /** {@code i += factor gate^n (v - e)} and its slope; {@code raised} is read for a free power only, {@code work} overwritten. */
    default void current(Sites x, Column factor, Column gate, Column raised, Column work, Column reversal) {
        if (this instanceof Fixed(int exponent) && exponent == 4) {
            Ohmic.applyFourth(x, factor, gate, reversal);
        } else {
            multiply(factor, gate, raised, work, x.from(), x.to());
            Ohmic.apply(x, work, reversal);
        }
    }

    /** {@code out *= d(x^n)/dx = n x^(n-1)}; n and {@code raised} are read for a free power only. */
    default void multiplySlope(Column x, Column n, Column raised, Column out, int from, int to) {
        switch (this) {
            case Fixed(int exponent) -> {
                multiply(out, x, exponent - 1, out, from, to);
                for (int k = from; k < to; k += Lanes.COUNT) {
                    out.store(k, out.load(k).mul(exponent));
                }
            }
            case Free _ -> {
                for (int k = from; k < to; k += Lanes.COUNT) {
                    DoubleVector slope =
                            n.load(k).mul(raised.load(k)).div(x.load(k).max(SMALLEST));
                    out.store(k, out.load(k).mul(slope));
                }
            }
        }
    }

    /** By fourth powers, then one by one: a vector that lives across an inner loop would be allocated. */
    private static void multiply(Column factor, Column x, int exponent, Column out, int from, int to) {
        Column product = factor;
        int left = exponent;
        for (; left >= 4; left -= 4) {
            for (int k = from; k < to; k += Lanes.COUNT) {
                DoubleVector square = x.load(k).mul(x.load(k));
                out.store(k, product.load(k).mul(square.mul(square)));
            }
            product = out;
        }
        for (; left > 0; left--) {
            for (int k = from; k < to; k += Lanes.COUNT) {
                out.store(k, product.load(k).mul(x.load(k)));
            }
            product = out;
        }
    }
}
