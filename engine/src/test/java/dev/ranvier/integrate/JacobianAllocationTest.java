package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ranvier.batch.Batch;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twice the samples allocate no more: a step of the Jacobian, and of every channel's sweep, allocates nothing. */
@Tag("allocation")
final class JacobianAllocationTest {
    private static final int STEPS = 200, STRIDE = 4, WARM_UP = 400;

    @ParameterizedTest
    @EnumSource
    void jacobian_ofHybridCell_allocatesNothingPerStep(Scheme scheme) {
        try (Batch batch = new Batch(Cells.hybrid(), 1, 0.025, 2 * STEPS + 2, 1)) {
            Drive drive = drive(batch, 0.015);
            new ForwardSweep(batch, scheme, drive).run(2 * STEPS, StepListener.NONE);
            Set<Target> targets = Set.of(new Target.Tables(1), new Target.ChannelParameter(1, 0));
            TraceJacobian once = new TraceJacobian(batch, scheme, drive, targets, STRIDE, STEPS / STRIDE + 1);
            TraceJacobian twice = new TraceJacobian(batch, scheme, drive, targets, STRIDE, 2 * STEPS / STRIDE + 1);
            assertNoMore(once::run, twice::run);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sweeps_ofPospischilCell_allocateNothingPerStep(Scheme scheme) {
        Cell cell = Cells.pospischil();
        try (Batch batch = new Batch(cell, 8, 0.025, 2 * STEPS + 2, 1)) {
            Drive drive = drive(batch, 1.5);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            assertNoMore(() -> forward.run(STEPS, StepListener.NONE), () -> forward.run(2 * STEPS, StepListener.NONE));
            Cotangents bars = new Cotangents(batch, batch.padded(), Set.of(new Target.ChannelParameter(0, 0)));
            ReverseSweep reverse = ReverseSweep.lanewise(batch, scheme, drive, bars);
            assertNoMore(() -> reverse.run(STEPS, n -> {}), () -> reverse.run(2 * STEPS, n -> {}));
        }
    }

    private static Drive drive(Batch batch, double amplitude_nA) {
        return new Drive(batch, List.of(new Stimulus.Step(1, 8, amplitude_nA)), Optional.empty());
    }

    private static void assertNoMore(Runnable once, Runnable twice) {
        for (int k = 0; k < WARM_UP; k++) {
            once.run();
            twice.run();
        }
        assertThat(leastBytes(twice)).isLessThanOrEqualTo(leastBytes(once));
    }

    /** The least of several runs: a compilation that ends during one of them does not count. */
    private static long leastBytes(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int k = 0; k < 20; k++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
