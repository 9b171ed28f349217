package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.model.Profile;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels of {@code type: formula}. */
final class FormulaModelTest {
    private static final String CELL = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        stimulus: [{step: {start_ms: 1, duration_ms: 30, amplitude_pA: 15}}]
        channels:
          - {name: na, type: hh-sodium}
          - {name: leak, type: hh-leak}
        """;
    private static final String WRITTEN = "  - {name: k, type: hh-potassium, reversal_mV: -77}\n";
    private static final String FORMULAS = """
          - name: k
            type: formula
            source: Hodgkin and Huxley (1952)
            conductance_mS_per_cm2: 36
            reversal_mV: -77
            gates:
              - name: n
                power: 4
                alpha_per_ms: 0.01 * (v + 55)/(1 - exp(-(v + 55)/10))
                beta_per_ms: 0.125 * exp(-(v + 65)/80)
        """;

    private static ModelFile parse(String text) {
        return ModelReader.parse("m.yaml", text, Path.of(""));
    }

    private static Trace run(String text) {
        return parse(text)
                .simulation(0.025, 30, 0.025, List.of(Probe.voltage()))
                .run();
    }

    @Test
    void formulas_makeTheTraceOfTheHandWrittenChannel() {
        double[] formulas = run(CELL + FORMULAS).voltage_mV(0),
                written = run(CELL + WRITTEN).voltage_mV(0);
        assertThat(formulas).hasSameSizeAs(written);
        for (int k = 0; k < written.length; k++) {
            assertThat(formulas[k]).as("sample %d", k).isCloseTo(written[k], within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        exp(-(v + 65)/80)    | exp(-(w + 65)/80)         | m.yaml:15:22: channels[2].gates[0].beta_per_ms: line 1, column 15: unknown name 'w'
        0.01 * (v + 55)      | 0.01 * (v + 55 ms)        | column 11: cannot add mV and ms
        beta_per_ms: 0.125   | beta_per_ms: 1 mV - 0.125 | must be in /ms
        beta_per_ms          | tau_ms                    | a gate has alpha_per_ms and beta_per_ms, or x_inf and tau_ms
        name: n              | name: v                   | two things have the name 'v'
        gates:               | gatez:                    | did you mean 'gates'?
        reversal_mV: -77     | carries: sodium           | unknown ion 'sodium'
        reversal_mV: -77     | q10: {factor: 3}          | missing key measured_degC
        reversal_mV: -77     | scheme: {a: 1}            | written 'a <-> b' or 'a -> b'
        reversal_mV: -77     | let: {reversal: -77 mV + 3 S} | cannot add mV and S
        """)
    void mistakes_areNamedWithTheirPlace(String sound, String wrong, String complaint) {
        assertThat(FORMULAS).contains(sound);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(CELL + FORMULAS.replace(sound, wrong)))
                .withMessageContaining(complaint)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1));
    }

    @Test
    void celsius_setsTheRateFactor_whereQ10IsKnown() {
        String warm = CELL.replace("initial_voltage_mV: -70", "initial_voltage_mV: -70, celsius_degC: 16.3");
        String known = FORMULAS + "    q10: {factor: 2, measured_degC: 6.3}\n";
        assertThat(((ChannelEntry.Given) parse(warm + known).channels().getLast()).parameters())
                .containsEntry("rate_factor", Profile.of(2));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(warm + FORMULAS))
                .withMessageContaining("how 'formula' depends on the temperature is not defined");
    }

    @Test
    void numbers_canBeFitted() {
        ModelFile model = parse(CELL + FORMULAS.replace("reversal_mV: -77", "reversal_mV: {fit: -77}"));
        assertThat(model.fit().marks()).hasSize(1);
    }
}
