package dev.ranvier.channel;

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

    /** {@code out *= x^n}; {@code n} is read for a free power only. */
    default void multiply(Column x, Column n, Column out, int from, int to) {
        switch (this) {
            case Fixed(int exponent) -> multiply(x, exponent, out, from, to);
            case Free _ -> {
                for (int k = from; k < to; k += Lanes.COUNT) {
                    out.store(k, out.load(k).mul(exp(n.load(k).mul(log(x.load(k))))));
                }
            }
        }
    }

    /** {@code out *= d(x^n)/dx = n x^(n-1)}. */
    default void multiplySlope(Column x, Column n, Column out, int from, int to) {
        switch (this) {
            case Fixed(int exponent) -> {
                multiply(x, exponent - 1, out, from, to);
                for (int k = from; k < to; k += Lanes.COUNT) {
                    out.store(k, out.load(k).mul(exponent));
                }
            }
            case Free _ -> {
                for (int k = from; k < to; k += Lanes.COUNT) {
                    DoubleVector nk = n.load(k);
                    out.store(k, out.load(k).mul(nk).mul(exp(nk.sub(1).mul(log(x.load(k))))));
                }
            }
        }
    }

    /** {@code out *= d(x^n)/dn = ln(x) x^n}, for a free power. */
    default void multiplyExponentSlope(Column x, Column n, Column out, int from, int to) {
        multiply(x, n, out, from, to);
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, out.load(k).mul(log(x.load(k))));
        }
    }

    private static void multiply(Column x, int exponent, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector xk = x.load(k), product = out.load(k);
            for (int n = 0; n < exponent; n++) {
                product = product.mul(xk);
            }
            out.store(k, product);
        }
    }

    private static DoubleVector log(DoubleVector x) {
        return x.max(SMALLEST).lanewise(VectorOperators.LOG);
    }

    private static DoubleVector exp(DoubleVector x) {
        return x.lanewise(VectorOperators.EXP);
    }
}
