package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LevenbergMarquardtTest extends OptimiserContract<LeastSquares.Question, LeastSquares.Answer> {
    @Override
    LevenbergMarquardt optimiser(double[] start) {
        return new LevenbergMarquardt(start, 1e-12);
    }

    @Override
    LeastSquares.Answer answer(LeastSquares.Question question) {
        return valley.answer(question);
    }

    @Override
    LeastSquares.Answer notANumber() {
        return new LeastSquares.Answer.Residuals(Optional.empty());
    }

    @Test
    void run_onRosenbrock_findsTheMinimumDownhill() {
        List<Double> costs = new ArrayList<>();
        double[] found = optimiser(new double[] {-1.2, 1}).run(valley, 200, costs::add);
        assertThat(found[0]).isCloseTo(1, within(1e-6));
        assertThat(found[1]).isCloseTo(1, within(1e-6));
        for (int k = 1; k < costs.size(); k++) {
            assertThat(costs.get(k)).isLessThanOrEqualTo(costs.get(k - 1));
        }
    }

    /** With residuals that vanish at the minimum a step gains digits in proportion to those it has: the last ones most. */
    @Test
    void run_nearTheMinimum_convergesFasterThanLinearly() {
        List<Double> costs = new ArrayList<>();
        optimiser(new double[] {0.9, 0.85}).run(valley, 6, costs::add);
        for (int k = 2; k < costs.size() && costs.get(k) > 1e-28; k++) {
            assertThat(costs.get(k) / costs.get(k - 1)).isLessThan(costs.get(k - 1) / costs.get(k - 2));
        }
        assertThat(costs.getLast()).isLessThan(1e-15);
    }

    /** Fewer residuals than numbers, and products only, by the same rule for the damping. */
    @Test
    void run_inAllForms_takesTheSameSteps() {
        double[] start = {0.3, -0.2, 0.5, 0.1, -0.4};
        double[] dense = new LevenbergMarquardt(start, 1e-10).run(new Curved(false), 30, cost -> {});
        double[] free = new LevenbergMarquardt(start, 1e-10).run(new Curved(true), 30, cost -> {});
        double[] residuals = new Curved(false).residuals(dense).orElseThrow();
        assertThat(Math.sqrt(Vectors.dot(residuals, residuals))).isLessThan(1e-5);
        for (int k = 0; k < start.length; k++) {
            assertThat(free[k]).isCloseTo(dense[k], within(1e-9));
        }
    }

    @Test
    void run_whereTrialsDoNotExist_staysInside() {
        Valley walled = new Valley();
        LeastSquares problem = new LeastSquares() {
            @Override
            public Optional<double[]> residuals(double[] theta) {
                return walled.residuals(theta).filter(r -> theta[0] < 1.001);
            }

            @Override
            public DampedSteps steps(double[] theta, double[] residuals) {
                return walled.steps(theta, residuals);
            }
        };
        double[] found = optimiser(new double[] {-1.2, 1}).run(problem, 200, cost -> {});
        assertThat(found[0]).isCloseTo(1, within(1e-6));
    }

    /** A parameter that does nothing makes the equations singular when mu is lost in rounding: mu is raised. */
    @Test
    void run_withSingularEquations_raisesTheDamping() {
        LeastSquares problem = new LeastSquares() {
            @Override
            public Optional<double[]> residuals(double[] theta) {
                return Optional.of(new double[] {theta[0] - 3});
            }

            @Override
            public DampedSteps steps(double[] theta, double[] residuals) {
                return damping -> {
                    if (damping < 100) {
                        throw new ArithmeticException("not positive definite");
                    }
                    return new double[] {-residuals[0]};
                };
            }
        };
        LevenbergMarquardt descent = new LevenbergMarquardt(new double[1], 1e-3);
        assertThat(descent.run(problem, 1, cost -> {})[0]).isEqualTo(3);
        assertThat(descent.damping()).isEqualTo(256 * 0.2);
    }

    @Test
    void run_atTheMinimum_stalls_andAtTheGoal_hasConverged() {
        LeastSquares unequal = new LeastSquares() {
            @Override
            public Optional<double[]> residuals(double[] theta) {
                return Optional.of(new double[] {theta[0] - 1, theta[0] + 1});
            }

            @Override
            public DampedSteps steps(double[] theta, double[] residuals) {
                return damping -> new double[] {1 / (1 + damping)};
            }
        };
        LevenbergMarquardt descent = new LevenbergMarquardt(new double[1], 1e-12);
        descent.run(unequal, 10, cost -> {});
        assertThat(descent.status()).isEqualTo(Status.STALLED);
        assertThat(descent.steps()).isEqualTo(1);
        assertThat(descent.value()).isEqualTo(2);
        LevenbergMarquardt there = optimiser(new double[] {1, 1});
        there.run(valley, 10, cost -> {});
        assertThat(there.status()).isEqualTo(Status.CONVERGED);
        assertThat(there.steps()).isZero();
        assertThatThrownBy(() -> LevenbergMarquardt.Damping.CAUTIOUS.from(-1)).hasMessageContaining("first=-1.0");
    }

    /** {@code r_j = sin(a_j . theta) + a_j . theta - b_j}, three of five numbers, with full columns or products only. */
    private static final class Curved implements LeastSquares {
        private static final double[][] A = {
            {1, 0.5, -0.3, 0.2, 0.7}, {-0.4, 1.1, 0.6, 0, 0.3}, {0.2, -0.1, 0.9, 1.3, -0.5}
        };
        private static final double[] B = {0.8, -0.5, 1.1};
        private final boolean productsOnly;

        Curved(boolean productsOnly) {
            this.productsOnly = productsOnly;
        }

        @Override
        public Optional<double[]> residuals(double[] theta) {
            double[] r = new double[3];
            Arrays.setAll(r, j -> {
                double z = Vectors.dot(A[j], theta);
                return Math.sin(z) + z - B[j];
            });
            return Optional.of(r);
        }

        @Override
        public DampedSteps steps(double[] theta, double[] residuals) {
            double[][] rows = new double[3][5];
            double[][] columns = new double[5][3];
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 5; k++) {
                    rows[j][k] = columns[k][j] = (Math.cos(Vectors.dot(A[j], theta)) + 1) * A[j][k];
                }
            }
            return productsOnly
                    ? DampedSteps.matrixFree(new DampedStepsTest.Rows(rows), residuals, 1e-13, 50)
                    : DampedSteps.dense(List.of(columns), residuals);
        }
    }
}
