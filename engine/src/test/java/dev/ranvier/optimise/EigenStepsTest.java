package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The contract of every optimiser, with steps in the eigenbasis; and these steps beside those whose mu counts in the largest column. */
final class EigenStepsTest extends OptimiserContract<LeastSquares.Question, LeastSquares.Answer> {
    private static final double SETTLED = 1e-9, GOAL = 1e-18;

    @Override
    LevenbergMarquardt optimiser(double[] start) {
        return new LevenbergMarquardt(start, LevenbergMarquardt.Damping.BY_LENGTH, LevenbergMarquardt.Stop.at(1e-12));
    }

    @Override
    LeastSquares.Answer answer(LeastSquares.Question question) {
        return inEigenbasis(valley).answer(question);
    }

    @Override
    LeastSquares.Answer notANumber() {
        return new LeastSquares.Answer.Residuals(Optional.empty());
    }

    @Test
    void step_ofDerivativesWithoutBounds_isNone() {
        DampedSteps steps = DampedSteps.eigen(List.of(new double[] {1e200, 1}), new double[] {1, 1}, new double[] {1});
        assertThatThrownBy(() -> steps.step(1)).isInstanceOf(ArithmeticException.class);
        LevenbergMarquardt start = optimiser(new double[1]);
        start.tell(new LeastSquares.Answer.Residuals(Optional.of(new double[] {1, 1})));
        start.tell(new LeastSquares.Answer.Steps(steps));
        assertThat(start.status()).isEqualTo(Status.STALLED);
    }

    /** {@code (J^T J + mu) y = -J^T r} in units of the limits with one mu, and as long as it may be. */
    @Test
    void step_thatIsLimited_solvesTheDampedEquations() {
        Random random = new Random(5);
        double[] r = random.doubles(20, -1, 1).toArray(),
                limits = {1, 0.1, 3, 1e-3, 0.5, 20},
                perLimit = limits.clone();
        Arrays.setAll(perLimit, k -> 1 / limits[k]);
        double[][] inLimits = columns(random, 6, 20);
        EigenSteps steps = new EigenSteps(scaled(inLimits, perLimit), r, limits);
        for (double damping : new double[] {4, 7, 1e4}) {
            double[] y = steps.step(damping), image = r.clone(), left = new double[6];
            for (int k = 0; k < 6; k++) {
                y[k] /= limits[k];
                Vectors.add(y[k], inLimits[k], image);
            }
            assertThat(Vectors.largest(y)).isBetween((1 - 1e-5) / damping, 1 / damping);
            assertThat(steps.effective(damping)).isCloseTo(damping, within(1e-5 * damping));
            Arrays.setAll(left, k -> -Vectors.dot(inLimits[k], image));
            double mu = left[0] / y[0];
            assertThat(mu).isPositive();
            for (int k = 0; k < 6; k++) {
                assertThat(left[k]).isCloseTo(mu * y[k], within(1e-9 * Vectors.largest(left)));
            }
        }
        for (int k = 0; k < 6; k++) {
            Vectors.add(-0.99, inLimits[k], inLimits[k]);
        }
        EigenSteps far = new EigenSteps(scaled(inLimits, perLimit), r, limits);
        assertThat(far.step(0.01)).as("no longer than the limits").isEqualTo(far.step(1));
        assertThat(far.effective(0.01)).isCloseTo(1, within(1e-5));
    }

    @Test
    void step_thatIsShort_isThatOfGaussAndNewton() {
        double[][] columns = {{1, 0, 0}, {0, 1e-3, 0}};
        double[] step = DampedSteps.eigen(List.of(columns), new double[] {0.2, 3e-4, 5}, new double[] {1, 1})
                .step(1);
        assertThat(step[0]).isCloseTo(-0.2, within(1e-12));
        assertThat(step[1]).isCloseTo(-0.3, within(1e-7));
    }

    /** A number in another unit takes the same way. */
    @Test
    void step_doesNotDependOnUnits() {
        Random random = new Random(6);
        double[][] columns = columns(random, 4, 4);
        double[] r = random.doubles(4, -1, 1).toArray(), limits = {1, 2, 3, 4}, units = {1e6, 1e-3, 1, 10};
        double[] moved = limits.clone();
        for (int k = 0; k < 4; k++) {
            moved[k] /= units[k];
        }
        double[] one = DampedSteps.eigen(List.of(columns), r, limits).step(3);
        double[] other = DampedSteps.eigen(scaled(columns, units), r, moved).step(3);
        for (int k = 0; k < 4; k++) {
            assertThat(other[k] * units[k]).isCloseTo(one[k], within(1e-10 * Math.abs(one[k])));
        }
    }

    @Test
    void step_ofAParameterThatDoesNothing_isZero() {
        double[] step = DampedSteps.eigen(
                        List.of(new double[2], new double[] {1, 1}), new double[] {1, 2}, new double[] {1, 1})
                .step(1);
        assertThat(step[0]).isZero();
        assertThat(step[1]).isCloseTo(-1, within(1e-5));
        assertThat(DampedSteps.eigen(List.of(new double[2]), new double[2], new double[] {1})
                        .step(1))
                .containsExactly(0);
    }

    @Test
    void badLimits_areRefused() {
        List<double[]> column = List.of(new double[] {1});
        assertThatThrownBy(() -> DampedSteps.eigen(column, new double[1], new double[2]))
                .hasMessageContaining("columns=1, limits=2");
        assertThatThrownBy(() -> DampedSteps.eigen(column, new double[1], new double[1]))
                .hasMessageContaining("limit=0.0");
    }

    /** Of 20 starts each: how many arrive, in how many runs; the steps before stall where columns differ. */
    @Test
    void run_onIllConditionedProblems_arrivesWhereOtherDampingStalls() {
        Outcome eigen = outcome(new FlatValley(), true), largest = outcome(new FlatValley(), false);
        assertThat(eigen.arrived).isEqualTo(20);
        assertThat(eigen.runs).isLessThan(20 * 15);
        assertThat(largest.arrived).isLessThan(3);
        Outcome narrow = outcome(new NarrowValley(), true), narrowLargest = outcome(new NarrowValley(), false);
        assertThat(narrow.arrived).isEqualTo(20);
        assertThat(narrow.runs).isLessThan(narrowLargest.runs / 3);
    }

    /** Of several starts, those that have reached the goal, and the questions for residuals. */
    private record Outcome(int arrived, int runs) {}

    private static Outcome outcome(Curved problem, boolean eigen) {
        int arrived = 0, runs = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double[] start = new double[problem.size()];
            Arrays.setAll(start, _ -> random.nextGaussian());
            double first = cost(problem, start);
            LevenbergMarquardt descent = new LevenbergMarquardt(
                    start,
                    eigen ? LevenbergMarquardt.Damping.BY_LENGTH : LevenbergMarquardt.Damping.CAUTIOUS.from(1e-2),
                    new LevenbergMarquardt.Stop(SETTLED, 3, GOAL * first));
            LeastSquares asked = eigen ? inEigenbasis(problem) : byLargestColumn(problem);
            while (descent.status() == Status.RUNNING && descent.steps() < 200) {
                LeastSquares.Question question = descent.ask();
                runs += question.residuals().isPresent() ? 0 : 1;
                descent.tell(asked.answer(question));
            }
            arrived += descent.value() <= GOAL * first ? 1 : 0;
        }
        return new Outcome(arrived, runs);
    }

    private static double cost(LeastSquares problem, double[] theta) {
        double[] r = problem.residuals(theta).orElseThrow();
        return Vectors.dot(r, r);
    }

    /** A problem whose number of unknowns is known. */
    private interface Curved extends LeastSquares.InFeatures {
        int size();

        @Override
        default double[] step(double[] y) {
            return y.clone();
        }
    }

    /** Columns from 1e3 to 1e-3, and a valley along the flattest; least, 0, at 0. */
    private static final class FlatValley implements Curved {
        @Override
        public int size() {
            return 3;
        }

        @Override
        public Optional<double[]> residuals(double[] t) {
            return Optional.of(new double[] {
                1e3 * (Math.exp(t[0]) - Math.exp(t[1] * t[1] / 4)),
                1e-3 * (Math.exp(t[1]) - 1 + t[2]),
                1e-2 * (t[2] - Math.sin(t[1]))
            });
        }

        @Override
        public List<double[]> features(double[] t) {
            return List.of(
                    new double[] {1e3 * Math.exp(t[0]), 0, 0},
                    new double[] {
                        -1e3 * t[1] / 2 * Math.exp(t[1] * t[1] / 4), 1e-3 * Math.exp(t[1]), -1e-2 * Math.cos(t[1])
                    },
                    new double[] {0, 1e-3, 1e-2});
        }
    }

    /** Rosenbrock's valley, a hundred times narrower. */
    private static final class NarrowValley implements Curved {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public Optional<double[]> residuals(double[] t) {
            return Optional.of(new double[] {1e3 * (t[1] - t[0] * t[0]), 1 - t[0]});
        }

        @Override
        public List<double[]> features(double[] t) {
            return List.of(new double[] {-2e3 * t[0], -1}, new double[] {1e3, 0});
        }
    }

    private static LeastSquares inEigenbasis(LeastSquares.InFeatures problem) {
        return with(problem, (columns, r) -> {
            double[] limits = new double[columns.size()];
            Arrays.fill(limits, 1);
            return DampedSteps.eigen(columns, r, limits);
        });
    }

    /** mu in units of the largest squared column, and the whole step cut to 1. */
    private static LeastSquares byLargestColumn(LeastSquares.InFeatures problem) {
        return with(problem, (columns, r) -> {
            double unit = columns.stream()
                    .mapToDouble(column -> Vectors.dot(column, column))
                    .max()
                    .orElseThrow();
            DampedSteps steps = DampedSteps.dense(columns, r);
            return damping -> {
                double[] step = steps.step(damping * unit);
                double longest = Vectors.largest(step);
                return longest > 1 ? Vectors.sum(new double[step.length], 1 / longest, step) : step;
            };
        });
    }

    private interface Ways {
        DampedSteps of(List<double[]> columns, double[] residuals);
    }

    private static LeastSquares with(LeastSquares.InFeatures problem, Ways ways) {
        return new LeastSquares() {
            @Override
            public Optional<double[]> residuals(double[] theta) {
                return problem.residuals(theta);
            }

            @Override
            public DampedSteps steps(double[] theta, double[] residuals) {
                return ways.of(problem.features(theta), residuals);
            }
        };
    }

    private static double[][] columns(Random random, int count, int length) {
        double[][] columns = new double[count][];
        Arrays.setAll(columns, _ -> random.doubles(length, -1, 1).toArray());
        return columns;
    }

    /** Column k times factor k. */
    private static List<double[]> scaled(double[][] columns, double[] factors) {
        List<double[]> scaled = new ArrayList<>();
        for (int k = 0; k < columns.length; k++) {
            scaled.add(Vectors.sum(new double[columns[k].length], factors[k], columns[k]));
        }
        return scaled;
    }
}
