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
    public static final DoubleVector LOG2_E = vector(0x1.71547652b82fep0);

    /** The leading part of -ln(2). */
    public static final DoubleVector MINUS_LN2_HIGH = vector(-0x1.62e42fefa39efp-1);

    /** The rest of -ln(2). */
    public static final DoubleVector MINUS_LN2_LOW = vector(-0x1.abc9e3b39803fp-56);
    /** Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits of the double. */
    public static final DoubleVector ROUND = vector(0x1.8p52);

    /** The smallest argument. */
    public static final DoubleVector LOWEST = vector(-708);

    /** The largest argument. */
    public static final DoubleVector HIGHEST = vector(709);

    /** {@code (exp(r) - 1 - r) / r^2} on {@code |r| <= ln(2)/2}, degree 9, interpolated at Chebyshev nodes; error below 1e-17. */
    public static final DoubleVector Q0 = vector(0x1.0000000000001p-1);

    /** The coefficient of r^1. */
    public static final DoubleVector Q1 = vector(0x1.5555555555556p-3);

    /** The coefficient of r^2. */
    public static final DoubleVector Q2 = vector(0x1.5555555553d37p-5);

    /** The coefficient of r^3. */
    public static final DoubleVector Q3 = vector(0x1.11111111109a6p-7);

    /** The coefficient of r^4. */
    public static final DoubleVector Q4 = vector(0x1.6c16c1789d1d7p-10);

    /** The coefficient of r^5. */
    public static final DoubleVector Q5 = vector(0x1.a01a01a7cebcdp-13);

    /** The coefficient of r^6. */
    public static final DoubleVector Q6 = vector(0x1.a019b8ca26fcfp-16);

    /** The coefficient of r^7. */
    public static final DoubleVector Q7 = vector(0x1.71de0d85293b8p-19);

    /** The coefficient of r^8. */
    public static final DoubleVector Q8 = vector(0x1.2891d4ffbb0f9p-22);

    /** The coefficient of r^9. */
    public static final DoubleVector Q9 = vector(0x1.af390ba7e6f47p-26);

    private Exponential() {}

    /**
     * {@code out[k] = exp(scale x[k] + shift)} for k in [from, to); the argument is clipped to [-708, 709], NaN stays NaN.
     * At most 1 ulp from the exact exponential of the rounded argument. {@code x} and {@code out} may be the same column.
     */
    public static void apply(Column x, double scale, double shift, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector a = x.load(k).mul(scale).add(shift);
            // Always, and by blending: a vector that comes out of a branch is sometimes allocated.
            a = a.blend(LOWEST, a.compare(VectorOperators.LT, LOWEST));
            a = a.blend(HIGHEST, a.compare(VectorOperators.GT, HIGHEST));
            DoubleVector shifted = a.mul(LOG2_E).add(ROUND);
            DoubleVector n = shifted.sub(ROUND);
            DoubleVector r = n.fma(MINUS_LN2_HIGH, a);
            r = n.fma(MINUS_LN2_LOW, r);
            // Estrin's order: pairs, then powers of r^2, so that few operations wait for one another.
            DoubleVector r2 = r.mul(r), r4 = r2.mul(r2);
            DoubleVector low = r.fma(Q3, Q2).fma(r2, r.fma(Q1, Q0));
            DoubleVector middle = r.fma(Q7, Q6).fma(r2, r.fma(Q5, Q4));
            DoubleVector q = r.fma(Q9, Q8).fma(r4, middle).fma(r4, low);
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
