package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.morphology.Compartments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gradients through ion pools: of the sum of w_n v_n^2 / 2 with random w, at every node, over several spikes, by every
 * parameter of every channel and pool.
 */
final class PoolGradientTest {
    private static final double DT_ms = 0.025;
    private static final int STEPS = 800;
    /** Central differences of fourth order; between two runs a loss rounds by up to 5e-13. */
    private static final double RELATIVE = 1e-6, ROUNDING = 1e-12;

    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,3", "IMPLICIT_EULER,1", "IMPLICIT_EULER,3"})
    void gradient_ofSpikingCellWithPool_equalsCentralDifferences(Scheme scheme, int lanes) {
        compareWithDifferences(Cells.calcium(TreeCells.LOW), 3, scheme, lanes);
    }

    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,3", "IMPLICIT_EULER,1", "IMPLICIT_EULER,3"})
    void gradient_ofSpikingTreeWithPools_equalsCentralDifferences(Scheme scheme, int lanes) {
        compareWithDifferences(TreeCells.calcium(), 0.3, scheme, lanes);
    }

    /** Where a pool supplies a parameter, its own value has no effect. */
    @Test
    void gradient_byWhatThePoolSupplies_isZero() {
        Cell cell = Cells.calcium();
        Target reversal = new Target.ChannelParameter(cell.indexOf("ca"), 1);
        try (Batch batch = new Batch(cell, 1, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, 3);
            new ForwardSweep(batch, Scheme.STAGGERED, drive).run(STEPS, StepListener.NONE);
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(reversal));
            ReverseSweep.lanewise(batch, Scheme.STAGGERED, drive, bars)
                    .run(STEPS, n -> bars.v().set(0, bars.v().get(0) + 1));
            assertThat(bars.of(reversal).get(0)).isZero();
            assertThat(Math.abs(bars.v().get(0))).isPositive();
        }
    }

    private static void compareWithDifferences(Cell cell, double amplitude_nA, Scheme scheme, int lanes) {
        double[] w = weights();
        int lane = lanes - 1;
        try (Batch batch = new Batch(cell, lanes, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, amplitude_nA);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            assertThat(forward.run(STEPS, StepListener.NONE)).isEmpty();
            assertThat(spikes(batch, lane)).isGreaterThanOrEqualTo(2);
            int[] seen = IntStream.range(0, cell.compartments().count())
                    .filter(cell.compartments()::isCompartment)
                    .map(node -> batch.element(node) + lane)
                    .toArray();
            Map<Target, Column> targets = HybridGradientTest.targets(batch);
            Differentials bars = Differentials.lanewise(batch, drive, targets.keySet());
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(STEPS, n -> {
                for (int e : seen) {
                    bars.v()
                            .set(
                                    e,
                                    bars.v().get(e)
                                            + w[n] * batch.rows().voltageAt(n).get(e));
                }
            });
            for (Target target : targets.keySet()) {
                for (int place : places(batch, target)) {
                    check(
                            batch,
                            forward,
                            w,
                            seen,
                            bars.of(target),
                            targets.get(target),
                            place + lane,
                            target.toString());
                }
            }
        }
    }

    private static void check(
            Batch batch, ForwardSweep forward, double[] w, int[] seen, Column bar, Column column, int at, String what) {
        double x = column.get(at), h = 1e-4 * Math.min(5, Math.abs(x));
        double[] loss = new double[4];
        for (int k = 0; k < 4; k++) {
            column.set(at, x + new double[] {-2, -1, 1, 2}[k] * h);
            forward.run(STEPS, StepListener.NONE);
            for (int n = 0; n <= STEPS; n++) {
                for (int e : seen) {
                    double v = batch.rows().voltageAt(n).get(e);
                    loss[k] += w[n] * v * v / 2;
                }
            }
        }
        column.set(at, x);
        double expected = (8 * (loss[2] - loss[1]) - (loss[3] - loss[0])) / (12 * h);
        assertThat(bar.get(at))
                .as("%s at %d", what, at)
                .isCloseTo(expected, within(RELATIVE * Math.abs(expected) + ROUNDING / h));
    }

    private static Drive drive(Batch batch, double amplitude_nA) {
        SampledSignal command = new SampledSignal(1, new double[] {-70, -60});
        return new Drive(
                batch,
                List.of(new Injection(0, new Stimulus.Step(1, 18, amplitude_nA))),
                List.of(),
                Optional.of(new VoltageClamp(0, command, 0.02)));
    }

    private static double[] weights() {
        return new Random(1).doubles(STEPS + 1, -0.5 / STEPS, 0.5 / STEPS).toArray();
    }

    private static int spikes(Batch batch, int lane) {
        int spikes = 0, root = batch.element(0) + lane;
        for (int n = 1; n <= STEPS; n++) {
            spikes += batch.rows().voltageAt(n - 1).get(root) < 0
                            && batch.rows().voltageAt(n).get(root) >= 0
                    ? 1
                    : 0;
        }
        return spikes;
    }

    /** Lane 0 of the target at the root, in a compartment beside it, and in the last one that has it. */
    private static int[] places(Batch batch, Target target) {
        Compartments tree = batch.cell().compartments();
        return switch (target) {
            case Target.StimulusGain _, Target.ClampConductance _, Target.ElectrodeOffset _ -> new int[] {0};
            case Target.ChannelParameter(int c, int _) -> {
                int[] sites = nodes(batch.cell().insertions().get(c), tree)
                        .map(node -> batch.site(c, node))
                        .toArray();
                yield ends(sites);
            }
            default ->
                ends(IntStream.range(0, tree.count())
                        .filter(tree::isCompartment)
                        .map(batch::element)
                        .toArray());
        };
    }

    private static IntStream nodes(Insertion insertion, Compartments tree) {
        return IntStream.range(0, tree.count())
                .filter(node -> tree.isCompartment(node) && insertion.where().contains(tree, node));
    }

    private static int[] ends(int[] all) {
        return IntStream.of(all[0], all[all.length / 2], all[all.length - 1])
                .distinct()
                .toArray();
    }
}
