package dev.ranvier.loss;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A number made of samples of a trace, and its {@link Slopes}, which are put together when they are asked for. */
final class Measure {
    private final double value;
    private final Supplier<Slopes> derivative;
    private @Nullable Slopes slopes;

    /** Derivatives, {@code values[j]} by sample {@code samples[j]}; samples may repeat. */
    static final class Slopes {
        private final int[] samples;
        private final double[] values;

        /** Keeps the arrays. */
        Slopes(int[] samples, double[] values) {
            this.samples = samples;
            this.values = values;
        }

        /** Of a function of measures, from its derivative by each of them. */
        static Slopes chain(List<Measure> parts, double... partials) {
            int size = 0;
            for (Measure part : parts) {
                size += part.slopes().samples.length;
            }
            Slopes whole = new Slopes(new int[size], new double[size]);
            int at = 0;
            for (int p = 0; p < partials.length; p++) {
                Slopes part = parts.get(p).slopes();
                for (int j = 0; j < part.samples.length; j++, at++) {
                    whole.samples[at] = part.samples[j];
                    whole.values[at] = partials[p] * part.values[j];
                }
            }
            return whole;
        }

        private static Slopes equal(int from, int count, double each) {
            Slopes slopes = new Slopes(new int[count], new double[count]);
            Arrays.setAll(slopes.samples, j -> from + j);
            Arrays.fill(slopes.values, each);
            return slopes;
        }
    }

    /** A value, and how its derivatives are found. */
    Measure(double value, Supplier<Slopes> derivative) {
        this.value = value;
        this.derivative = derivative;
    }

    /** A number that no sample changes. */
    static Measure constant(double value) {
        return new Measure(value, () -> Slopes.equal(0, 0, 0));
    }

    /** Sample k. */
    static Measure sample(double[] v, int k) {
        return new Measure(v[k], () -> Slopes.equal(k, 1, 1));
    }

    /** A function of measures, from its value and its derivative by each of them. */
    static Measure function(double value, List<Measure> of, double... partials) {
        return new Measure(value, () -> Slopes.chain(of, partials));
    }

    private Slopes slopes() {
        Slopes known = slopes;
        if (known == null) {
            known = derivative.get();
            slopes = known;
        }
        return known;
    }

    /** Mean of samples {@code [from, to)}. */
    static Measure mean(double[] v, int from, int to) {
        int count = to - from;
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += v[k];
        }
        return new Measure(sum / count, () -> Slopes.equal(from, count, 1.0 / count));
    }

    /** Mean of at least one measure. */
    static Measure mean(List<Measure> parts) {
        double sum = 0;
        for (Measure part : parts) {
            sum += part.value;
        }
        return new Measure(sum / parts.size(), () -> {
            double[] partials = new double[parts.size()];
            Arrays.fill(partials, 1.0 / partials.length);
            return Slopes.chain(parts, partials);
        });
    }

    double value() {
        return value;
    }

    Measure minus(Measure other) {
        return new Measure(value - other.value, () -> Slopes.chain(List.of(this, other), 1, -1));
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
        Slopes all = slopes();
        double sum = 0;
        for (int j = 0; j < all.samples.length; j++) {
            sum += all.values[j] * tangent[all.samples[j]];
        }
        return sum;
    }

    /** {@code traceBar += scale d this / d trace}. */
    void pullBack(double scale, double[] traceBar) {
        Slopes all = slopes();
        for (int j = 0; j < all.samples.length; j++) {
            traceBar[all.samples[j]] += scale * all.values[j];
        }
    }
}
