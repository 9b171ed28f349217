package dev.ranvier.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.model.SampledSignal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link SpikingCell}, and the file of a model that the command makes of it is tested where the command is. */
final class SpikingCellTest {
    private static final double INTERVAL_ms = 0.1;

    /** 150 MOhm and 18 ms at rest at -65 mV under noise; from -45 mV on it rises by 50 mV/ms to 20 mV and is then at -60 mV. */
    private static VoltageFile recording(double mean_nA) {
        Random random = new Random(1);
        double[] current = new double[20_000], voltage = new double[current.length];
        double v = -65, noise = 0;
        boolean isRising = false;
        for (int k = 0; k < current.length; k++) {
            noise += -0.02 * noise + 0.02 * random.nextGaussian();
            current[k] = mean_nA + noise;
            voltage[k] = v + 0.05 * random.nextGaussian();
            isRising |= v > -45;
            if (isRising && v > 20) {
                isRising = false;
                v = -60;
            } else if (isRising) {
                v += 50 * INTERVAL_ms;
            } else {
                v += (1 - Math.exp(-INTERVAL_ms / 18)) * (150 * current[k] - 65 - v);
            }
        }
        return new VoltageFile(
                new SampledSignal(INTERVAL_ms, voltage),
                Optional.of(new SampledSignal(INTERVAL_ms, current)),
                List.of());
    }

    @Test
    void of_spikesUnderNoise_findsMembraneAndThreshold() {
        SpikingCell found = SpikingCell.of(List.of(recording(0.08), recording(0.05)), "r");
        assertThat(found.threshold_mV()).isCloseTo(-45, within(1.0));
        assertThat(found.capacitance_pF()).isCloseTo(120, within(2.0));
        assertThat(found.resistance_MOhm()).isCloseTo(150, within(4.0));
        assertThat(found.rest_mV()).isCloseTo(-65, within(0.5));
        assertThat(found.isDrivenByNoise()).isTrue();
    }

    /** 50 pF, 400 MOhm, at last 160, as an outward current follows with 400 ms; steps of 500 ms, an electrode of 12 MOhm. */
    @Test
    void of_stepsThatASlowCurrentAnswers_findsTheCapacitance() {
        double[] voltage = new double[60_000], current = new double[voltage.length];
        double v_mV = -65, slow_nA = 0;
        for (int k = 0; k < voltage.length; k++) {
            current[k] = k % 10_000 < 5_000 ? 0.02 * (k / 10_000 - 3) : 0;
            slow_nA += INTERVAL_ms / 400 * ((v_mV + 65) / 267 - slow_nA);
            v_mV += INTERVAL_ms / 0.05 * (current[k] - slow_nA - (v_mV + 65) / 400);
            voltage[k] = v_mV + 12 * current[k];
        }
        for (int k = 0; k < 20; k++) {
            voltage[54_000 + k] = -45 + 5 * k;
        }
        SpikingCell found = SpikingCell.of(
                List.of(new VoltageFile(
                        new SampledSignal(INTERVAL_ms, voltage),
                        Optional.of(new SampledSignal(INTERVAL_ms, current)),
                        List.of())),
                "r");
        assertThat(found.capacitance_pF()).isCloseTo(50, within(1.0));
        assertThat(found.resistance_MOhm()).isBetween(160.0, 400.0);
        assertThat(found.rest_mV()).isCloseTo(-65, within(1.0));
    }

    /** From the first spike of a train on, which comes every 40 ms, those that follow rise from 8 mV higher. */
    @Test
    void of_trains_findsTheThresholdOfARestedCell() {
        double[] voltage = new double[20_000], current = new double[voltage.length];
        double v = -65;
        for (int k = 0; k < voltage.length; k++) {
            int inTrain = k % 5_000;
            current[k] = inTrain < 2_000 ? 0.1 : 0;
            boolean isTrain = inTrain < 2_000, rises = isTrain && inTrain % 400 < 30;
            double aim = rises ? (inTrain < 400 ? -45 : -37) : -65 + 100 * current[k];
            v = isTrain && inTrain % 400 >= 30 && inTrain % 400 < 46 ? v + 5 : v + (rises ? 0.2 : 0.02) * (aim - v);
            voltage[k] = v;
        }
        VoltageFile trains = new VoltageFile(
                new SampledSignal(INTERVAL_ms, voltage),
                Optional.of(new SampledSignal(INTERVAL_ms, current)),
                List.of());
        SpikingCell found = SpikingCell.of(List.of(trains), "r");
        assertThat(found.threshold_mV()).isCloseTo(-45, within(0.5));
        assertThat(found.isDrivenByNoise()).isFalse();
    }

    @Test
    void of_whatDoesNotSpike_isRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SpikingCell.of(List.of(recording(-0.5)), "r"))
                .withMessageContaining("choose sweeps that spike");
    }

    @Test
    void of_aConstantCurrent_isRefused() {
        VoltageFile spiking = recording(0.08);
        double[] constant = new double[spiking.voltage_mV().length()];
        VoltageFile silent =
                new VoltageFile(spiking.voltage_mV(), Optional.of(new SampledSignal(INTERVAL_ms, constant)), List.of());
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SpikingCell.of(List.of(silent), "r"))
                .withMessageContaining("add a sweep with a step of current");
    }
}
