package dev.ranvier.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.linalg.Matrix;
import dev.ranvier.optimise.FeatureProblem;
import dev.ranvier.optimise.LevenbergMarquardt;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Derivatives of all least-squares problems of this package against central differences. */
final class CurveProblemTest {
    private static final List<Integer> HIDDEN = List.of(5, 4);

    @Test
    void transposedAndKernel_withPrior_areThoseOfTheResiduals() {
        CurveTargets targets = new CurveTargets(new Screening(SyntheticGates.inactivation()), Holdout.ODD);
        double[] theta = LearnedCurves.initialise(HIDDEN, targets.logitRange(), targets.logTauRange(), 1.5, 3)
                .weights();
        CurvaturePrior prior = CurvaturePrior.around(targets.voltage_mV());
        assertThat(prior.rows()).isGreaterThan(10);
        try (CurveProblem problem = new CurveProblem(targets, HIDDEN, theta.length, prior, 0.3);
                Arena arena = Arena.ofConfined()) {
            int rows = problem.residuals(theta).orElseThrow().length;
            Matrix kernel = Matrix.zeros(arena, rows, rows);
            problem.kernel(theta, kernel);
            double[][] jacobian = new double[rows][];
            for (int i = 0; i < rows; i++) {
                double[] unit = new double[rows];
                unit[i] = 1;
                jacobian[i] = problem.transposed(unit);
            }
            for (int j = 0; j < theta.length; j++) {
                double[] expected = byDifferences(problem, theta, j, 1e-5);
                for (int i = 0; i < rows; i++) {
                    assertThat(jacobian[i][j]).isCloseTo(expected[i], within(1e-6 * (1 + Math.abs(expected[i]))));
                }
            }
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k <= i; k++) {
                    double dot = 0;
                    for (int j = 0; j < theta.length; j++) {
                        dot += jacobian[i][j] * jacobian[k][j];
                    }
                    assertThat(kernel.get(i, k)).isCloseTo(dot, within(1e-10 * (1 + Math.abs(dot))));
                }
            }
        }
    }

    @Test
    void prior_ofStraightLineIsZero_ofParabolaTheIntegral() {
        CurvaturePrior prior = CurvaturePrior.around(new double[] {0, 2, 4, 24});
        double[] v = prior.voltage_mV(), line = new double[v.length], parabola = new double[v.length];
        assertThat(v).contains(9, 14, 19, -10, -40, 34, 64);
        for (int k = 0; k < v.length; k++) {
            line[k] = 3 - 0.7 * v[k];
            parabola[k] = v[k] * v[k] / 1e4;
        }
        double sum = 0;
        for (int i = 0; i < prior.rows(); i++) {
            assertThat(prior.difference(i, line, 0)).isCloseTo(0, within(1e-12));
            sum += Math.pow(prior.difference(i, parabola, 0), 2);
        }
        // z'' = 2 per (100 mV)^2: 4 times the length from the middle of the first stretch on, without the dense middle.
        double covered = 0.5 * (v(v, 1) - v(v, 0) + v(v, v.length - 1) - v(v, v.length - 2));
        double dense = 2.0 / 100;
        assertThat(sum).isCloseTo(4 * ((64 + 40) / 100.0 - covered / 100 - dense), within(1e-9));
    }

    private static double v(double[] voltage_mV, int k) {
        double[] sorted = voltage_mV.clone();
        Arrays.sort(sorted);
        return sorted[k];
    }

    @Test
    void features_ofSigmoids_areDerivatives() {
        double[] v = SyntheticGates.VOLTAGE_mV,
                x = SyntheticGates.inactivation().xInf();
        check(new SigmoidProblem(v, x, 2), new double[] {-1.2, -5});
        check(new SigmoidProblem(v, x, 4), new double[] {-1.2, -5, 0.8, 0.1});
    }

    @Test
    void features_ofBells_areDerivatives() {
        double[] v = SyntheticGates.VOLTAGE_mV,
                tau = SyntheticGates.inactivation().tau_ms();
        Random random = new Random(4);
        for (int order = 1; order <= 4; order++) {
            for (BellProblem.Of of : BellProblem.Of.values()) {
                double[] theta = random.doubles(2 + 2L * order, -0.02, 0.03).toArray();
                theta[0] = -2.5;
                theta[1] = 3;
                check(new BellProblem(v, tau, order, of), theta);
            }
        }
    }

    private static void check(FeatureProblem problem, double[] theta) {
        List<double[]> columns = problem.features(theta);
        for (int j = 0; j < theta.length; j++) {
            double[] expected = byDifferences(problem, theta, j, 1e-7);
            for (int k = 0; k < expected.length; k++) {
                assertThat(columns.get(j)[k]).isCloseTo(expected[k], within(1e-6 * (1 + Math.abs(expected[k]))));
            }
        }
    }

    /** Central differences of the residuals by {@code theta[j]}. */
    private static double[] byDifferences(LevenbergMarquardt.Problem problem, double[] theta, int j, double h) {
        double kept = theta[j];
        theta[j] = kept + h;
        double[] up = problem.residuals(theta).orElseThrow();
        theta[j] = kept - h;
        double[] down = problem.residuals(theta).orElseThrow();
        theta[j] = kept;
        return IntStream.range(0, up.length)
                .mapToDouble(k -> (up[k] - down[k]) / (2 * h))
                .toArray();
    }
}
