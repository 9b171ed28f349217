package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.batch.Batch;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The same cell gives the same bits wherever it is computed. */
final class LaneTest {
    private static final Stimulus STIMULUS = new Stimulus.Step(5, 90, 0.015);

    @Test
    void trace_inAnyLane_hasTheSameBits() {
        double[] alone = trace(1, 0);
        assertThat(trace(13, 5)).isEqualTo(alone);
        assertThat(trace(64, 63)).isEqualTo(alone);
    }

    @Test
    void trace_onAnotherThread_hasTheSameBits() throws InterruptedException, ExecutionException {
        double[] here = trace(8, 3);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> trace(8, 3));
            var second = threads.submit(() -> trace(8, 3));
            assertThat(first.get()).isEqualTo(here);
            assertThat(second.get()).isEqualTo(here);
        }
    }

    @Test
    void divergingLane_isReported_andLeavesTheOthersAlone() {
        try (Batch good = new Batch(Cells.published(), 3, 0.025, 2);
                Batch bad = new Batch(Cells.published(), 3, 0.025, 2)) {
            bad.capacitance_uF_per_cm2().set(1, Double.NaN);
            List<Divergence> none = sweep(good).run(400, StepListener.NONE);
            List<Divergence> one = sweep(bad).run(400, StepListener.NONE);
            assertThat(none).isEmpty();
            assertThat(one).hasSize(1);
            assertThat(one.getFirst().lane()).isEqualTo(1);
            assertThat(one.getFirst().time_ms()).isEqualTo(0.025);
            assertThat(one.getFirst().lastFinite_mV()).isEqualTo(-70);
            assertThat(one.getFirst().message()).contains("lane 1", "0.025", "-70");
            for (int lane : new int[] {0, 2}) {
                assertThat(bad.rows().voltageAt(400).get(lane))
                        .isEqualTo(good.rows().voltageAt(400).get(lane));
            }
        }
    }

    private static ForwardSweep sweep(Batch batch) {
        return new ForwardSweep(batch, Scheme.STAGGERED, new Drive(batch, List.of(STIMULUS), Optional.empty()));
    }

    private static double[] trace(int lanes, int lane) {
        List<Stimulus> stimuli = new ArrayList<>(Collections.nCopies(lanes, new Stimulus.Step(3, 50, 0.02)));
        stimuli.set(lane, STIMULUS);
        return Simulation.of(Cells.published(), STIMULUS, 100)
                .withStimuli(stimuli)
                .run()
                .voltage_mV(lane);
    }
}
