package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.linalg.PivotedCholesky;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OptimiserTest {
    /** Rosenbrock's valley as residuals (10 (y - x^2), 1 - x); the minimum is at (1, 1). */
    @Test
    void levenbergMarquardt_onRosenbrock_findsTheMinimumDownhill() {
        FeatureProblem rosenbrock = new FeatureProblem() {
            @Override
            public Optional<double[]> residuals(double[] t) {
                return Optional.of(new double[] {10 * (t[1] - t[0] * t[0]), 1 - t[0]});
            }

            @Override
            public List<double[]> features(double[] t) {
                return List.of(new double[] {-20 * t[0], -1}, new double[] {10, 0});
            }

            @Override
            public double[] step(double[] y) {
                return y.clone();
            }
        };
        List<Double> costs = new ArrayList<>();
        double[] found = new LevenbergMarquardt(rosenbrock, new double[] {-1.2, 1}, 1e-12).run(200, costs::add);
        assertThat(found[0]).isCloseTo(1, within(1e-6));
        assertThat(found[1]).isCloseTo(1, within(1e-6));
        for (int k = 1; k < costs.size(); k++) {
            assertThat(costs.get(k)).isLessThanOrEqualTo(costs.get(k - 1));
        }
    }

    /** Two residuals, three unknowns: the step is the smallest one, whether taken in residuals or in unknowns. */
    @Test
    void kernelProblem_linear_takesTheSameStepAsItsNormalEquations() {
        double[][] jacobian = {{1, 2, -1}, {0.5, -1, 3}};
        double[] target = {3, -2};
        KernelWork work = new KernelWork(java.lang.foreign.Arena.ofAuto(), 2);
        KernelProblem problem = new KernelProblem() {
            @Override
            public Optional<double[]> residuals(double[] t) {
                double[] r = new double[2];
                for (int i = 0; i < 2; i++) {
                    r[i] = -target[i];
                    for (int j = 0; j < 3; j++) {
                        r[i] += jacobian[i][j] * t[j];
                    }
                }
                return Optional.of(r);
            }

            @Override
            public void kernel(double[] theta, dev.ranvier.linalg.Matrix kernel) {
                for (int i = 0; i < 2; i++) {
                    for (int k = 0; k <= i; k++) {
                        double dot = 0;
                        for (int j = 0; j < 3; j++) {
                            dot += jacobian[i][j] * jacobian[k][j];
                        }
                        kernel.set(i, k, dot);
                    }
                }
            }

            @Override
            public double[] transposed(double[] z) {
                double[] step = new double[3];
                for (int j = 0; j < 3; j++) {
                    step[j] = jacobian[0][j] * z[0] + jacobian[1][j] * z[1];
                }
                return step;
            }

            @Override
            public KernelWork work() {
                return work;
            }
        };
        double mu = 0.7;
        double[] step = problem.linearise(new double[3], new double[] {-target[0], -target[1]})
                .step(mu);
        // (J^T J + mu I) step = J^T target
        for (int j = 0; j < 3; j++) {
            double left = mu * step[j], right = 0;
            for (int i = 0; i < 2; i++) {
                double along = 0;
                for (int k = 0; k < 3; k++) {
                    along += jacobian[i][k] * step[k];
                }
                left += jacobian[i][j] * along;
                right += jacobian[i][j] * target[i];
            }
            assertThat(left).isCloseTo(right, within(1e-12));
        }
        LevenbergMarquardt descent = new LevenbergMarquardt(
                problem, new double[3], LevenbergMarquardt.Damping.BOLD, new LevenbergMarquardt.Stop(0, 3, 1e-20));
        descent.run(50, cost -> {});
        assertThat(descent.cost()).isLessThan(1e-20);
    }

    @Test
    void adamW_onQuadratic_approachesTheMinimum() {
        double[] x = {3, -2};
        AdamW adam = new AdamW(2, 0);
        for (int k = 0; k < 2000; k++) {
            double[] gradient = {2 * (x[0] - 1), 20 * (x[1] - 2)};
            adam.step(x, gradient, 0.02);
        }
        assertThat(x[0]).isCloseTo(1, within(1e-3));
        assertThat(x[1]).isCloseTo(2, within(1e-3));
    }

    @Test
    void clip_scalesOnlyLongGradients() {
        double[] gradient = {3, 4};
        AdamW.clip(gradient, 10);
        assertThat(gradient).containsExactly(3, 4);
        AdamW.clip(gradient, 1);
        assertThat(gradient[0]).isCloseTo(0.6, within(1e-15));
        assertThat(gradient[1]).isCloseTo(0.8, within(1e-15));
    }

    @Test
    void pivotedCholesky_ofLowRankMatrix_reproducesIt() {
        int n = 23, rank = 5;
        double[][] g = product(random(new Random(2), n, rank));
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = g[i][i];
        }
        PivotedCholesky factor =
                new PivotedCholesky(diagonal, (k, out) -> System.arraycopy(g[k], 0, out, 0, n), 1e-12, n);
        assertThat(factor.rank()).isEqualTo(rank);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int r = 0; r < rank; r++) {
                    sum += factor.column(r)[i] * factor.column(r)[j];
                }
                assertThat(sum).isCloseTo(g[i][j], within(1e-10));
            }
        }
    }

    private static double[][] random(Random random, int rows, int columns) {
        double[][] a = new double[rows][];
        for (int i = 0; i < rows; i++) {
            a[i] = random.doubles(columns, -1, 1).toArray();
        }
        return a;
    }

    /** A A^T. */
    private static double[][] product(double[][] a) {
        double[][] g = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                for (int k = 0; k < a[i].length; k++) {
                    g[i][j] += a[i][k] * a[j][k];
                }
            }
        }
        return g;
    }
}
