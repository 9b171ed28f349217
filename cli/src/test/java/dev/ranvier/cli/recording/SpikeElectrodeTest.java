package dev.ranvier.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.model.SampledSignal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SpikeElectrodeTest {
    private static final double INTERVAL_ms = 0.1;

    /** Spikes every 20 ms, each by 0.2 mV lower than the one before, in steps of 0.1, 0.2, 0.3 nA. */
    private static VoltageFile recording(double electrode_MOhm) {
        double[] current = new double[9_000], voltage = new double[current.length];
        for (int k = 0; k < current.length; k++) {
            int step = 1 + k / 3_000, count = k / 200;
            current[k] = 0.1 * step;
            boolean isSpike = k % 200 >= 100 && k % 200 < 110;
            voltage[k] = (isSpike ? 20 - 0.2 * count : -45) + electrode_MOhm * current[k];
        }
        return new VoltageFile(
                new SampledSignal(INTERVAL_ms, voltage),
                Optional.of(new SampledSignal(INTERVAL_ms, current)),
                List.of());
    }

    @Test
    void of_spikesThatPeakHigherWithMoreCurrent_isTheSlope() {
        // Less what spikes lose themselves: 3 mV from one step to the next, 30 MOhm.
        assertThat(SpikeElectrode.of(List.of(recording(110)))).get().satisfies(found -> {
            assertThat(found.least_MOhm()).isCloseTo(80, within(5.0));
            assertThat(found.described()).contains("MOhm times the current", "--bridge");
        });
    }

    @Test
    void of_spikesThatDoNot_isNone() {
        assertThat(SpikeElectrode.of(List.of(recording(0)))).isEmpty();
        assertThat(SpikeElectrode.of(List.of(recording(30)))).isEmpty();
    }
}
