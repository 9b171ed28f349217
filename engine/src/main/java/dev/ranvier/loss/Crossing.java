package dev.ranvier.loss;

import java.util.List;

/** Where the straight line between two neighbouring samples reaches a level, and where three samples have their peak. */
final class Crossing {
    private Crossing() {}

    /** Time at which the line from sample k - 1 to sample k is at the level [ms]. */
    static Measure time_ms(double[] v, int k, Measure level, double interval_ms) {
        double rise = v[k] - v[k - 1], part = (level.value() - v[k - 1]) / rise;
        return new Measure(
                (k - 1 + part) * interval_ms,
                () -> Measure.Slopes.chain(
                        List.of(level, Measure.sample(v, k - 1), Measure.sample(v, k)),
                        interval_ms / rise,
                        interval_ms * (part - 1) / rise,
                        -interval_ms * part / rise));
    }

    /** Time of the highest point of the parabola through samples k - 1, k, k + 1, of which k is the highest [ms]. */
    static Measure peakTime_ms(double[] v, int k, double interval_ms) {
        double curvature = v[k - 1] - 2 * v[k] + v[k + 1], offset = (v[k - 1] - v[k + 1]) / (2 * curvature);
        double scale = interval_ms / curvature;
        return new Measure(
                (k + offset) * interval_ms,
                () -> Measure.Slopes.chain(
                        List.of(Measure.sample(v, k - 1), Measure.sample(v, k), Measure.sample(v, k + 1)),
                        scale * (0.5 - offset),
                        scale * 2 * offset,
                        scale * (-0.5 - offset)));
    }
}
