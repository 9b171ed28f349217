package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What every loss must do: exact derivatives, added to what is there, and scaled. */
abstract class LossContract {
    /** Of the derivative along a direction, against central differences with a step that balances their two errors. */
    private static final double DIFFERENCES = 1e-6;

    static final Sampling SAMPLING = new Sampling(0.1, 500);

    /** The observed trace. */
    final double[] observed = Traces.spiking(SAMPLING, 12, 25.3, 39);
    /** A trace that is near, and not equal. */
    final double[] trace = Traces.bent(Traces.spiking(SAMPLING, 12.6, 26.1, 38.2), SAMPLING, 0.5, 3);

    abstract Loss loss();

    /** In which the trace is moved; losses with kinks choose one that moves neighbouring samples alike, as simulations do. */
    double[] direction(long seed) {
        return Traces.random(trace.length, seed);
    }

    @Test
    void evaluate_alongRandomDirections_equalsCentralDifferences() {
        double[] gradient = new double[trace.length];
        loss().evaluate(trace, 1, gradient);
        for (int seed = 0; seed < 5; seed++) {
            double[] direction = direction(seed);
            double along = dot(gradient, direction), size = Math.sqrt(dot(gradient, gradient));
            assertThat(difference(direction)).as("seed %d", seed).isCloseTo(along, within(DIFFERENCES * size));
        }
    }

    @Test
    void evaluate_withAScale_addsToWhatIsThere() {
        double[] gradient = new double[trace.length], bar = Traces.random(trace.length, 1);
        double value = loss().evaluate(trace, 1, gradient);
        assertThat(loss().evaluate(trace, -2.5, bar)).isEqualTo(value);
        double[] before = Traces.random(trace.length, 1);
        for (int k = 0; k < bar.length; k++) {
            assertThat(bar[k]).isCloseTo(before[k] - 2.5 * gradient[k], within(1e-12 * (1 + Math.abs(gradient[k]))));
        }
    }

    @Test
    void evaluate_ofATraceOfAnotherLength_isRefused() {
        assertThatThrownBy(() -> loss().evaluate(new double[3], 1, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trace_mV")
                .hasMessageContaining("500");
    }

    /** Fourth-order central difference along a direction. */
    private double difference(double[] direction) {
        double h = 2e-4;
        return (8 * (value(direction, h) - value(direction, -h)) - (value(direction, 2 * h) - value(direction, -2 * h)))
                / (12 * h);
    }

    private double value(double[] direction, double step) {
        return loss().evaluate(moved(direction, step), 1, new double[trace.length]);
    }

    double[] moved(double[] direction, double step) {
        double[] moved = trace.clone();
        for (int k = 0; k < moved.length; k++) {
            moved[k] += step * direction[k];
        }
        return moved;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
