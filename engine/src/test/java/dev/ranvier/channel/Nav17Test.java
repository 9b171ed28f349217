package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.balbi.Nav17;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The six states in plain Java, as a full matrix, and their steady state by the spanning trees of the cycle. */
final class Nav17Test extends MechanismContract {
    private static final int O1 = 0, O2 = 1, C2 = 2, C1 = 3, I2 = 4, I1 = 5, STATES = 6;
    /** Rates of 16 and 1e-5 per ms stand in one matrix: some hundred operations on numbers below 1. */
    private static final double TWIN = 1e-13;

    private static final double WARM = 2.5;

    @Override
    Mechanism mechanism() {
        return Nav17.channel();
    }

    @Test
    void rateFactor_isThreePerTenDegrees() {
        assertThat(Nav17.rateFactor(20)).isEqualTo(1);
        assertThat(Nav17.rateFactor(40)).isCloseTo(9, within(1e-14));
    }

    /** {@code (1 - theta dt Q) x' = (1 + (1 - theta) dt Q) x}, for all six states. */
    @Test
    void advance_atAnyVoltage_solvesTheEquations() {
        Random random = new Random(1);
        try (MechanismBench bench = new MechanismBench(mechanism(), 8, 0.025)) {
            bench.sites.parameter(2).fill(0, 8, WARM);
            for (double theta : new double[] {0.5, 1}) {
                bench.sites.step(new Step(0.025, theta));
                for (double v = -120; v <= 80; v += 2) {
                    double[] x = random.doubles(STATES).toArray();
                    double sum = 0;
                    for (double xk : x) {
                        sum += xk;
                    }
                    for (int k = 0; k < STATES; k++) {
                        x[k] /= sum;
                    }
                    bench.sites.v().fill(0, 8, v);
                    for (int k = 0; k < STATES - 1; k++) {
                        bench.sites.state(k).fill(0, 8, x[k]);
                    }
                    bench.run(mechanism().advance());
                    double[] next = new double[STATES];
                    next[I1] = 1;
                    for (int k = 0; k < I1; k++) {
                        next[k] = bench.sites.next(k).get(3);
                        next[I1] -= next[k];
                    }
                    double[] before = flow(x, v), after = flow(next, v);
                    for (int k = 0; k < STATES; k++) {
                        double expected = x[k] + 0.025 * (theta * after[k] + (1 - theta) * before[k]);
                        assertThat(next[k]).as("state %d at %s mV", k, v).isCloseTo(expected, within(TWIN));
                    }
                }
            }
        }
    }

    @Test
    void steadyState_isThatOfTheSpanningTrees() {
        try (MechanismBench bench = new MechanismBench(mechanism(), 8, 0.025)) {
            bench.sites.step(Step.SETTLED);
            for (double v = -120; v <= 80; v += 2) {
                bench.sites.v().fill(0, 8, v);
                bench.run(mechanism().steadyState());
                double[] expected = steadyState(v);
                for (int k = 0; k < STATES - 1; k++) {
                    assertThat(bench.sites.next(k).get(0))
                            .as("state %d at %s mV", k, v)
                            .isCloseTo(expected[k], within(TWIN));
                }
            }
        }
    }

    /** O2 and I2 are in balance with their neighbours; the others go round in the order c1, c2, o1, i1. */
    private static double[] steadyState(double v) {
        double[][] rate = rates(v);
        int[] cycle = {C1, C2, O1, I1};
        double[] x = new double[STATES];
        for (int k = 0; k < 4; k++) {
            for (int cut = 0; cut < 4; cut++) {
                double tree = 1;
                for (int j = 0; j < 4; j++) {
                    int from = cycle[(k + j) % 4], to = cycle[(k + j + 1) % 4];
                    tree *= j == cut ? 1 : j < cut ? rate[to][from] : rate[from][to];
                }
                x[cycle[k]] += tree;
            }
        }
        x[O2] = x[C2] * rate[C2][O2] / rate[O2][C2];
        x[I2] = x[I1] * rate[I1][I2] / rate[I2][I1];
        double sum = x[O1] + x[O2] + x[C2] + x[I1] + x[I2] + x[C1];
        for (int k = 0; k < STATES; k++) {
            x[k] /= sum;
        }
        return x;
    }

    private static double[] flow(double[] x, double v) {
        double[][] rate = rates(v);
        double[] flow = new double[STATES];
        for (int from = 0; from < STATES; from++) {
            for (int to = 0; to < STATES; to++) {
                double change = WARM * rate[from][to] * x[from];
                flow[from] -= change;
                flow[to] += change;
            }
        }
        return flow;
    }

    /** {@code [from][to]}, at 20 degC. */
    private static double[][] rates(double v) {
        double[][] rate = new double[STATES][STATES];
        rate[C1][C2] = term(v, 16, -18, -9);
        rate[C2][C1] = term(v, 6, -48, 9) + term(v, 16, -18, -9);
        rate[C2][O1] = term(v, 16, -23, -9);
        rate[O1][C2] = term(v, 2, -53, 9) + term(v, 16, -23, -9);
        rate[C2][O2] = term(v, 0.01, -35, -5);
        rate[O2][C2] = term(v, 3, -75, 5) + term(v, 0.01, -35, -5);
        rate[O1][I1] = term(v, 4, -52, 12) + term(v, 8, -27, -12);
        rate[I1][O1] = term(v, 1e-5, -52, 10);
        rate[I1][C1] = term(v, 0.085, -110, 5);
        rate[C1][I1] = term(v, 0.025, -55, -20);
        rate[I1][I2] = term(v, 1e-5, -80, -20);
        rate[I2][I1] = term(v, 1e-5, -80, 20);
        return rate;
    }

    private static double term(double v, double b, double m, double k) {
        return b / (1 + Math.exp((v - m) / k));
    }
}
