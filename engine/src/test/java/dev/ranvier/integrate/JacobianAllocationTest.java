package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twice the samples allocate no more: a step of the Jacobian, and of every channel's sweep, allocates nothing. */
@Tag("allocation")
final class JacobianAllocationTest {
    private static final int STEPS = 200, STRIDE = 4;
    private static final long BUDGET_bytes = 1 << 24;

    @ParameterizedTest
    @EnumSource
    void jacobian_ofHybridCell_allocatesNothingPerStep(Scheme scheme) {
        try (Batch batch = new Batch(Cells.hybrid(), 1, 0.025, 2 * STEPS + 2)) {
            Drive drive = drive(batch, 0.015);
            new ForwardSweep(batch, scheme, drive).run(2 * STEPS, StepListener.NONE);
            Set<Target> targets = Set.of(new Target.Shared(1), new Target.ChannelParameter(1, 0));
            assertNoMore(batch, scheme, drive, targets);
        }
    }

    @ParameterizedTest
    @EnumSource
    void jacobian_ofCellWithPool_allocatesNothingPerStep(Scheme scheme) {
        Cell cell = Cells.calcium();
        try (Batch batch = new Batch(cell, 1, 0.025, 2 * STEPS + 2)) {
            Drive drive = drive(batch, 3);
            new ForwardSweep(batch, scheme, drive).run(2 * STEPS, StepListener.NONE);
            Set<Target> targets = Set.of(new Target.ChannelParameter(cell.indexOf("pool"), 0));
            assertNoMore(batch, scheme, drive, targets);
        }
    }

    @ParameterizedTest
    @EnumSource
    void jacobian_ofCellWithMarkovScheme_allocatesNothingPerStep(Scheme scheme) {
        try (Batch batch = new Batch(Cells.markov(), 1, 0.025, 2 * STEPS + 2)) {
            Drive drive = drive(batch, 0.1);
            new ForwardSweep(batch, scheme, drive).run(2 * STEPS, StepListener.NONE);
            assertNoMore(batch, scheme, drive, Set.of(new Target.ChannelParameter(1, 2)));
        }
    }

    private static void assertNoMore(Batch batch, Scheme scheme, Drive drive, Set<Target> targets) {
        TraceJacobian once = jacobian(batch, scheme, drive, targets, STEPS / STRIDE + 1);
        TraceJacobian twice = jacobian(batch, scheme, drive, targets, 2 * STEPS / STRIDE + 1);
        InitialCondition start = new InitialCondition.AtVoltage();
        Allocation.assertNoMore(
                () -> once.run(start, STEPS / STRIDE + 1, (from, to) -> {}),
                () -> twice.run(start, 2 * STEPS / STRIDE + 1, (from, to) -> {}));
    }

    private static TraceJacobian jacobian(Batch batch, Scheme scheme, Drive drive, Set<Target> targets, int samples) {
        return new TraceJacobian(
                batch, scheme, drive, targets, new TraceJacobian.Samples(0, STRIDE, samples), BUDGET_bytes);
    }

    @ParameterizedTest
    @EnumSource
    void sweeps_ofPospischilCell_allocateNothingPerStep(Scheme scheme) {
        Cell cell = Cells.pospischil();
        try (Batch batch = new Batch(cell, 8, 0.025, 2 * STEPS + 2)) {
            Drive drive = drive(batch, 1.5);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            Allocation.assertNoMore(
                    () -> forward.run(STEPS, StepListener.NONE), () -> forward.run(2 * STEPS, StepListener.NONE));
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(new Target.ChannelParameter(0, 0)));
            ReverseSweep reverse = ReverseSweep.lanewise(batch, scheme, drive, bars);
            Allocation.assertNoMore(() -> reverse.run(STEPS, n -> {}), () -> reverse.run(2 * STEPS, n -> {}));
        }
    }

    private static Drive drive(Batch batch, double amplitude_nA) {
        return new Drive(batch, List.of(new Stimulus.Step(1, 8, amplitude_nA)), Optional.empty());
    }
}
