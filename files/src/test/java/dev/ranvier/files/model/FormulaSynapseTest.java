package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.record.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Synapses of {@code type: formula}. */
final class FormulaSynapseTest {
    private static final String CELL = """
        cell: {area_um2: 1256, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels: [{name: leak, type: hh-leak, conductance_mS_per_cm2: 0.1, reversal_mV: -65}]
        """;
    /** NMDA receptors, as the engine has them built in. */
    private static final String FORMULAS = """
        source: Jahr and Stevens, J. Neurosci. 10 (1990) 3178
        parameters: {reversal_mV: 0, magnesium_mM: 1, rise_ms: 2, decay_ms: 80}
        let:
          peak_time_ms: rise * decay / (decay - rise) * log(decay / rise)
          peak: exp(-peak_time / decay) - exp(-peak_time / rise)
        states:
          - {name: rising_uS, derivative: -rising / rise, received: rising + weight / peak}
          - {name: decaying_uS, derivative: -decaying / decay, received: decaying + weight / peak}
        current_nA: (decaying - rising) / (1 + magnesium / 3.57 mM * exp(-0.062 /mV * v)) * (v - reversal)
        """;

    private static final String BUILT_IN =
            CELL + "synapses: [{type: nmda, times_ms: [2, 4], weight_nS: 3, decay_ms: 20, magnesium_mM: 0.5}]";
    private static final String OF_FILE = CELL
            + "synapses: [{type: formula, file: nmda.yaml, times_ms: [2, 4], weight_nS: 3, decay_ms: 20, magnesium_mM:"
            + " 0.5}]";

    private static double[] voltage_mV(ModelFile model) {
        Probe soma = new Probe.Voltage(0);
        return model.simulation(0.025, 30, 0.1, List.of(soma)).run().values(soma, 0);
    }

    @Test
    void formulas_inAFileOrInTheElement_areTheBuiltInReceptors(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("nmda.yaml"), FORMULAS);
        String inline = CELL + "synapses:\n  - type: formula\n    times_ms: [2, 4]\n    weight_nS: 3\n"
                + FORMULAS.replace("decay_ms: 80", "decay_ms: 20")
                        .replace("magnesium_mM: 1", "magnesium_mM: 0.5")
                        .indent(4);
        double[] expected = voltage_mV(ModelReader.parse("m.yaml", BUILT_IN, folder));
        assertThat(expected[expected.length - 1]).isGreaterThan(-64);
        for (String text : new String[] {OF_FILE, inline}) {
            assertThat(voltage_mV(ModelReader.parse("m.yaml", text, folder))).containsExactly(expected, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "received: rising + weight / peak | received: rising + wait / peak | column 10: | weight",
                "current_nA: | current_uA_per_cm2: | current_nA | synapses",
                "(v - reversal) | 3 ms | current_nA | A",
            })
    void badFormulas_areRefused(String from, String to, String first, String second) throws IOException {
        assertThat(FORMULAS).contains(from);
        String text = CELL + "synapses:\n  - type: formula\n    times_ms: [2, 4]\n    weight_nS: 3\n"
                + FORMULAS.replace(from, to).indent(4);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ModelReader.parse("m.yaml", text, Path.of("")))
                .withMessageContaining(first)
                .withMessageContaining(second);
    }

    @Test
    void received_inAChannel_isRefused() {
        String text = CELL.replace(
                "]\n",
                ", {name: k, type: formula, conductance_mS_per_cm2: 1, reversal_mV: -77,"
                        + " states: [{name: n, derivative: (0.3 - n)/(5 ms), received: n + 1}],"
                        + " current_uA_per_cm2: conductance * n * (v - reversal)}]\n");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ModelReader.parse("m.yaml", text, Path.of("")))
                .withMessageContaining("received");
    }
}
