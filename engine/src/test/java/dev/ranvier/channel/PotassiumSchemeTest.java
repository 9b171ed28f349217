package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The five states in plain Java, as a full matrix; and four equal gates, which they stand for. */
final class PotassiumSchemeTest extends MechanismContract {
    private static final int STATES = 5;
    /** The channel's last state is the open one, state 0 here; its first is c1. */
    private static final int OPEN = 3;
    /** Some forty operations, each within a unit in the last place, on numbers below 1. */
    private static final double TWIN = 1e-13;

    @Override
    Mechanism mechanism() {
        return HodgkinHuxley.potassiumScheme();
    }

    /** {@code (1 - theta dt Q) x' = (1 + (1 - theta) dt Q) x}, solved for all five states. */
    @Test
    void advance_atAnyVoltage_solvesTheEquations() {
        Random random = new Random(1);
        try (MechanismBench bench = new MechanismBench(mechanism(), 8, 0.025)) {
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
                        bench.sites.state(OPEN - k).fill(0, 8, x[k]);
                    }
                    bench.run(mechanism().advance());
                    double[] next = new double[STATES];
                    next[STATES - 1] = 1;
                    for (int k = 0; k < STATES - 1; k++) {
                        next[k] = bench.sites.next(OPEN - k).get(3);
                        next[STATES - 1] -= next[k];
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

    /** {@code Q x}; state k has 4 - k gates open. */
    private static double[] flow(double[] x, double v) {
        double[] flow = new double[STATES];
        for (int k = 0; k < STATES - 1; k++) {
            double closing = (4 - k) * beta(v) * x[k], opening = (k + 1) * alpha(v) * x[k + 1];
            flow[k] += opening - closing;
            flow[k + 1] += closing - opening;
        }
        return flow;
    }

    @Test
    void steadyState_isThatOfFourGates() {
        try (MechanismBench bench = new MechanismBench(mechanism(), 8, 0.025)) {
            bench.sites.step(Step.SETTLED);
            for (double v = -120; v <= 80; v += 2) {
                bench.sites.v().fill(0, 8, v);
                bench.run(mechanism().steadyState());
                double n = alpha(v) / (alpha(v) + beta(v));
                double[] expected = {
                    Math.pow(n, 4),
                    4 * Math.pow(n, 3) * (1 - n),
                    6 * n * n * (1 - n) * (1 - n),
                    4 * n * Math.pow(1 - n, 3)
                };
                for (int k = 0; k < expected.length; k++) {
                    assertThat(bench.sites.next(OPEN - k).get(0))
                            .as("state %d at %s mV", k, v)
                            .isCloseTo(expected[k], within(TWIN));
                }
            }
        }
    }

    private static double alpha(double v) {
        double y = (v + 55) / 10;
        return 0.1 * (y == 0 ? 1 : -y / Math.expm1(-y));
    }

    private static double beta(double v) {
        return 0.125 * Math.exp(-(v + 65) / 80);
    }
}
