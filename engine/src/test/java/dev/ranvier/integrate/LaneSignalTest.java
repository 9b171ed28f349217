package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.batch.Batch;
import dev.ranvier.model.Stimulus;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A lane of a drive is given another stimulus. */
final class LaneSignalTest {
    private static final int STEPS = 200, LANES = 3;
    private static final Stimulus FIRST = new Stimulus.Step(1.01, 2, 0.01), OTHER = new Stimulus.Step(0.52, 3, 0.02);

    @Test
    void set_betweenRuns_changesThatLaneAlone() {
        try (Batch batch = new Batch(Cells.published(), LANES, 0.025, STEPS + 2)) {
            Drive drive = new Drive(batch, List.of(FIRST), Optional.empty());
            double[][] before = traces(batch, drive);
            drive.stimulus(0).set(1, OTHER);
            double[][] after = traces(batch, drive);
            assertThat(drive.stimulus(0).of(0)).isEqualTo(FIRST);
            assertThat(drive.stimulus(0).of(1)).isEqualTo(OTHER);
            assertThat(after)
                    .isDeepEqualTo(traces(batch, new Drive(batch, List.of(FIRST, OTHER, FIRST), Optional.empty())));
            assertThat(after[0]).containsExactly(before[0]);
            assertThat(after[1]).isNotEqualTo(before[1]);
            assertThat(after[2]).containsExactly(before[2]);
        }
    }

    private static double[][] traces(Batch batch, Drive drive) {
        new ForwardSweep(batch, Scheme.STAGGERED, drive).run(STEPS, StepListener.NONE);
        return IntStream.range(0, LANES)
                .mapToObj(lane -> IntStream.rangeClosed(0, STEPS)
                        .mapToDouble(n -> batch.rows().voltageAt(n).get(lane))
                        .toArray())
                .toArray(double[][]::new);
    }

    @Test
    void set_signalOfAnotherCountOfNumbers_isRefused() {
        try (Batch batch = new Batch(Cells.published(), LANES, 0.025, 2)) {
            Drive drive = new Drive(batch, List.of(FIRST), Optional.empty());
            assertThatThrownBy(() -> drive.stimulus(0).set(1, new Stimulus.Ramp(1, 2, 0, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs 3 numbers, as the one before: 4");
        }
    }
}
