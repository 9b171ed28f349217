package dev.ranvier.loss;

/** A trace has {@code samples} values, number k at {@code k interval_ms}. */
public record Sampling(double interval_ms, int samples) {
    /** Part of a sample by which a time may miss it and still be on it. */
    private static final double ON_SAMPLE = 1e-6;

    /** Refuses an interval that is not positive and finite, and fewer than two samples. */
    public Sampling {
        if (!(interval_ms > 0 && Double.isFinite(interval_ms))) {
            throw new IllegalArgumentException("interval_ms must be positive and finite: interval_ms=" + interval_ms);
        }
        if (samples < 2) {
            throw new IllegalArgumentException("a trace needs at least 2 samples: samples=" + samples);
        }
    }

    /** Time of sample k. */
    public double time_ms(int k) {
        return k * interval_ms;
    }

    /** The first sample at or after a time; 0 before the first and {@code samples} after the last. */
    public int firstFrom(double time_ms) {
        return (int) Math.clamp(Math.ceil(time_ms / interval_ms - ON_SAMPLE), 0, samples);
    }

    /** The first sample after a time; 0 before the first and {@code samples} after the last. */
    public int firstAfter(double time_ms) {
        return (int) Math.clamp(Math.floor(time_ms / interval_ms + ON_SAMPLE) + 1, 0, samples);
    }

    /** A copy of an array that must have one finite value a sample. */
    double[] finite(String name, double[] values) {
        requireLength(name, values);
        for (int k = 0; k < samples; k++) {
            if (!Double.isFinite(values[k])) {
                throw new IllegalArgumentException(
                        name + " must be finite: " + values[k] + " at sample " + k + ", " + time_ms(k) + " ms");
            }
        }
        return values.clone();
    }

    void requireLength(String name, double[] values) {
        if (values.length != samples) {
            throw new IllegalArgumentException(
                    name + " must have a value a sample, " + samples + ": it has " + values.length);
        }
    }
}
