package dev.ranvier.loss;

import java.util.Arrays;
import java.util.List;

/**
 * A number made of samples of a trace, and its derivatives: {@code slopes[j]} by sample {@code samples[j]}; samples may repeat. The
 * derivatives of a function of measures are put together when they are asked for.
 */
final class Measure {
    private static final int[] NONE = {};
    private static final double[] NO_SLOPES = {};

    private final double value;
    private final List<Measure> parts;
    private final double[] partials;
    private int[] samples;
    private double[] slopes;

    /** Keeps the arrays. */
    Measure(double value, int[] samples, double[] slopes) {
        this(value, List.of(), NO_SLOPES, samples, slopes);
    }

    private Measure(double value, List<Measure> parts, double[] partials, int[] samples, double[] slopes) {
        this.value = value;
        this.parts = parts;
        this.partials = partials;
        this.samples = samples;
        this.slopes = slopes;
    }

    /** A number that no sample changes. */
    static Measure constant(double value) {
        return new Measure(value, NONE, NO_SLOPES);
    }

    /** Sample k. */
    static Measure sample(double[] v, int k) {
        return new Measure(v[k], new int[] {k}, new double[] {1});
    }

    /** A function of measures, from its value and its derivative by each of them. */
    static Measure function(double value, List<Measure> of, double... partials) {
        return new Measure(value, of, partials, NONE, NO_SLOPES);
    }

    private void putTogether() {
        if (samples.length > 0 || parts.isEmpty()) {
            return;
        }
        parts.forEach(Measure::putTogether);
        int size = parts.stream().mapToInt(part -> part.samples.length).sum();
        samples = new int[size];
        slopes = new double[size];
        int at = 0;
        for (int p = 0; p < partials.length; p++) {
            Measure part = parts.get(p);
            for (int j = 0; j < part.samples.length; j++, at++) {
                samples[at] = part.samples[j];
                slopes[at] = partials[p] * part.slopes[j];
            }
        }
    }

    /** Mean of samples {@code [from, to)}. */
    static Measure mean(double[] v, int from, int to) {
        int count = to - from;
        int[] samples = new int[count];
        double[] slopes = new double[count];
        double sum = 0;
        for (int j = 0; j < count; j++) {
            samples[j] = from + j;
            slopes[j] = 1.0 / count;
            sum += v[from + j];
        }
        return new Measure(sum / count, samples, slopes);
    }

    /** Mean of at least one measure. */
    static Measure mean(List<Measure> parts) {
        double[] partials = new double[parts.size()];
        Arrays.fill(partials, 1.0 / parts.size());
        return function(parts.stream().mapToDouble(Measure::value).average().orElseThrow(), parts, partials);
    }

    double value() {
        return value;
    }

    Measure minus(Measure other) {
        return function(value - other.value, List.of(this, other), 1, -1);
    }

    Measure minus(double constant) {
        return function(value - constant, List.of(this), 1);
    }

    Measure times(double constant) {
        return function(value * constant, List.of(this), constant);
    }

    Measure over(Measure other) {
        double ratio = value / other.value;
        return function(ratio, List.of(this, other), 1 / other.value, -ratio / other.value);
    }

    /** {@code constant / this}. */
    Measure under(double constant) {
        double ratio = constant / value;
        return function(ratio, List.of(this), -ratio / value);
    }

    /** Change for a change of the trace. */
    double along(double[] tangent) {
        putTogether();
        double sum = 0;
        for (int j = 0; j < samples.length; j++) {
            sum += slopes[j] * tangent[samples[j]];
        }
        return sum;
    }

    /** {@code traceBar += scale d this / d trace}. */
    void pullBack(double scale, double[] traceBar) {
        putTogether();
        for (int j = 0; j < samples.length; j++) {
            traceBar[samples[j]] += scale * slopes[j];
        }
    }
}
