package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps in the space of the residuals. */
final class KernelProblemTest {
    /** Two residuals, three unknowns: the step is the smallest one, whether taken in residuals or in unknowns. */
    @Test
    void kernelProblem_linear_takesTheSameStepAsItsNormalEquations() {
        double[][] jacobian = {{1, 2, -1}, {0.5, -1, 3}};
        double[] target = {3, -2};
        KernelWork work = new KernelWork(Arena.ofAuto(), 2);
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
            public void kernel(double[] theta, Matrix kernel) {
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
        double[] step = problem.steps(new double[3], new double[] {-target[0], -target[1]})
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
                new double[3], LevenbergMarquardt.Damping.BOLD, new LevenbergMarquardt.Stop(0, 3, 1e-20));
        descent.run(problem, 50, cost -> {});
        assertThat(descent.value()).isLessThan(1e-20);
    }
}
