package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.loss.Feature;
import dev.ranvier.loss.SpikeTolerance;
import dev.ranvier.loss.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

final class LossReaderTest {
    private static final String MODEL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels: [{name: l, type: pas}]
        loss:
        """;

    private static List<LossEntry> parse(String terms) {
        return ModelReader.parse("m.yaml", MODEL + terms, Path.of("")).fit().loss();
    }

    private static ThrowableAssertAlternative<BadInputException> assertRefused(String terms) {
        return assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> parse(terms));
    }

    @Test
    void read_everyTerm_isUnderstood() {
        List<LossEntry> terms = parse("""
              - voltage: {}
              - voltage: {weight: 2, from_ms: 5, to_ms: 20, recording: 2}
              - robust_voltage: {}
              - robust_voltage: {scale_mV: 5, to_ms: 20}
              - slope: {weight: 0.01}
              - spike_times: {weight: 3}
              - spike_times: {scale_ms: 0.2, match_ms: 5, threshold_mV: -10}
              - spike_shape: {}
              - spike_shape: {scale_mV: 10, match_ms: 6, threshold_mV: -10}
              - van_rossum: {tau_ms: 5, threshold_mV: -10}
              - soft_dtw: {band_ms: 20}
              - features: {stimulus_ms: [5, 45], AP_width: 0.1, mean_frequency: {target: 20, sd: 2}}
            """);
        assertThat(terms.stream().map(LossEntry::measure))
                .containsExactly(
                        new LossMeasure.Voltage(Window.everything()),
                        new LossMeasure.Voltage(new Window(5, 20)),
                        new LossMeasure.RobustVoltage(8, Window.everything()),
                        new LossMeasure.RobustVoltage(5, new Window(Double.NEGATIVE_INFINITY, 20)),
                        new LossMeasure.Slope(Window.everything()),
                        new LossMeasure.SpikeTimes(new SpikeTolerance(-20, 0.1, 3)),
                        new LossMeasure.SpikeTimes(new SpikeTolerance(-10, 0.2, 5)),
                        new LossMeasure.SpikeShape(20, new SpikeTolerance(-20, 0.1, 3)),
                        new LossMeasure.SpikeShape(10, new SpikeTolerance(-10, 0.1, 6)),
                        new LossMeasure.VanRossum(5, -10),
                        new LossMeasure.SoftDtw(0.5, 20, 30),
                        new LossMeasure.Features(
                                Optional.of(new LossMeasure.Span(5, 45)),
                                -20,
                                List.of(
                                        new LossMeasure.Aim(Feature.AP_WIDTH, OptionalDouble.empty(), 0.1),
                                        new LossMeasure.Aim(Feature.MEAN_FREQUENCY, OptionalDouble.of(20), 2))));
        assertThat(terms.get(1).weight()).isEqualTo(2);
        assertThat(terms.get(1).recording()).contains(2);
    }

    @Test
    void read_badTerm_isRefusedWithItsPlace() {
        assertRefused("  []\n").withMessageContaining("m.yaml:4:3: loss: at least one term is needed");
        assertRefused("  - voltag: {}\n")
                .withMessageContaining("m.yaml:4:5: loss[0].voltag: unknown key; did you mean");
        assertRefused("  - {voltage: {}, slope: {}}\n")
                .withMessageContaining("loss[0]: exactly one of voltage, robust_voltage");
        assertRefused("  - voltage: {weight: 0}\n").withMessageContaining("voltage.weight: must be positive: 0");
        assertRefused("  - voltage: {from_ms: 5, to_ms: 5}\n")
                .withMessageContaining("voltage.to_ms: must be above from_ms = 5.0");
        assertRefused("  - voltage: {recording: 0}\n")
                .withMessageContaining("recording: must be a whole number from 1 up");
        assertRefused("  - robust_voltage: {scale_ms: 8}\n").withMessageContaining("robust_voltage.scale_ms");
        assertRefused("  - spike_times: {match_ms: 0}\n").withMessageContaining("match_ms: must be positive: 0");
        assertRefused("  - spike_shape: {scale_ms: 1}\n").withMessageContaining("spike_shape.scale_ms");
        assertRefused("  - van_rossum: {}\n").withMessageContaining("missing key tau_ms");
        assertRefused("  - features: {}\n").withMessageContaining("at least one feature is needed");
        assertRefused("  - features: {AP_widht: 1}\n").withMessageContaining("did you mean 'AP_width'?");
        assertRefused("  - features: {AP_width: {target: 1}}\n").withMessageContaining("AP_width: missing key sd");
        assertRefused("  - features: {AP_width: 0}\n").withMessageContaining("AP_width: must be positive: 0");
        assertRefused("  - features: {AP_width: 1, stimulus_ms: [5, 4]}\n")
                .withMessageContaining("stimulus_ms: must be when the stimulus is on");
    }
}
