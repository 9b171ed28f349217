package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of whole runs by the weights of learned currents and gates; loss = sum of w_n v_n^2 / 2 in every lane. */
final class SharedGradientTest {
    private static final double DT_ms = 0.025, RELATIVE = 1e-6, DOT_PRODUCT = 1e-12;
    private static final int STEPS = 400;
    /** The best of these must agree: one too wide meets a spike that moves, one too narrow rounds. */
    private static final double[] WIDTHS = {1e-3, 3e-4, 1e-4};
    /** Rounding of a loss in units of its last place; a difference quotient has it over its width. */
    private static final double ROUNDING = 32;

    static Stream<Arguments> runs() {
        return Stream.of(Scheme.values())
                .flatMap(scheme -> Stream.of(new InitialCondition.AtVoltage(), new InitialCondition.AtRest())
                        .flatMap(start -> Stream.of(1, 8)
                                .flatMap(lanes -> Stream.of(
                                        Arguments.of(Cells.learned(), 0, 0.015, scheme, start, lanes),
                                        Arguments.of(Cells.stepped(), 0, 0.003, scheme, start, lanes),
                                        Arguments.of(
                                                TreeCells.learned(),
                                                TreeCells.tip(TreeCells.learned()),
                                                0.5,
                                                scheme,
                                                start,
                                                lanes)))));
    }

    /** A run in lanes that differ by their stimulus. */
    private static final class Run implements AutoCloseable {
        final Batch batch;
        final Drive drive;
        final ForwardSweep forward;
        final Scheme scheme;
        final InitialCondition start;
        final int observed;
        final double[] w =
                new Random(1).doubles(STEPS + 1, -0.5 / STEPS, 0.5 / STEPS).toArray();

        Run(Cell cell, int node, double amplitude_nA, Scheme scheme, InitialCondition start, int lanes) {
            this.scheme = scheme;
            this.start = start;
            batch = new Batch(cell, lanes, DT_ms, STEPS + 2);
            drive = new Drive(batch, List.of(new Stimulus.Step(1, 15, amplitude_nA)), Optional.empty());
            for (int lane = 0; lane < lanes; lane++) {
                batch.stimulusGain().set(lane, 1 + 0.1 * lane);
            }
            forward = new ForwardSweep(batch, scheme, drive);
            observed = batch.element(node);
        }

        void run(StepListener listener) {
            assertThat(forward.run(start, STEPS, listener)).isEmpty();
        }

        double[] losses() {
            run(StepListener.NONE);
            double[] losses = new double[batch.lanes()];
            for (int n = 0; n <= STEPS; n++) {
                Column v = batch.rows().voltageAt(n);
                for (int lane = 0; lane < batch.lanes(); lane++) {
                    losses[lane] += w[n] * v.get(observed + lane) * v.get(observed + lane) / 2;
                }
            }
            return losses;
        }

        Set<Target> targets() {
            List<Insertion> insertions = batch.cell().insertions();
            return IntStream.range(0, insertions.size())
                    .filter(c -> List.of("bumps", "gate", "steps")
                            .contains(insertions.get(c).name()))
                    .mapToObj(Target.Shared::new)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** The losses' derivatives, after a run. */
        Differentials bars() {
            Differentials bars = Differentials.lanewise(batch, drive, targets());
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(start, STEPS, n -> {
                Column v = batch.rows().voltageAt(n);
                for (int k = observed; k < observed + batch.lanes(); k++) {
                    bars.v().set(k, bars.v().get(k) + w[n] * v.get(k));
                }
            });
            return bars;
        }

        @Override
        public void close() {
            batch.close();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void gradient_byEveryWeight_equalsCentralDifferences(
            Cell cell, int node, double amplitude_nA, Scheme scheme, InitialCondition start, int lanes) {
        try (Run run = new Run(cell, node, amplitude_nA, scheme, start, lanes)) {
            run.run(StepListener.NONE);
            Differentials bars = run.bars();
            double[] losses = run.losses();
            for (Target target : run.targets()) {
                int channel = ((Target.Shared) target).channel();
                SharedNumbers shared = run.batch.mechanism(channel).schema().shared();
                assertThat(shared.count()).isEqualTo(5);
                for (int k = 0; k < shared.count(); k++) {
                    double[] best = new double[lanes];
                    Arrays.fill(best, Double.POSITIVE_INFINITY);
                    for (double width : WIDTHS) {
                        double[] quotients = quotients(run, channel, k, width);
                        for (int lane = 0; lane < lanes; lane++) {
                            double gradient = bars.rows(target).column(k).get(lane);
                            double off = Math.abs(gradient - quotients[lane]);
                            off -= ROUNDING * Math.ulp(losses[lane]) / width;
                            best[lane] = Math.min(best[lane], off / Math.abs(quotients[lane]));
                        }
                    }
                    for (double error : best) {
                        assertThat(error)
                                .as("%s of channel %d", shared.name(k), channel)
                                .isLessThan(RELATIVE);
                    }
                }
            }
        }
    }

    /** In a random direction of all weights, another one in every lane. */
    @ParameterizedTest
    @MethodSource("runs")
    void tangent_alongWeights_equalsGradient(
            Cell cell, int node, double amplitude_nA, Scheme scheme, InitialCondition start, int lanes) {
        Random random = new Random(2);
        try (Run run = new Run(cell, node, amplitude_nA, scheme, start, lanes)) {
            Differentials dot = Differentials.lanewise(run.batch, run.drive, run.targets());
            for (Target target : run.targets()) {
                Block rows = dot.rows(target);
                for (int k = 0; k < rows.rows(); k++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        rows.column(k).set(lane, random.nextGaussian());
                    }
                }
            }
            double[] moved = new double[lanes];
            run.run(new TangentSweep(run.batch, scheme, run.drive, start, List.of(dot), n -> {
                Column v = run.batch.rows().voltageAt(n);
                for (int lane = 0; lane < lanes; lane++) {
                    moved[lane] +=
                            run.w[n] * v.get(run.observed + lane) * dot.v().get(run.observed + lane);
                }
            }));
            Differentials bars = run.bars();
            for (int lane = 0; lane < lanes; lane++) {
                double sum = 0, size = 0;
                for (Target target : run.targets()) {
                    for (int k = 0; k < bars.rows(target).rows(); k++) {
                        double term = bars.rows(target).column(k).get(lane)
                                * dot.rows(target).column(k).get(lane);
                        sum += term;
                        size += Math.abs(term);
                    }
                }
                assertThat(size).isPositive();
                assertThat(moved[lane]).as("lane %d", lane).isCloseTo(sum, within(DOT_PRODUCT * size));
            }
        }
    }

    /** Of every lane's loss, of fourth order. */
    private static double[] quotients(Run run, int channel, int k, double h) {
        Column weights = run.batch.shared(channel);
        double x = weights.get(k);
        double[] quotients = new double[run.batch.lanes()], factors = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        for (int j = 0; j < factors.length; j++) {
            weights.set(k, x + new double[] {-2, -1, 1, 2}[j] * h);
            double[] losses = run.losses();
            for (int lane = 0; lane < losses.length; lane++) {
                quotients[lane] += factors[j] * losses[lane] / h;
            }
        }
        weights.set(k, x);
        return quotients;
    }
}
