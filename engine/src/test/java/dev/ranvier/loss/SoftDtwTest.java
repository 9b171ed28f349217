package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SoftDtwTest extends LossContract {
    @Override
    Loss loss() {
        return new SoftDtw(SAMPLING, observed, 0.5, 5, 30);
    }

    @Test
    void evaluate_ofTheObservedTrace_isZeroWithoutSlope() {
        double[] gradient = new double[500];
        assertThat(loss().evaluate(observed, 1, gradient)).isCloseTo(0, within(1e-10));
        for (double g : gradient) {
            assertThat(g).isCloseTo(0, within(1e-10));
        }
    }

    /** With a small gamma it is dynamic time warping: the least cost over all monotone paths, by brute force. */
    @Test
    void alignment_withASmallGamma_isTheCheapestPath() {
        double[] x = {0, 3, 1, 4, 2}, y = {1, 0, 3, 3, 2};
        assertThat(new SoftAlignment(x, y, 4, 1e-4).value()).isCloseTo(cheapest(x, y, 0, 0, 4), within(1e-3));
        assertThat(new SoftAlignment(x, y, 1, 1e-4).value()).isCloseTo(cheapest(x, y, 0, 0, 1), within(1e-3));
    }

    /** {@code -gamma log sum exp(-cost / gamma)} over all paths, the definition. */
    @Test
    void alignment_isTheSoftMinimumOverAllPaths() {
        double[] x = {0, 3, 1, 4, 2}, y = {1, 0, 3, 3, 2};
        double gamma = 1.7;
        assertThat(new SoftAlignment(x, y, 4, gamma).value())
                .isCloseTo(-gamma * Math.log(sum(x, y, 0, 0, gamma)), within(1e-12));
    }

    @Test
    void evaluate_ofAShiftedSpike_isMuchLessThanTheSquaredError() {
        double[] shifted = Traces.spiking(SAMPLING, 14, 27.3, 41);
        double warped = loss().evaluate(shifted, 0, new double[500]);
        assertThat(warped).isPositive();
        assertThat(warped).isLessThan(0.1 * new VoltageError(SAMPLING, observed).evaluate(shifted, 0, new double[500]));
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThatThrownBy(() -> new SoftDtw(SAMPLING, observed, 0.01, 5, 30)).hasMessageContaining("block_ms=0.01");
        assertThatThrownBy(() -> new SoftDtw(SAMPLING, observed, 1, 0.1, 30)).hasMessageContaining("band_ms=0.1");
        assertThatThrownBy(() -> new SoftDtw(SAMPLING, observed, 1, 5, 0)).hasMessageContaining("gamma_mV2=0.0");
    }

    private static double cheapest(double[] x, double[] y, int i, int j, int band) {
        if (i >= x.length || j >= y.length || Math.abs(i - j) > band) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = (x[i] - y[j]) * (x[i] - y[j]);
        if (i == x.length - 1 && j == y.length - 1) {
            return cost;
        }
        return cost
                + Math.min(
                        cheapest(x, y, i + 1, j + 1, band),
                        Math.min(cheapest(x, y, i + 1, j, band), cheapest(x, y, i, j + 1, band)));
    }

    private static double sum(double[] x, double[] y, int i, int j, double gamma) {
        if (i >= x.length || j >= y.length) {
            return 0;
        }
        double here = Math.exp(-(x[i] - y[j]) * (x[i] - y[j]) / gamma);
        if (i == x.length - 1 && j == y.length - 1) {
            return here;
        }
        return here * (sum(x, y, i + 1, j + 1, gamma) + sum(x, y, i + 1, j, gamma) + sum(x, y, i, j + 1, gamma));
    }
}
