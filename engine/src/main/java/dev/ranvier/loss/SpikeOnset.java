package dev.ranvier.loss;

import java.util.List;
import java.util.Optional;

/** Where a spike begins: where dV/dt, by central differences, last rises through 10 mV/ms and stays above for three samples. */
final class SpikeOnset {
    private static final double SLOPE_mV_per_ms = 10;
    private static final int STAYS = 3;
    /** Samples before the stimulus at which the first spike may already begin; eFEL's. */
    private static final int BEFORE_STIMULUS = 2;

    private SpikeOnset() {}

    /** Voltage at the onset; missing if the slope was never low between the last spike, or the stimulus, and this peak. */
    static Optional<Measure> voltage(Response response, Spike spike) {
        for (int k = spike.peak() - 1; k >= Math.max(1, searchedFrom(response, spike)); k--) {
            if (slope(response, k) <= SLOPE_mV_per_ms && staysAbove(response, k)) {
                return Optional.of(between(response, k));
            }
        }
        return Optional.empty();
    }

    static int searchedFrom(Response response, Spike spike) {
        int start = response.sampling.firstFrom(response.stimulus.start_ms());
        return Math.max(spike.minimumBefore(), Math.max(0, start - BEFORE_STIMULUS));
    }

    private static boolean staysAbove(Response response, int k) {
        for (int j = k + 1; j <= k + STAYS; j++) {
            if (j + 1 >= response.v.length || slope(response, j) < SLOPE_mV_per_ms) {
                return false;
            }
        }
        return true;
    }

    /** Central difference at sample k [mV/ms]. */
    private static double slope(Response response, int k) {
        return (response.v[k + 1] - response.v[k - 1]) / (2 * response.sampling.interval_ms());
    }

    /**
     * {@code v_k + p (v_k+1 - v_k)}, {@code p = (10 - d_k) / (d_k+1 - d_k)}: the slope between the two samples taken as a straight
     * line.
     */
    private static Measure between(Response response, int k) {
        double[] v = response.v;
        double before = slope(response, k), rise = slope(response, k + 1) - before;
        double part = rise > 0 ? (SLOPE_mV_per_ms - before) / rise : 0, step = v[k + 1] - v[k];
        double byBefore = rise > 0 ? step * (part - 1) / rise : 0, byAfter = rise > 0 ? -step * part / rise : 0;
        double perSample = 1 / (2 * response.sampling.interval_ms());
        return new Measure(
                v[k] + part * step,
                () -> Measure.Slopes.chain(
                        List.of(response.at(k - 1), response.at(k), response.at(k + 1), response.at(k + 2)),
                        -perSample * byBefore,
                        1 - part - perSample * byAfter,
                        part + perSample * byBefore,
                        perSample * byAfter));
    }
}
