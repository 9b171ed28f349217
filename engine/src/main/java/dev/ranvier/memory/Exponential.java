package dev.ranvier.memory;

import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential over a range of a column.
 *
 * <p>Own polynomial rather than the processor library's: the same operations in the same order at every vector width, so
 * that results are bit-identical on 128, 256 and 512 bits, and one call per column, since several inlined exponentials in
 * one loop exceed the compiler's budget and box their vectors. Kernels made at run time hold the same operations without a call; what
 * those need is public for them.
 */
public final class Exponential {
    /** log2(e). */
    public static final double LOG2_E = 0x1.71547652b82fep0;

    /** The leading part of -ln(2). */
    public static final double MINUS_LN2_HIGH = -0x1.62e42fefa39efp-1;

    /** The rest of -ln(2). */
    public static final double MINUS_LN2_LOW = -0x1.abc9e3b39803fp-56;

    /** Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits of the double. */
    public static final double ROUND = 0x1.8p52;

    /** The smallest argument. */
    public static final double LOWEST = -708;

    /** The largest argument. */
    public static final double HIGHEST = 709;

    /** {@code (exp(r) - 1 - r) / r^2} on {@code |r| <= ln(2)/2}, degree 9, interpolated at Chebyshev nodes; error below 1e-17. */
    public static final double Q0 = 0x1.0000000000001p-1,
            Q1 = 0x1.5555555555556p-3,
            Q2 = 0x1.5555555553d37p-5,
            Q3 = 0x1.11111111109a6p-7,
            Q4 = 0x1.6c16c1789d1d7p-10,
            Q5 = 0x1.a01a01a7cebcdp-13,
            Q6 = 0x1.a019b8ca26fcfp-16,
            Q7 = 0x1.71de0d85293b8p-19,
            Q8 = 0x1.2891d4ffbb0f9p-22,
            Q9 = 0x1.af390ba7e6f47p-26;

    private static final DoubleVector VECTOR_LOG2_E = vector(LOG2_E);
    private static final DoubleVector VECTOR_MINUS_LN2_HIGH = vector(MINUS_LN2_HIGH);
    private static final DoubleVector VECTOR_MINUS_LN2_LOW = vector(MINUS_LN2_LOW);
    private static final DoubleVector VECTOR_ROUND = vector(ROUND);
    private static final DoubleVector VECTOR_LOWEST = vector(LOWEST);
    private static final DoubleVector VECTOR_HIGHEST = vector(HIGHEST);
    private static final DoubleVector V0 = vector(Q0), V1 = vector(Q1), V2 = vector(Q2), V3 = vector(Q3);
    private static final DoubleVector V4 = vector(Q4), V5 = vector(Q5), V6 = vector(Q6), V7 = vector(Q7);
    private static final DoubleVector V8 = vector(Q8), V9 = vector(Q9);

    private Exponential() {}

    /**
     * {@code out[k] = exp(scale x[k] + shift)} for k in [from, to); the argument is clipped to [-708, 709], NaN stays NaN.
     * At most 1 ulp from the exact exponential of the rounded argument. {@code x} and {@code out} may be the same column.
     */
    public static void apply(Column x, double scale, double shift, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector a = x.load(k).mul(scale).add(shift);
            // Always, and by blending: a vector that comes out of a branch is sometimes allocated.
            a = a.blend(VECTOR_LOWEST, a.compare(VectorOperators.LT, VECTOR_LOWEST));
            a = a.blend(VECTOR_HIGHEST, a.compare(VectorOperators.GT, VECTOR_HIGHEST));
            DoubleVector shifted = a.mul(VECTOR_LOG2_E).add(VECTOR_ROUND);
            DoubleVector n = shifted.sub(VECTOR_ROUND);
            DoubleVector r = n.fma(VECTOR_MINUS_LN2_HIGH, a);
            r = n.fma(VECTOR_MINUS_LN2_LOW, r);
            // Estrin's order: pairs, then powers of r^2, so that few operations wait for one another.
            DoubleVector r2 = r.mul(r), r4 = r2.mul(r2);
            DoubleVector low = r.fma(V3, V2).fma(r2, r.fma(V1, V0));
            DoubleVector middle = r.fma(V7, V6).fma(r2, r.fma(V5, V4));
            DoubleVector q = r.fma(V9, V8).fma(r4, middle).fma(r4, low);
            DoubleVector p = q.fma(r2, r).add(1);
            // 2^n by adding n to the exponent field: the low bits of `shifted` hold n in two's complement.
            out.store(
                    k,
                    p.viewAsIntegralLanes()
                            .add(shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, 52))
                            .viewAsFloatingLanes());
        }
    }

    private static DoubleVector vector(double x) {
        return DoubleVector.broadcast(Lanes.SPECIES, x);
    }
}
