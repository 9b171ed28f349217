package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class BentStepTest {
    private static final double DAMPING = 0.3;

    /** {@code r + J x + (u . x)^2 q}: its second derivative along v is {@code 2 (u . v)^2 q}, at whatever distance it is measured. */
    private static final class Quadratic {
        private final double[][] columns;
        private final double[] r, q, u;

        Quadratic(int residuals, int numbers, double bend) {
            Random random = new Random(residuals);
            columns = new double[numbers][];
            Arrays.setAll(columns, _ -> random.doubles(residuals, -1, 1).toArray());
            r = random.doubles(residuals, -1, 1).toArray();
            q = random.doubles(residuals, -bend, bend).toArray();
            u = random.doubles(numbers, -1, 1).toArray();
        }

        List<double[]> columns() {
            return List.of(columns);
        }

        double[] at(double[] x) {
            double along = Vectors.dot(u, x);
            return Vectors.sum(Vectors.sum(r, 1, times(x)), along * along, q);
        }

        double[] times(double[] x) {
            double[] product = new double[r.length];
            for (int k = 0; k < x.length; k++) {
                Vectors.add(x[k], columns[k], product);
            }
            return product;
        }

        /** {@code J^T (J a + r'') + mu a}, which vanishes for the acceleration along v. */
        double left(double[] a, double[] v, double damping) {
            double along = Vectors.dot(u, v);
            double[] sum = Vectors.sum(times(a), 2 * along * along, q);
            double[] left = PrimalSteps.descent(columns(), sum);
            Vectors.add(-damping, a, left);
            return Vectors.largest(left);
        }
    }

    @Test
    void end_inAllForms_solvesTheDampedEquationsForTheSecondDerivative() {
        for (int[] shape : new int[][] {{30, 4}, {4, 30}, {12, 12}}) {
            Quadratic problem = new Quadratic(shape[0], shape[1], 0.1);
            check(problem, DampedSteps.dense(problem.columns(), problem.r), DAMPING, DAMPING);
            check(problem, DampedSteps.dense(problem.columns(), problem.r).inUnits(3), DAMPING, 3 * DAMPING);
        }
    }

    private static void check(Quadratic problem, DampedSteps steps, double asked, double damping) {
        double[] here = new double[problem.columns.length], v = steps.step(asked);
        BentStep bent = steps.bent(asked).orElseThrow();
        double[] end = bent.end(here, Optional.of(problem.at(bent.probe(here))));
        double[] a = Vectors.sum(new double[v.length], 2, Vectors.sum(end, -1, v));
        assertThat(Vectors.largest(a)).isGreaterThan(1e-3 * Vectors.largest(v));
        assertThat(problem.left(a, v, damping)).isCloseTo(0, within(1e-10));
    }

    @Test
    void end_whereItBendsTooMuchOrHasNoResiduals_isStraight() {
        Quadratic problem = new Quadratic(30, 4, 100);
        double[] from = {1, 2, 3, 4};
        DampedSteps steps = DampedSteps.dense(problem.columns(), problem.r);
        BentStep bent = steps.bent(DAMPING).orElseThrow();
        double[] straight = Vectors.sum(from, 1, steps.step(DAMPING));
        assertThat(bent.end(from, Optional.empty())).isEqualTo(straight);
        assertThat(bent.end(from, Optional.of(problem.at(bent.probe(new double[4])))))
                .isEqualTo(straight);
    }

    /** In other coordinates it leads to the same place. */
    @Test
    void then_movesAllOfTheStep() {
        Quadratic problem = new Quadratic(30, 4, 0.1);
        double[] here = new double[4];
        DampedSteps steps = DampedSteps.dense(problem.columns(), problem.r);
        BentStep bent = steps.bent(DAMPING).orElseThrow();
        BentStep larger = steps.then(y -> Vectors.sum(y, 1, y)).bent(DAMPING).orElseThrow();
        Optional<double[]> there = Optional.of(problem.at(bent.probe(here)));
        assertThat(larger.probe(here)).isEqualTo(Vectors.sum(bent.probe(here), 1, bent.probe(here)));
        assertThat(larger.end(here, there)).isEqualTo(Vectors.sum(bent.end(here, there), 1, bent.end(here, there)));
    }

    /** Along Rosenbrock's valley, a hundred times narrower, from ten starts, bent steps need fewer Jacobians than straight ones. */
    @Test
    void run_alongANarrowValley_needsFewerJacobians() {
        int bent = 0, straight = 0;
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            double[] start = {random.nextGaussian(), random.nextGaussian()};
            bent += stepsToTheEnd(start, steps -> steps);
            straight += stepsToTheEnd(start, steps -> damping -> steps.step(damping));
        }
        assertThat(bent).isLessThan(straight * 2 / 3);
    }

    private static int stepsToTheEnd(double[] start, UnaryOperator<DampedSteps> form) {
        LevenbergMarquardt descent = new LevenbergMarquardt(start, 1e-12);
        descent.run(
                new LeastSquares() {
                    @Override
                    public Optional<double[]> residuals(double[] t) {
                        return Optional.of(new double[] {1e3 * (t[1] - t[0] * t[0]), 1 - t[0]});
                    }

                    @Override
                    public DampedSteps steps(double[] t, double[] residuals) {
                        List<double[]> columns = List.of(new double[] {-2e3 * t[0], -1}, new double[] {1e3, 0});
                        return form.apply(DampedSteps.dense(columns, residuals));
                    }
                },
                500,
                _ -> {});
        assertThat(descent.value()).isLessThan(1e-12);
        return descent.steps();
    }
}
