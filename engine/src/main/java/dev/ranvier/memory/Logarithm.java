package dev.ranvier.memory;

import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The natural logarithm over a range of a column, with the same operations at every vector width, as {@link Exponential}. The
 * processor library's rounds differently at 512 bits, and differently again before a kernel is compiled.
 *
 * <p>With {@code x = 2^k m}, {@code 1/sqrt(2) <= m < sqrt(2)}, {@code f = m - 1} (exact) and {@code s = f / (2 + f)}:
 * {@code ln m = 2 s + s^3 p(s^2)}, and {@code 2 s = f - f^2/2 + s f^2/2}, whose first term is the exact one.
 */
public final class Logarithm {
    /** The leading part of ln(2), and the rest. */
    public static final double LN2_HIGH = 0x1.62e42fefa39efp-1, LN2_LOW = 0x1.abc9e3b39803fp-56;

    /** The bits of sqrt(1/2). */
    public static final long ROOT_HALF_BITS = Double.doubleToLongBits(Math.sqrt(0.5));

    /** Carries into the exponent from m = sqrt(2) on, and adds 1023 to it. */
    public static final long TO_EXPONENT = Double.doubleToLongBits(1) - ROOT_HALF_BITS;

    /** The bits of the fraction. */
    public static final long FRACTION = (1L << 52) - 1;

    private static final double INTEGER = 0x1p52;

    /** An integer below 2^52 in the low bits of this double is the double of it. */
    public static final long INTEGER_BITS = Double.doubleToLongBits(INTEGER);

    /** What such a double is more than the exponent. */
    public static final double INTEGER_AND_BIAS = INTEGER + 1023;

    /**
     * {@code (ln((1 + s)/(1 - s)) - 2 s) / s^3} on {@code s^2 <= 0.0295}, degree 7 in s^2, interpolated at Chebyshev nodes; error below
     * 1e-18.
     */
    public static final double P0 = 0x1.5555555555555p-1,
            P1 = 0x1.9999999999a38p-2,
            P2 = 0x1.2492492476c87p-2,
            P3 = 0x1.c71c720160b47p-3,
            P4 = 0x1.745cf901605f7p-3,
            P5 = 0x1.3b1c360763b8ap-3,
            P6 = 0x1.0fbe83c2cbcf3p-3,
            P7 = 0x1.0c04595972ab8p-3;

    private static final DoubleVector VECTOR_LN2_HIGH = vector(LN2_HIGH), VECTOR_LN2_LOW = vector(LN2_LOW);
    private static final DoubleVector VECTOR_INTEGER_AND_BIAS = vector(INTEGER_AND_BIAS);
    private static final DoubleVector V0 = vector(P0), V1 = vector(P1), V2 = vector(P2), V3 = vector(P3);
    private static final DoubleVector V4 = vector(P4), V5 = vector(P5), V6 = vector(P6), V7 = vector(P7);

    private Logarithm() {}

    /**
     * {@code out[k] = ln(x[k])} for k in [from, to), at most 1 ulp from exact; NaN where x is negative, infinite or NaN.
     * From +0 to the smallest normal number it is about {@code ln(2^-1023)}. {@code x} and {@code out} may be the same
     * column.
     */
    public static void apply(Column x, Column out, int from, int to) {
        for (int j = from; j < to; j += Lanes.COUNT) {
            DoubleVector xj = x.load(j);
            LongVector bits = xj.viewAsIntegralLanes().add(TO_EXPONENT);
            DoubleVector k = bits.lanewise(VectorOperators.LSHR, 52)
                    .or(INTEGER_BITS)
                    .viewAsFloatingLanes()
                    .sub(VECTOR_INTEGER_AND_BIAS);
            DoubleVector f =
                    bits.and(FRACTION).add(ROOT_HALF_BITS).viewAsFloatingLanes().sub(1);
            DoubleVector s = f.div(f.add(2)), z = s.mul(s), z2 = z.mul(z);
            DoubleVector low = z.fma(V3, V2).fma(z2, z.fma(V1, V0));
            DoubleVector high = z.fma(V7, V6).fma(z2, z.fma(V5, V4));
            DoubleVector p = high.fma(z2.mul(z2), low), halfSquare = f.mul(f).mul(0.5);
            DoubleVector small = p.fma(z, halfSquare).mul(s).add(k.fma(VECTOR_LN2_LOW, halfSquare.neg()));
            DoubleVector ln = k.fma(VECTOR_LN2_HIGH, f.add(small));
            // NaN where the root is none, else 0: unlike a comparison, not allocated at 128 bits.
            DoubleVector root = xj.sqrt();
            out.store(j, ln.add(root.sub(root)));
        }
    }

    /** {@code ln(x)} of one number, to the bits of {@link #apply}. */
    public static double of(double x) {
        long bits = Double.doubleToRawLongBits(x) + TO_EXPONENT;
        double k = Double.longBitsToDouble((bits >>> 52) | INTEGER_BITS) - INTEGER_AND_BIAS;
        double f = Double.longBitsToDouble((bits & FRACTION) + ROOT_HALF_BITS) - 1;
        double s = f / (f + 2), z = s * s, z2 = z * z;
        double low = Math.fma(Math.fma(z, P3, P2), z2, Math.fma(z, P1, P0));
        double high = Math.fma(Math.fma(z, P7, P6), z2, Math.fma(z, P5, P4));
        double p = Math.fma(high, z2 * z2, low), halfSquare = f * f * 0.5;
        double small = Math.fma(p, z, halfSquare) * s + Math.fma(k, LN2_LOW, -halfSquare);
        double root = Math.sqrt(x);
        return Math.fma(k, LN2_HIGH, f + small) + 0 * root;
    }

    private static DoubleVector vector(double x) {
        return DoubleVector.broadcast(Lanes.SPECIES, x);
    }
}
