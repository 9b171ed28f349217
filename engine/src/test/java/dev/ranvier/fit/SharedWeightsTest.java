package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.BumpCurrent;
import dev.ranvier.channel.BumpGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights that all sites of a channel share, as a block of a fit. */
final class SharedWeightsTest {
    private static final double INTERVAL_ms = 0.1, DT_ms = 0.025, DURATION_ms = 40;
    private static final double RELATIVE = 1e-6, DOT_PRODUCT = 1e-12;
    private static final ParameterBlock.Penalties WEIGHTS = new ParameterBlock.Penalties(0.5, 3, 0);

    /** A channel with weights as they are, and as a fit begins. */
    enum Learned {
        CURRENT {
            @Override
            Channel channel(double... weights) {
                return new BumpCurrent(weights);
            }
        },
        GATE {
            @Override
            Channel channel(double... weights) {
                return new BumpGate(weights);
            }
        };

        static final double[] TRUE = {0.6, -0.8, 1.1, 0.5, 1.4};

        abstract Channel channel(double... weights);
    }

    private static Cell cell(Channel channel) {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak()),
                        new Insertion("learned", channel, Map.of())));
    }

    /** What the cell with the true weights does in two recordings, to be explained from wrong ones. */
    private static FitProblem problem(Learned learned, InitialCondition start, double... weights) {
        List<Experiment> experiments = new ArrayList<>();
        List<Objective.Term> terms = new ArrayList<>();
        for (double amplitude_nA : new double[] {0.015, 0.008}) {
            double[] v = Simulation.of(
                            cell(learned.channel(Learned.TRUE)), new Stimulus.Step(2, 34, amplitude_nA), DURATION_ms)
                    .withStep(Scheme.STAGGERED, DT_ms)
                    .withProbes(INTERVAL_ms, Probe.voltage())
                    .run()
                    .voltage_mV(0);
            double[] current = new double[v.length];
            Arrays.fill(current, 20, 360, amplitude_nA);
            terms.add(new Objective.Term(
                    experiments.size(), 1, new VoltageError(new Sampling(INTERVAL_ms, v.length), v)));
            experiments.add(Experiment.atRoot(
                    "at " + amplitude_nA, new SampledSignal(INTERVAL_ms, v), new SampledSignal(INTERVAL_ms, current)));
        }
        Cell cell = cell(learned.channel(weights));
        return new FitProblem(
                cell,
                experiments,
                new Objective(terms),
                List.of(new SharedWeights(cell, "learned", 2)),
                Stages.FADING.stages(),
                Scheme.STAGGERED,
                DT_ms,
                start,
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void weights_areFoundAgainFromAVoltageTrace(Learned learned) {
        FitProblem problem = problem(learned, new InitialCondition.AtVoltage(), 0, 0, 0, 0, 0);
        FitResult result = Fit.run(problem, FitSettings.usual(), FitProblems.SILENT);
        FitResult.Started best = result.bestStart();
        assertThat(best.first_value()).isGreaterThan(10);
        for (int k = 0; k < Learned.TRUE.length; k++) {
            assertThat(best.theta().get(k)).as("weight %d", k).isCloseTo(Learned.TRUE[k], within(1e-2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void columns_equalCentralDifferences_andTheGradient(Learned learned) {
        FitProblem problem = problem(learned, new InitialCondition.AtRest(), 0.4, -0.5, 0.8, 1, 1);
        try (WideJacobian jacobian = new WideJacobian(problem);
                WideJacobian wide = new WideJacobian(problem);
                JacobianProducts products = new JacobianProducts(problem, 1, 1L << 29)) {
            for (StartLanes lanes : List.of(jacobian.lanes(), wide.lanes(), products.lanes())) {
                lanes.enter(Stage.held(new Clamp.Steady(0.02)));
                lanes.weigh(0, WEIGHTS);
            }
            double[] theta = {0.5, -0.4, 0.9, 0.8, 1.1};
            double[] w = new Random(1)
                    .doubles(residuals(jacobian, theta).length, -1, 1)
                    .toArray();
            Jacobian.Linearised linearised = jacobian.at(0, theta);
            wide.runForSteps(List.of(0), List.of(theta));
            List<double[]> forwards = wide.at(0, theta).columns();
            products.runForSteps(List.of(0), List.of(theta));
            DampedSteps.Products both = products.products(0, theta);
            double[] gradient = both.transposed(w);
            for (int k = 0; k < theta.length; k++) {
                double[] column = linearised.columns().get(k), unit = new double[theta.length];
                unit[k] = 1;
                assertThat(linearised.step().apply(unit)).isEqualTo(unit);
                double[] expected = difference(jacobian, theta, k), forward = both.forward(unit);
                double size = 0, sum = 0, along = 0, norm = 0, off = 0, ways = 0;
                for (int s = 0; s < w.length; s++) {
                    size += Math.abs(w[s] * column[s]);
                    sum += w[s] * column[s];
                    norm += column[s] * column[s];
                    off += (column[s] - expected[s]) * (column[s] - expected[s]);
                    along += w[s] * forward[s];
                    ways += (forwards.get(k)[s] - column[s]) * (forwards.get(k)[s] - column[s]);
                }
                assertThat(Math.sqrt(off / norm)).as("weight %d", k).isLessThan(RELATIVE);
                assertThat(Math.sqrt(ways / norm)).as("weight %d", k).isLessThan(DOT_PRODUCT);
                assertThat(gradient[k]).as("weight %d", k).isCloseTo(sum, within(DOT_PRODUCT * size));
                assertThat(along).as("weight %d", k).isCloseTo(sum, within(DOT_PRODUCT * size));
            }
        }
    }

    private static double[] residuals(WideJacobian jacobian, double[] theta) {
        jacobian.runForSteps(List.of(0), List.of(theta));
        return jacobian.lanes().residuals(0, theta).orElseThrow();
    }

    private static double[] difference(WideJacobian jacobian, double[] theta, int k) {
        double h = 1e-4;
        double[] sum = new double[residuals(jacobian, theta).length], there = theta.clone();
        for (int j = 0; j < 4; j++) {
            there[k] = theta[k] + new double[] {-2, -1, 1, 2}[j] * h;
            double[] residuals = residuals(jacobian, there);
            for (int s = 0; s < sum.length; s++) {
                sum[s] += new double[] {1, -8, 8, -1}[j] * residuals[s] / (12 * h);
            }
        }
        return sum;
    }

    @Test
    void weightsOutOfTheirRange_areNoPoint() {
        FitProblem problem = problem(Learned.CURRENT, new InitialCondition.AtVoltage(), 0, 0, 0, 0, 0);
        try (WideJacobian jacobian = new WideJacobian(problem)) {
            double[] theta = {0, 0, 101, 0, 0};
            jacobian.run(List.of(0), List.of(theta));
            assertThat(jacobian.lanes().residuals(0, theta)).isEmpty();
        }
    }

    @Test
    void otherStarts_areScatteredByTheDeviation_withinTheRanges() {
        Cell cell = cell(new BumpCurrent(0, 0, 0, 0, 100));
        ParameterBlock block = new SharedWeights(cell, "learned", 2);
        Random random = new Random(3);
        double sum = 0;
        for (int start = 0; start < 1000; start++) {
            double[] theta = block.start(random, 0.5);
            sum += theta[0] * theta[0];
            assertThat(theta[4]).isLessThanOrEqualTo(100);
        }
        assertThat(sum / 1000).isCloseTo(1, within(0.15));
        assertThat(block.start(random, 0)).isEqualTo(block.start());
    }

    @Test
    void channelsWithoutWeights_areRefused() {
        Cell cell = cell(new BumpCurrent(Learned.TRUE));
        assertThatThrownBy(() -> new SharedWeights(cell, "hh-sodium", 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("hh-sodium");
        assertThatThrownBy(() -> new SharedWeights(cell, "learned", 0)).isInstanceOf(ModelException.class);
    }
}
