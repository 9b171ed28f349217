package dev.ranvier.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.model.SampledSignal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ElectrodeFitTest {
    private static final double INTERVAL_ms = 0.1;

    /** 12 MOhm with 0.5 ms and -5 at once before a membrane of 150 MOhm and 18 ms, under noise, drifting, with 0.1 mV of noise. */
    private static VoltageFile recording(double offset_mV) {
        Random random = new Random(1);
        double[] current = new double[20_000], voltage = new double[current.length];
        double membrane = 0, electrode = 0, noise = 0;
        for (int k = 0; k < current.length; k++) {
            noise += -0.1 * noise + 0.03 * random.nextGaussian();
            current[k] = noise;
            double before = k == 0 ? current[0] : current[k - 1];
            voltage[k] = offset_mV + membrane + electrode - 5 * before + 1e-4 * k + 0.1 * random.nextGaussian();
            membrane += (1 - Math.exp(-INTERVAL_ms / 18)) * (150 * current[k] - membrane);
            electrode += (1 - Math.exp(-INTERVAL_ms / 0.5)) * (12 * current[k] - electrode);
        }
        return new VoltageFile(
                new SampledSignal(INTERVAL_ms, voltage),
                Optional.of(new SampledSignal(INTERVAL_ms, current)),
                List.of());
    }

    @Test
    void of_noise_findsElectrodeAndMembrane() {
        ElectrodeFit found = ElectrodeFit.of(recording(-70), "r");
        assertThat(found.bridge_MOhm()).isCloseTo(-5, within(0.5));
        assertThat(found.electrode_MOhm()).isCloseTo(12, within(0.5));
        assertThat(found.electrode_ms()).isCloseTo(0.5, within(0.06));
        assertThat(found.membrane_MOhm()).isCloseTo(150, within(3.0));
        assertThat(found.membrane_ms()).isEqualTo(18);
        assertThat(found.capacitance_pF()).isCloseTo(120, within(5.0));
        assertThat(found.rmse_mV()).isCloseTo(0.1, within(0.01));
        assertThat(found.option()).matches("-[\\d.]+:0,[\\d.]+:[\\d.]+");
    }

    /** Such as a sag: the slow part of the answer has the other sign. */
    @Test
    void of_whatNoPassiveMembraneAnswers_isRefused() {
        VoltageFile passive = recording(-70);
        double[] upsideDown =
                Arrays.stream(passive.voltage_mV().values()).map(v -> -140 - v).toArray();
        assertRefused(upsideDown, passive.current_nA().orElseThrow().values(), "do not answer like this");
    }

    @Test
    void of_aCurrentThatOnlyVariesWhereFiltersSettle_isRefused() {
        double[] voltage = recording(-70).voltage_mV().values(), step = new double[voltage.length];
        Arrays.fill(step, 500, step.length, -0.1);
        assertRefused(voltage, step, "does not vary enough");
    }

    private static void assertRefused(double[] voltage, double[] current, String complaint) {
        VoltageFile recording = new VoltageFile(
                new SampledSignal(INTERVAL_ms, voltage),
                Optional.of(new SampledSignal(INTERVAL_ms, current)),
                List.of());
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ElectrodeFit.of(recording, "r"))
                .withMessageContaining(complaint);
    }

    @Test
    void of_aSpikingRecording_isRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ElectrodeFit.of(recording(20), "r"))
                .withMessageContaining("it spikes");
    }
}
