package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class VanRossumDistanceTest extends ResidualsContract {
    private static final double TAU_ms = 5;

    @Override
    Residuals loss() {
        return distance(observed);
    }

    private static VanRossumDistance distance(double[] from) {
        return new VanRossumDistance(SAMPLING, from, new SmoothSpikes(-20), TAU_ms);
    }

    private static double value(double[] from, double[] to) {
        return distance(from).evaluate(to, 0, new double[to.length]);
    }

    /** The definition's closed forms, to what the smooth spikes and the interval leave of them. */
    @Test
    void evaluate_ofOneSpike_hasTheDistancesOfTheDefinition() {
        double[] silent = Traces.spiking(SAMPLING), early = Traces.spiking(SAMPLING, 10);
        assertThat(value(early, early)).isZero();
        assertThat(value(silent, early)).isCloseTo(0.5, within(0.005));
        for (double late_ms : new double[] {1, 3, 10}) {
            assertThat(value(early, Traces.spiking(SAMPLING, 10 + late_ms)))
                    .isCloseTo(1 - Math.exp(-late_ms / TAU_ms), within(0.02));
        }
    }

    /** Going down the slope moves a spike towards its place: the derivative by a shift of a late spike is positive. */
    @Test
    void evaluate_ofALateSpike_pullsItForward() {
        double[] early = Traces.spiking(SAMPLING, 20), late = Traces.spiking(SAMPLING, 24);
        double[] gradient = new double[500], shift = new double[500];
        distance(early).evaluate(late, 1, gradient);
        for (int k = 1; k < 499; k++) {
            shift[k] = -(late[k + 1] - late[k - 1]) / 0.2;
        }
        assertThat(dot(gradient, shift)).isCloseTo(Math.exp(-4 / TAU_ms) / TAU_ms, within(0.001));
    }

    @Test
    void smoothSpikes_count1EachWhateverTheInterval() {
        for (double interval_ms : new double[] {0.01, 0.05, 0.1}) {
            Sampling fine = new Sampling(interval_ms, (int) (50 / interval_ms));
            double[] v = Traces.spiking(fine, 12, 25.3, 39);
            double count = java.util.Arrays.stream(new SmoothSpikes(-20).train(v, interval_ms).mass)
                    .sum();
            assertThat(count).as("interval %s ms", interval_ms).isCloseTo(3, within(2e-4));
        }
    }
}
