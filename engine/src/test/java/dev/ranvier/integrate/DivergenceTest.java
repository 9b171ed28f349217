package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.batch.Batch;
import dev.ranvier.model.Stimulus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One lane out of ten overflows in the middle of a run; every voltage of the others stays as it was. */
final class DivergenceTest {
    private static final int LANES = 10, BAD = 6, STEPS = 800;
    private static final double DT_ms = 0.025;

    /** A gain with which a strong current overflows from the stimulus's start at 5 ms on. */
    @ParameterizedTest
    @EnumSource
    void overflowAtTheStimulus_isReportedOnceWithItsTime(Scheme scheme) {
        double[][] healthy = new double[STEPS + 1][LANES], sick = new double[STEPS + 1][LANES];
        assertThat(run(scheme, 1, healthy)).isEmpty();
        List<Divergence> divergences = run(scheme, 1e308, sick);
        assertThat(divergences).hasSize(1);
        Divergence divergence = divergences.getFirst();
        assertThat(divergence.lane()).isEqualTo(BAD);
        assertThat(divergence.time_ms()).isEqualTo(201 * DT_ms);
        assertThat(divergence.lastFinite_mV()).isEqualTo(healthy[200][BAD]);
        for (int n = 0; n <= STEPS; n++) {
            sick[n][BAD] = healthy[n][BAD];
            assertThat(sick[n]).as("row %d", n).isEqualTo(healthy[n]);
        }
    }

    private static List<Divergence> run(Scheme scheme, double gain, double[][] rows) {
        try (Batch batch = new Batch(Cells.published(), LANES, DT_ms, 2)) {
            for (int lane = 0; lane < LANES; lane++) {
                batch.parameter(0, 0).set(lane, 110 + lane);
            }
            batch.stimulusGain().set(BAD, gain);
            Drive drive = new Drive(batch, List.of(new Stimulus.Step(5, 10, 20)), Optional.empty());
            return new ForwardSweep(batch, scheme, drive).run(STEPS, n -> {
                for (int lane = 0; lane < LANES; lane++) {
                    rows[n][lane] = batch.rows().voltageAt(n).get(lane);
                }
            });
        }
    }
}
