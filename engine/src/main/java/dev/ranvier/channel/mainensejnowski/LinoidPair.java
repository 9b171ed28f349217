package dev.ranvier.channel.mainensejnowski;

import dev.ranvier.channel.Gates;
import dev.ranvier.channel.Linoid;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/**
 * Rates that mirror each other at a voltage c, the form of every activation in Mainen and Sejnowski (1996):
 *
 * <pre>
 *   alpha = a (v - c) / (1 - exp(-(v - c)/w))     beta = -b (v - c) / (1 - exp((v - c)/w))
 * </pre>
 *
 * With {@code y = (v - c)/w}, {@code e = exp(-y)} and {@code L = y/(1 - e)} these are {@code a w L} and {@code b w e L}, so that
 * {@code x_inf = a/(a + b e)} and {@code alpha + beta = w L (a + b e)}.
 */
final class LinoidPair {
    private final Linoid linoid;
    private final double width;
    private final double opening;
    private final double closing;
    private final SiteKernel exponential;

    /** c, w, a and b of the formulas. */
    LinoidPair(double centre_mV, double width_mV, double opening_per_ms_mV, double closing_per_ms_mV) {
        this.linoid = new Linoid(centre_mV, width_mV);
        this.width = width_mV;
        this.opening = opening_per_ms_mV;
        this.closing = closing_per_ms_mV;
        this.exponential = Gates.exponential(-1 / width_mV, centre_mV / width_mV, E);
    }

    /** Scratch column of e. */
    static final int E = Gates.SCRATCH;

    /** {@code e = exp(-y)}. */
    SiteKernel exponential() {
        return exponential;
    }

    /** INF and RATE from e; the rate with the factor of a parameter. */
    SiteKernel rates(int factorParameter) {
        return x -> rates(x, x.parameter(factorParameter));
    }

    private void rates(Sites x, Column factor) {
        Column e = x.scratch(E), inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE);
        linoid.apply(x.v(), e, width, rate, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector sum = e.load(k).mul(closing).add(opening);
            inf.store(k, DoubleVector.broadcast(Lanes.SPECIES, opening).div(sum));
            rate.store(k, rate.load(k).mul(sum).mul(factor.load(k)));
        }
    }

    /** {@code RATE_SLOPE = w L'}, which {@link #slopes} reads. */
    SiteKernel linoidSlope() {
        return x -> linoid.slope(x.v(), x.scratch(E), width, x.scratch(Gates.RATE_SLOPE), x.from(), x.to());
    }

    /**
     * INF_SLOPE and RATE_SLOPE: {@code x_inf' = x_inf (1 - x_inf)/w}, and with q the factor
     * {@code rate' = q w L' (a + b e) - rate (1 - x_inf)/w}, since 1 - x_inf is the share of b e in a + b e.
     */
    SiteKernel slopes(int factorParameter) {
        return x -> slopes(x, x.parameter(factorParameter));
    }

    private void slopes(Sites x, Column factor) {
        Column e = x.scratch(E), inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE);
        Column infSlope = x.scratch(Gates.INF_SLOPE), rateSlope = x.scratch(Gates.RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector p = inf.load(k), shut = p.neg().add(1).mul(1 / width);
            DoubleVector sum = e.load(k).mul(closing).add(opening);
            infSlope.store(k, p.mul(shut));
            rateSlope.store(
                    k,
                    rateSlope
                            .load(k)
                            .mul(sum)
                            .mul(factor.load(k))
                            .sub(rate.load(k).mul(shut)));
        }
    }
}
