package dev.ranvier.model;

/**
 * A signal given at equal intervals from t = 0: {@code value(k)} at {@code k interval_ms}. The last sample holds for ever.
 */
public final class SampledSignal {
    private final double interval_ms;
    private final double[] values;

    /** Copies the samples; at least one, all finite. */
    public SampledSignal(double interval_ms, double[] values) {
        this.interval_ms = ModelException.positive("interval_ms", interval_ms);
        if (values.length == 0) {
            throw new ModelException("a sampled signal needs at least one sample");
        }
        this.values = values.clone();
        for (int k = 0; k < values.length; k++) {
            ModelException.finite("sample " + k, values[k]);
        }
    }

    /** Distance of two samples. */
    public double interval_ms() {
        return interval_ms;
    }

    /** Number of samples. */
    public int length() {
        return values.length;
    }

    /** Sample {@code k}. */
    public double value(int k) {
        return values[k];
    }

    /** All samples, a copy. */
    public double[] values() {
        return values.clone();
    }

    /** The straight line between samples at {@code t_ms}. */
    public double linear(double t_ms) {
        double position = Math.clamp(t_ms / interval_ms, 0, values.length - 1.0);
        int k = Math.min((int) position, values.length - 2);
        if (k < 0) {
            return values[0];
        }
        return values[k] + (position - k) * (values[k + 1] - values[k]);
    }

    /** The sample that holds at {@code t_ms}, each until the next. */
    public double held(double t_ms) {
        return values[index(t_ms)];
    }

    /** The mean over {@code [from_ms, to_ms]} of the signal in which every sample holds until the next. */
    public double meanHeld(double from_ms, double to_ms) {
        int first = index(from_ms), last = index(to_ms);
        if (first == last) {
            return values[first];
        }
        double sum =
                values[first] * ((first + 1) * interval_ms - from_ms) + values[last] * (to_ms - last * interval_ms);
        for (int k = first + 1; k < last; k++) {
            sum += values[k] * interval_ms;
        }
        return sum / (to_ms - from_ms);
    }

    /** The derivatives of {@link #meanHeld} by the samples. */
    public void meanHeldPartials(double from_ms, double to_ms, SignalPartials partials) {
        int first = index(from_ms), last = index(to_ms);
        if (first == last) {
            partials.add(first, 1);
            return;
        }
        double perStep = 1 / (to_ms - from_ms);
        partials.add(first, ((first + 1) * interval_ms - from_ms) * perStep);
        for (int k = first + 1; k < last; k++) {
            partials.add(k, interval_ms * perStep);
        }
        partials.add(last, (to_ms - last * interval_ms) * perStep);
    }

    /** The sample that holds at {@code t_ms}; a time within rounding of a sample's belongs to that sample. */
    private int index(double t_ms) {
        return Math.clamp((long) Math.floor(t_ms / interval_ms + 1e-9), 0, values.length - 1);
    }
}
