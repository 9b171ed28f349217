package dev.ranvier.files.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TreatmentTest {
    private static final double INTERVAL_ms = 0.05;

    private static Treatment of(
            double junction_mV, double bridge_MOhm, double drift_ms, double filter_kHz, int downsample) {
        return new Treatment(
                given(junction_mV),
                given(bridge_MOhm).map(Electrode::of),
                given(drift_ms),
                given(filter_kHz),
                downsample);
    }

    private static Optional<Double> given(double value) {
        return value == 0 ? Optional.empty() : Optional.of(value);
    }

    private static double[] sine(double frequency_kHz, int samples) {
        return IntStream.range(0, samples)
                .mapToDouble(k -> Math.sin(2 * Math.PI * frequency_kHz * k * INTERVAL_ms))
                .toArray();
    }

    /** A step of 2 nA: the first part is there at once, the second one sample later, the third charges. */
    @Test
    void electrode_isASumOfResistancesThatCharge() {
        double[] current_nA = {0, 0, 2, 2, 2}, voltage_mV = new double[5];
        Electrode electrode = new Electrode(List.of(
                new Electrode.Part(10, Electrode.Part.AT_ONCE), new Electrode.Part(-3, 0), new Electrode.Part(5, 0.5)));
        Treatment treatment =
                new Treatment(Optional.empty(), Optional.of(electrode), Optional.empty(), Optional.empty(), 1);
        double left = Math.exp(-0.1 / 0.5);
        assertThat(treatment.voltage_mV(voltage_mV, current_nA, 0.1))
                .containsExactly(
                        new double[] {0, 0, -20, -20 + 6 - 10 * (1 - left), -20 + 6 - 10 * (1 - left * left)},
                        within(1e-12));
    }

    @Test
    void none_changesNothing() {
        double[] v = sine(0.3, 100);
        assertThat(Treatment.NONE.voltage_mV(v.clone(), new double[0], INTERVAL_ms))
                .containsExactly(v);
        assertThat(Treatment.NONE.driving(v)).containsExactly(v);
        assertThat(Treatment.NONE.described()).isEmpty();
    }

    @Test
    void junctionAndBridge_areSubtracted() {
        Treatment treatment = of(10, 5, 0, 0, 1);
        assertThat(treatment.needsCurrent()).isTrue();
        assertThat(treatment.voltage_mV(new double[] {-60, -50}, new double[] {0, 0.2}, INTERVAL_ms))
                .containsExactly(-70, -61);
        assertThat(treatment.described()).hasSize(2).first().asString().contains("10.0 mV");
    }

    @Test
    void drift_thatIsAStraightLine_isTakenOut_andTheBeginningStays() {
        double[] v = IntStream.range(0, 1000).mapToDouble(k -> -70 + 0.01 * k).toArray();
        double[] level = of(0, 0, 5, 0, 1).voltage_mV(v, new double[0], INTERVAL_ms);
        double first = -70 + 0.01 * 49.5;
        assertThat(Arrays.stream(level).allMatch(value -> Math.abs(value - first) < 1e-9))
                .isTrue();
    }

    @Test
    void filter_halvesThePowerAtItsFrequency_andLeavesALevel() {
        double[] v = sine(1, 4000);
        double[] filtered = of(0, 0, 0, 1, 1).voltage_mV(v.clone(), new double[0], INTERVAL_ms);
        double in = 0, out = 0;
        for (int k = 1000; k < 3000; k++) {
            in += v[k] * v[k];
            out += filtered[k] * filtered[k];
        }
        assertThat(out / in).isEqualTo(0.5, within(0.001));
        double[] level = new double[50];
        Arrays.fill(level, -70);
        assertThat(of(0, 0, 0, 2, 1).voltage_mV(level, new double[0], INTERVAL_ms)[3])
                .isEqualTo(-70, within(1e-12));
    }

    @Test
    void downsample_keepsOneOfN_andTheChargeOfTheCurrent() {
        Treatment treatment = of(0, 0, 0, 0, 3);
        assertThat(treatment.voltage_mV(new double[] {1, 2, 3, 4, 5, 6, 7}, new double[0], INTERVAL_ms))
                .containsExactly(1, 4);
        assertThat(treatment.driving(new double[] {1, 2, 6, 3, 3, 3, 7})).containsExactly(3, 3);
    }

    @Test
    void numbersThatCannotBe_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, 0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, Double.NaN, 0, 1));
    }
}
