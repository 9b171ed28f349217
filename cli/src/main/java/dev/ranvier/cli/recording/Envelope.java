package dev.ranvier.cli.recording;

import dev.ranvier.cli.report.Points;
import java.util.Arrays;

/** The lowest and the highest sample in each of many equal parts of a signal: as much as a drawing can show of a long one. */
final class Envelope {
    private static final int PARTS = 900;

    private final int samples;
    private final double interval_ms;
    private final double[] low;
    private final double[] high;

    /** Of a signal of so many samples; one that is not to be drawn has no parts. */
    Envelope(int samples, double interval_ms, boolean isDrawn) {
        this.samples = samples;
        this.interval_ms = interval_ms;
        int parts = isDrawn ? Math.min(samples, PARTS) : 0;
        this.low = new double[parts];
        this.high = new double[parts];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    /** Takes sample {@code k}, a number. */
    void add(int k, double value) {
        if (low.length == 0) {
            return;
        }
        int part = (int) ((long) k * low.length / samples);
        low[part] = Math.min(low[part], value);
        high[part] = Math.max(high[part], value);
    }

    /** The line that goes through both, over time [ms]; a part without numbers interrupts it. */
    Points points() {
        double[] x = new double[2 * low.length], y = new double[x.length];
        for (int part = 0; part < low.length; part++) {
            double time_ms = (double) part * samples / low.length * interval_ms;
            x[2 * part] = time_ms;
            x[2 * part + 1] = time_ms;
            y[2 * part] = low[part];
            y[2 * part + 1] = high[part];
        }
        return Points.of(x, y);
    }
}
