package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Discretisation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A vector that escapes to the heap gives right answers, slowly; counted bytes give it away. */
@Tag("allocation")
final class AllocationTest {
    private static final int STEPS = 200;

    @Test
    void kernels_ofEveryChannel_allocateNothing() {
        for (Cell cell : List.of(
                Cells.published(),
                Cells.withTables(Cells.published()),
                Cells.hybrid(),
                Cells.learned(),
                Cells.pospischil(),
                Cells.mainen(),
                Cells.traubMiles(),
                Cells.calcium(),
                Cells.buffered(),
                Cells.markov(),
                Cells.humanSodium())) {
            try (Batch batch = new Batch(cell, 64, 0.025, 2)) {
                batch.rows().voltageAt(0).copyFrom(batch.initialVoltage_mV(), 0, batch.elements());
                batch.rows().otherVoltageAt(1);
                batch.rows().readStatesAt(0);
                batch.rows().writeStatesAt(1);
                Chunk chunk = batch.chunks().getFirst();
                for (Chunk.Placement<Channel> placement : chunk.channels()) {
                    Channel channel = placement.mechanism();
                    assertNothing(channel, placement.sites());
                    assertNothing(channel.schema().name(), channel.current(), placement.sites());
                    assertNothing(channel.schema().name(), channel.currentPartials(), placement.sites());
                }
                chunk.pools().forEach(pool -> assertNothing(pool.mechanism(), pool.sites()));
            }
        }
    }

    private static void assertNothing(Mechanism mechanism, Sites sites) {
        for (List<SiteKernel> kernels : List.of(
                mechanism.advance(),
                mechanism.advancePartials(),
                mechanism.steadyState(),
                mechanism.steadyStatePartials())) {
            assertNothing(mechanism.schema().name(), kernels, sites);
        }
    }

    private static void assertNothing(String name, List<SiteKernel> kernels, Sites sites) {
        for (int j = 0; j < kernels.size(); j++) {
            SiteKernel kernel = kernels.get(j);
            Allocation.assertNothing(name + ", kernel " + j + " of " + kernels.size(), () -> {
                for (int k = 0; k < 50; k++) {
                    kernel.run(sites);
                }
            });
        }
    }

    /** Twice the steps allocate no more: what is left does not depend on the length of the run. The other scheme: {@link JacobianAllocationTest}. */
    @Test
    void steps_forwardAndBackward_allocateNothing() {
        for (Cell cell : List.of(
                Cells.published(),
                Cells.withTables(Cells.published()),
                Cells.hybrid(),
                Cells.calcium(),
                Cells.buffered(),
                Cells.markov(),
                Cells.humanSodium())) {
            try (Batch batch = new Batch(cell, 8, 0.025, 2 * STEPS + 2)) {
                Drive drive = new Drive(batch, List.of(new Stimulus.Step(1, 8, 0.015)), Optional.empty());
                ForwardSweep forward = new ForwardSweep(batch, Scheme.STAGGERED, drive);
                Allocation.assertNoMore(
                        () -> forward.run(STEPS, StepListener.NONE), () -> forward.run(2 * STEPS, StepListener.NONE));
                Differentials bars = Differentials.lanewise(batch, drive, Set.of(new Target.ChannelParameter(1, 0)));
                ReverseSweep reverse = ReverseSweep.lanewise(batch, Scheme.STAGGERED, drive, bars);
                Allocation.assertNoMore(() -> reverse.run(STEPS, n -> {}), () -> reverse.run(2 * STEPS, n -> {}));
                TangentSweep tangents = new TangentSweep(
                        batch,
                        Scheme.STAGGERED,
                        drive,
                        new InitialCondition.AtVoltage(),
                        List.of(Differentials.lanewise(batch, drive, Set.of(new Target.ChannelParameter(1, 0)))),
                        n -> {});
                Allocation.assertNoMore(() -> forward.run(STEPS, tangents), () -> forward.run(2 * STEPS, tangents));
            }
        }
    }

    /** Derivatives by numbers that all sites share, with one lane and with eight. */
    @Test
    void steps_ofLearnedChannels_allocateNothing() {
        for (int lanes : new int[] {1, 8}) {
            try (Batch batch = new Batch(TreeCells.learned(), lanes, 0.025, 2 * STEPS + 2)) {
                Drive drive = new Drive(batch, List.of(new Stimulus.Step(1, 8, 0.5)), Optional.empty());
                Set<Target> targets = Set.of(
                        new Target.Shared(batch.cell().indexOf("bumps")),
                        new Target.Shared(batch.cell().indexOf("gate")));
                ForwardSweep forward = new ForwardSweep(batch, Scheme.STAGGERED, drive);
                Allocation.assertNoMore(
                        () -> forward.run(STEPS, StepListener.NONE), () -> forward.run(2 * STEPS, StepListener.NONE));
                ReverseSweep reverse = ReverseSweep.lanewise(
                        batch, Scheme.STAGGERED, drive, Differentials.lanewise(batch, drive, targets));
                Allocation.assertNoMore(() -> reverse.run(STEPS, n -> {}), () -> reverse.run(2 * STEPS, n -> {}));
                TangentSweep tangents = new TangentSweep(
                        batch,
                        Scheme.STAGGERED,
                        drive,
                        new InitialCondition.AtVoltage(),
                        List.of(Differentials.lanewise(batch, drive, targets)),
                        n -> {});
                Allocation.assertNoMore(() -> forward.run(STEPS, tangents), () -> forward.run(2 * STEPS, tangents));
            }
        }
    }

    @Test
    void stepsOfATree_withOneAndEightLanes_allocateNothing() {
        Cell cell = TreeCells.pyramidal(new Discretisation.PerBranch(1));
        Set<Target> targets = Set.of(
                new Target.ChannelParameter(0, 0),
                new Target.Capacitance(),
                new Target.AxialConductance(),
                new Target.StimulusGain(),
                new Target.StimulusParameters(0));
        for (int lanes : new int[] {1, 8}) {
            try (Batch batch = new Batch(cell, lanes, 0.025, 2 * STEPS + 2)) {
                Drive drive = new Drive(batch, List.of(new Stimulus.Step(1, 8, 0.5)), Optional.empty());
                ForwardSweep forward = new ForwardSweep(batch, Scheme.STAGGERED, drive);
                Allocation.assertNoMore(
                        () -> forward.run(STEPS, StepListener.NONE), () -> forward.run(2 * STEPS, StepListener.NONE));
                ReverseSweep reverse = ReverseSweep.lanewise(
                        batch, Scheme.STAGGERED, drive, Differentials.lanewise(batch, drive, targets));
                Allocation.assertNoMore(() -> reverse.run(STEPS, n -> {}), () -> reverse.run(2 * STEPS, n -> {}));
                TangentSweep tangents = new TangentSweep(
                        batch,
                        Scheme.STAGGERED,
                        drive,
                        new InitialCondition.AtVoltage(),
                        List.of(
                                Differentials.lanewise(batch, drive, targets),
                                Differentials.lanewise(batch, drive, Set.of(new Target.ClampConductance()))),
                        n -> {});
                Allocation.assertNoMore(() -> forward.run(STEPS, tangents), () -> forward.run(2 * STEPS, tangents));
            }
        }
    }
}
