package dev.ranvier.kinetics;

import dev.ranvier.learned.LearnedCurves;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** How far curves leave, between two neighbouring voltages, what the data have there. */
public final class Overshoot {
    private static final int PIECES = 5;
    /** Smaller ranges of the data are rounding. */
    private static final double LEAST_RANGE = 1e-6;

    private Overshoot() {}

    /**
     * The largest distance of x_inf or tau from the interval that the values at the two neighbours span, as a part of the
     * range of the curve in the data. The neighbours are usable values that {@code counts} accepts.
     */
    public static double of(LearnedCurves curves, Screening screening, IntPredicate counts) {
        GateSamples data = screening.samples();
        return Math.max(
                worst(curves, data, data.xInf(), 0, counts.and(screening::xUsable)),
                worst(curves, data, data.tau_ms(), 1, counts.and(screening::tauUsable)));
    }

    private static double worst(
            LearnedCurves curves, GateSamples data, double[] values, int curve, IntPredicate counts) {
        int[] at = IntStream.range(0, data.size()).filter(counts).toArray();
        if (at.length < 2) {
            return 0;
        }
        double[] voltage_mV = IntStream.range(0, (at.length - 1) * (PIECES - 1))
                .mapToDouble(i -> between(data, at, i))
                .toArray();
        CurveValues sampled = CurveValues.of(curves, voltage_mV);
        double[] y = curve == 0 ? sampled.xInf() : sampled.tau_ms();
        double low = IntStream.of(at).mapToDouble(k -> values[k]).min().orElseThrow();
        double high = IntStream.of(at).mapToDouble(k -> values[k]).max().orElseThrow();
        double range = Math.max(high - low, LEAST_RANGE * Math.max(Math.abs(high), Math.abs(low)));
        double worst = 0;
        for (int i = 0; i < y.length; i++) {
            double a = values[at[i / (PIECES - 1)]], b = values[at[i / (PIECES - 1) + 1]];
            worst = Math.max(worst, Math.max(Math.min(a, b) - y[i], y[i] - Math.max(a, b)));
        }
        return range == 0 ? 0 : worst / range;
    }

    private static double between(GateSamples data, int[] at, int i) {
        double from = data.voltage_mV()[at[i / (PIECES - 1)]], to = data.voltage_mV()[at[i / (PIECES - 1) + 1]];
        return from + (to - from) * (1 + i % (PIECES - 1)) / PIECES;
    }
}
