package dev.ranvier.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.model.SampledSignal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StepElectrodeTest {
    private static final double INTERVAL_ms = 0.05;

    /**
     * An electrode of some MOhm, 8 MOhm of dendrites with 1 ms and a membrane of 150 MOhm and 18 ms with a sag, under a step of 50 ms, with
     * 0.1 mV of noise.
     */
    private static VoltageFile step(double bridge_MOhm, double amplitude_nA) {
        Random random = new Random(1);
        double[] current = new double[2000], voltage = new double[current.length];
        double membrane = 0, dendrites = 0, sag = 0;
        for (int k = 0; k < current.length; k++) {
            current[k] = k >= 500 && k < 1500 ? amplitude_nA : 0;
            double before = k == 0 ? 0 : current[k - 1];
            voltage[k] = -65 + membrane + dendrites - sag + bridge_MOhm * before + 0.1 * random.nextGaussian();
            membrane += (1 - Math.exp(-INTERVAL_ms / 18)) * (150 * current[k] - membrane);
            dendrites += (1 - Math.exp(-INTERVAL_ms / 1)) * (8 * current[k] - dendrites);
            sag += (1 - Math.exp(-INTERVAL_ms / 30)) * (60 * current[k] - sag);
        }
        return file(INTERVAL_ms, voltage, current);
    }

    private static VoltageFile file(double every_ms, double[] voltage, double[] current) {
        return new VoltageFile(
                new SampledSignal(every_ms, voltage), Optional.of(new SampledSignal(every_ms, current)), List.of());
    }

    private static double[] averagedByTwo(double[] x) {
        return IntStream.range(0, x.length / 2 - 1)
                .mapToDouble(k -> (x[2 * k + 1] + x[2 * k + 2]) / 2)
                .toArray();
    }

    @Test
    void of_steps_isTheJump_notWhatDendritesAndChannelsDo() {
        for (double bridge_MOhm : new double[] {0, 12, -6}) {
            List<VoltageFile> steps = List.of(step(bridge_MOhm, -0.1), step(bridge_MOhm, 0.05), step(bridge_MOhm, 0.1));
            StepElectrode found = StepElectrode.of(steps).orElseThrow();
            assertThat(found.bridge_MOhm()).isCloseTo(bridge_MOhm, within(1.0));
            assertThat(found.edges()).isEqualTo(6);
            assertThat(found.isMuch()).isEqualTo(bridge_MOhm != 0);
        }
    }

    @Test
    void of_stepsThatWereAveraged_isTheSame() {
        VoltageFile fine = step(12, -0.1);
        VoltageFile coarse = file(
                2 * INTERVAL_ms,
                averagedByTwo(fine.voltage_mV().values()),
                averagedByTwo(fine.current_nA().orElseThrow().values()));
        StepElectrode found = StepElectrode.of(List.of(coarse)).orElseThrow();
        assertThat(found.bridge_MOhm()).isCloseTo(12, within(1.5));
        assertThat(found.edges()).isEqualTo(2);
    }

    @Test
    void of_edgesBeforeSpikes_leavesThemOut() {
        VoltageFile spiking = step(12, 0.1);
        double[] voltage = spiking.voltage_mV().values().clone();
        for (int k = 540; k < 560; k++) {
            voltage[k] += 90;
        }
        VoltageFile changed =
                file(INTERVAL_ms, voltage, spiking.current_nA().orElseThrow().values());
        assertThat(StepElectrode.of(List.of(changed)).orElseThrow().edges()).isEqualTo(1);
    }

    @Test
    void of_currentsWithoutSteps_isNone() {
        double[] noise = new Random(2).doubles(2000, -0.1, 0.1).toArray();
        assertThat(StepElectrode.of(List.of(file(INTERVAL_ms, new double[2000], noise))))
                .isEmpty();
        assertThat(StepElectrode.of(List.of(file(INTERVAL_ms, new double[2000], new double[2000]))))
                .isEmpty();
    }
}
