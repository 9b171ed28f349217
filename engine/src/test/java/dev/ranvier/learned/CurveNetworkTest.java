package dev.ranvier.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.linalg.Matrix;
import dev.ranvier.mechanism.VoltageGrid;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class CurveNetworkTest {
    private static final List<Integer> HIDDEN = List.of(5, 4);
    private static final VoltageGrid GRID = new VoltageGrid(-80, 20, 7);

    @Test
    void forward_equalsNaiveNetwork() {
        double[] w = LearnedCurves.initialise(HIDDEN, 3).weights();
        CurveNetwork network = new CurveNetwork(HIDDEN, GRID);
        network.forward(w);
        for (int node = 0; node < GRID.nodes(); node++) {
            double[] a = {(GRID.voltage_mV(node) + 10) / 70};
            int at = 0;
            for (int units : new int[] {5, 4, 2}) {
                double[] next = new double[units];
                for (int unit = 0; unit < units; unit++) {
                    double sum = w[at + units * a.length + unit];
                    for (int k = 0; k < a.length; k++) {
                        sum += w[at + unit * a.length + k] * a[k];
                    }
                    next[unit] = units == 2 ? sum : Math.tanh(sum);
                }
                at += units * (a.length + 1);
                a = next;
            }
            double middle = (Math.log(0.01) + Math.log(1e4)) / 2, span = (Math.log(1e4) - Math.log(0.01)) / 2;
            assertThat(network.output(0)[node]).isCloseTo(a[0], within(1e-14));
            assertThat(network.output(1)[node])
                    .isCloseTo(middle + span * Math.tanh((a[1] - middle) / span), within(1e-13));
        }
    }

    @Test
    void adjoint_equalsCentralDifferences() {
        double[] w = LearnedCurves.initialise(HIDDEN, 3).weights();
        CurveNetwork network = new CurveNetwork(HIDDEN, GRID);
        double[][] bar = randomBar();
        network.forward(w);
        network.differentiate();
        double[] gradient = new double[w.length];
        network.adjoint(bar, gradient, 0);
        for (int j = 0; j < w.length; j++) {
            double h = 1e-5, kept = w[j];
            w[j] = kept + h;
            double up = weighted(network, w, bar);
            w[j] = kept - h;
            double down = weighted(network, w, bar);
            w[j] = kept;
            assertThat(gradient[j]).isCloseTo((up - down) / (2 * h), within(1e-8));
        }
    }

    @Test
    void kernel_equalsProductOfExplicitJacobians() {
        double[] w = LearnedCurves.initialise(HIDDEN, 3).weights();
        CurveNetwork network = new CurveNetwork(HIDDEN, GRID);
        network.forward(w);
        network.differentiate();
        int nodes = GRID.nodes();
        double[][] jacobian = new double[2 * nodes][w.length];
        for (int k = 0; k < 2 * nodes; k++) {
            double[][] bar = new double[2][nodes];
            bar[k / nodes][k % nodes] = 1;
            network.adjoint(bar, jacobian[k], 0);
        }
        Matrix whole = Matrix.zeros(Arena.ofAuto(), 2 * nodes, 2 * nodes);
        network.kernel(whole);
        double[][] column = new double[2][nodes];
        double[] diagonal = new double[nodes];
        for (int k = 0; k < 2 * nodes; k++) {
            network.kernelColumn(k / nodes, k % nodes, column);
            network.kernelDiagonal(k / nodes, diagonal);
            for (int i = 0; i < 2 * nodes; i++) {
                double expected = 0;
                for (int j = 0; j < w.length; j++) {
                    expected += jacobian[k][j] * jacobian[i][j];
                }
                assertThat(whole.get(i, k)).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
                assertThat(column[i / nodes][i % nodes]).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
            }
            assertThat(diagonal[k % nodes]).isCloseTo(column[k / nodes][k % nodes], within(1e-12));
        }
    }

    /** Ranges bound the curves, whatever the weights; a span of 0 is a constant. */
    @Test
    void adjoint_withRanges_equalsCentralDifferencesWithin() {
        OutputRange logit = new OutputRange(0.3, 0), logTau = OutputRange.between(1, 2);
        double[] w = LearnedCurves.initialise(HIDDEN, logit, logTau, 3, 5).weights();
        double[] voltage_mV = {-80, -31, 2, 60};
        CurveNetwork network = new CurveNetwork(Arena.ofAuto(), HIDDEN, logit, logTau, voltage_mV);
        network.forward(w);
        assertThat(network.output(0)).containsOnly(0.3);
        assertThat(DoubleStream.of(network.output(1))).allMatch(z -> z > 1 && z < 2);
        network.differentiate();
        double[][] bar = {{1, 2, 3, 4}, {0.5, -1, 2, 1}};
        double[] gradient = new double[w.length];
        network.adjoint(bar, gradient, 0);
        for (int j = 0; j < w.length; j++) {
            double h = 1e-6, kept = w[j], difference = 0;
            for (int sign : new int[] {1, -1}) {
                w[j] = kept + sign * h;
                network.forward(w);
                for (int k = 0; k < voltage_mV.length; k++) {
                    difference += sign * bar[1][k] * network.output(1)[k] / (2 * h);
                }
            }
            w[j] = kept;
            assertThat(gradient[j]).isCloseTo(difference, within(1e-8));
        }
    }

    @Test
    void initialise_withTheSameSeed_givesTheSameWeights() {
        assertThat(LearnedCurves.initialise(HIDDEN, 7)).isEqualTo(LearnedCurves.initialise(HIDDEN, 7));
        assertThat(LearnedCurves.initialise(HIDDEN, 7)).isNotEqualTo(LearnedCurves.initialise(HIDDEN, 8));
    }

    @Test
    void of_withWrongNumberOfWeights_saysHowMany() {
        assertThatThrownBy(() -> LearnedCurves.of(HIDDEN, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("44")
                .hasMessageContaining("weights=3");
    }

    /** The n gate of Hodgkin and Huxley, from -110 to 90 mV. */
    @Test
    void curveFit_learnsPotassiumKinetics() {
        VoltageGrid grid = new VoltageGrid(-110, 0.5, 401);
        double[] logit = new double[grid.nodes()], logTau = new double[grid.nodes()], ones = new double[grid.nodes()];
        for (int k = 0; k < grid.nodes(); k++) {
            double v = grid.voltage_mV(k) + 1e-9;
            double alpha = 0.01 * (v + 55) / (1 - Math.exp(-(v + 55) / 10)), beta = 0.125 * Math.exp(-(v + 65) / 80);
            logit[k] = Math.log(alpha / beta);
            logTau[k] = -Math.log(alpha + beta);
            ones[k] = 1;
        }
        CurveFit.Taught taught = CurveFit.run(LearnedCurves.initialise(List.of(16, 16), 1), grid, logit, logTau, ones);
        LearnedCurves curves = taught.curves();
        double[] learnedLogit = new double[grid.nodes()], learnedLogTau = new double[grid.nodes()];
        curves.evaluate(grid, learnedLogit, learnedLogTau);
        for (int k = 0; k < grid.nodes(); k++) {
            assertThat(1 / (1 + Math.exp(-learnedLogit[k]))).isCloseTo(1 / (1 + Math.exp(-logit[k])), within(5e-6));
            assertThat(learnedLogTau[k]).isCloseTo(logTau[k], within(4e-5));
        }
    }

    private static double[][] randomBar() {
        Random random = new Random(5);
        return new double[][] {
            random.doubles(GRID.nodes(), -1, 1).toArray(),
            random.doubles(GRID.nodes(), -1, 1).toArray()
        };
    }

    private static double weighted(CurveNetwork network, double[] w, double[][] bar) {
        network.forward(w);
        double sum = 0;
        for (int k = 0; k < GRID.nodes(); k++) {
            sum += bar[0][k] * network.output(0)[k] + bar[1][k] * network.output(1)[k];
        }
        return sum;
    }
}
