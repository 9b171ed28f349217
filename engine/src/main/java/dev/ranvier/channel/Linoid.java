package dev.ranvier.channel;

import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The linear-over-exponential rate of Hodgkin and Huxley, {@code L(y) = y / (1 - exp(-y))} with {@code y = (v - centre)/width},
 * smooth through y = 0 where it is 1. A published {@code a (v - v0) / (1 - exp(-(v - v0)/s))} is {@code a s L}; and
 * {@code L(-y) = exp(-y) L(y)}.
 *
 * @param centre_mV where y = 0
 * @param width_mV width of the exponential
 */
public record Linoid(double centre_mV, double width_mV) {
    /** Below this |y| the series is used: its error is below 1e-16, the quotient's cancellation below 1e-13. */
    private static final double SERIES = 0.02;

    /** {@code out = factor L(y)}, given {@code e = exp(-y)}. Relative error below 1e-13. */
    public void apply(Column v, Column e, double factor, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector y = v.load(k).sub(centre_mV).mul(1 / width_mV), y2 = y.mul(y);
            // 1 + y/2 + y^2/12 - y^4/720 + y^6/30240
            DoubleVector series =
                    y2.mul(1 / 30240.0).sub(1 / 720.0).mul(y2).add(1 / 12.0).mul(y2);
            series = series.add(y.mul(0.5)).add(1);
            DoubleVector l = y.div(e.load(k).neg().add(1)).blend(series, y.abs().compare(VectorOperators.LT, SERIES));
            out.store(k, l.mul(factor));
        }
    }

    /**
     * {@code alpha = factor L(y)} at once turned into {@code inf = alpha / (alpha + beta)} and
     * {@code rate = q (alpha + beta)}, as {@link Gates#fromAlphaBeta} would. In: rate holds beta. Modifies inf, rate.
     */
    public void rates(Column v, Column e, double factor, Column q, Column inf, Column rate, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector y = v.load(k).sub(centre_mV).mul(1 / width_mV), y2 = y.mul(y);
            DoubleVector series =
                    y2.mul(1 / 30240.0).sub(1 / 720.0).mul(y2).add(1 / 12.0).mul(y2);
            series = series.add(y.mul(0.5)).add(1);
            DoubleVector l = y.div(e.load(k).neg().add(1)).blend(series, y.abs().compare(VectorOperators.LT, SERIES));
            DoubleVector alpha = l.mul(factor), sum = alpha.add(rate.load(k));
            inf.store(k, alpha.div(sum));
            rate.store(k, sum.mul(q.load(k)));
        }
    }

    /** {@code out = factor dL/dv = factor (1 - L e) / (1 - e) / width}. Relative error below 1e-10. */
    public void slope(Column v, Column e, double factor, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector y = v.load(k).sub(centre_mV).mul(1 / width_mV), y2 = y.mul(y), ek = e.load(k);
            // 1/2 + y/6 - y^3/180 + y^5/5040
            DoubleVector series = y2.mul(1 / 5040.0)
                    .sub(1 / 180.0)
                    .mul(y2)
                    .add(1 / 6.0)
                    .mul(y)
                    .add(0.5);
            DoubleVector rest = ek.neg().add(1), l = y.div(rest);
            DoubleVector slope = l.mul(ek).neg().add(1).div(rest);
            slope = slope.blend(series, y.abs().compare(VectorOperators.LT, SERIES));
            out.store(k, slope.mul(factor / width_mV));
        }
    }
}
