package dev.ranvier.channel;

import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

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

    /** Smallest gate value whose logarithm is taken. */
    double SMALLEST = 1e-150;

    /** {@code out = factor x^n}; {@code n} is read for a free power only. */
    default void multiply(Column factor, Column x, Column n, Column out, int from, int to) {
        switch (this) {
            case Fixed(int exponent) -> multiply(factor, x, exponent, out, from, to);
            case Free _ -> {
                for (int k = from; k < to; k += Lanes.COUNT) {
                    DoubleVector log = x.load(k).max(SMALLEST).lanewise(VectorOperators.LOG);
                    out.store(
                            k, log.mul(n.load(k)).lanewise(VectorOperators.EXP).mul(factor.load(k)));
                }
            }
        }
    }

    /** {@code i += factor gate^n (v - e)} and its slope; {@code n} is read for a free power only, {@code work} overwritten. */
    default void current(Sites x, Column factor, Column gate, Column n, Column work, Column reversal) {
        if (this instanceof Fixed(int exponent) && exponent == 4) {
            Ohmic.applyFourth(x, factor, gate, reversal);
        } else {
            multiply(factor, gate, n, work, x.from(), x.to());
            Ohmic.apply(x, work, reversal);
        }
    }

    /** {@code out *= d(x^n)/dx = n x^(n-1)}. */
    default void multiplySlope(Column x, Column n, Column out, int from, int to) {
        switch (this) {
            case Fixed(int exponent) -> {
                multiply(out, x, exponent - 1, out, from, to);
                for (int k = from; k < to; k += Lanes.COUNT) {
                    out.store(k, out.load(k).mul(exponent));
                }
            }
            case Free _ -> {
                for (int k = from; k < to; k += Lanes.COUNT) {
                    DoubleVector nk = n.load(k);
                    DoubleVector log = x.load(k).max(SMALLEST).lanewise(VectorOperators.LOG);
                    out.store(
                            k,
                            log.mul(nk.sub(1))
                                    .lanewise(VectorOperators.EXP)
                                    .mul(nk)
                                    .mul(out.load(k)));
                }
            }
        }
    }

    /** {@code out *= ln(x)}, which makes {@code x^n} its derivative by n. */
    static void multiplyLog(Column x, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, out.load(k).mul(x.load(k).max(SMALLEST).lanewise(VectorOperators.LOG)));
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
