package dev.ranvier.files.model;

import static dev.ranvier.files.model.MarkedModels.ONE;
import static dev.ranvier.files.model.MarkedModels.TREE;
import static dev.ranvier.files.model.MarkedModels.marked;
import static dev.ranvier.files.model.MarkedModels.parameters;
import static dev.ranvier.files.model.MarkedModels.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code uncertain:} of a cell and of its channels. */
final class UncertaintyTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void uncertain_marksEveryPlainNumber_withItselfAsThePrior() {
        List<Parameter> parameters = parameters(marked(ONE, "cell: {", "cell: {uncertain: 5 %, "));
        assertThat(parameters)
                .extracting(Parameter::name)
                .containsExactly("capacitance_uF_per_cm2", "na.conductance_S_per_cm2", "na.reversal_mV");
        assertThat(parameters.get(1).start()).isCloseTo(120, within(ROUNDING));
        Prior prior = parameters.get(1).prior().orElseThrow();
        assertThat(prior.mean()).isCloseTo(120, within(ROUNDING));
        assertThat(prior.sd()).isCloseTo(6, within(ROUNDING));
        assertThat(parameters.get(2).prior()).contains(new Prior(50, 2.5));
    }

    @Test
    void uncertain_ofAChannel_takesThePlaceOfTheCells_andAMarkOfBoth() {
        String cell = ONE.replace("cell: {", "cell: {uncertain: 5 %, ");
        assertThat(parameters(marked(cell, "name: na,", "name: na, uncertain: 0 %,")))
                .extracting(Parameter::name)
                .containsExactly("capacitance_uF_per_cm2");
        List<Parameter> own = parameters(marked(cell, "reversal_mV: 50", "reversal_mV: {fit: 40}"));
        assertThat(own.get(2).start()).isEqualTo(40);
        assertThat(own.get(2).prior()).isEmpty();
    }

    @Test
    void uncertain_ofAnImportedChannel_marksWhatTheModelGives(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("k.mod"), """
            NEURON { SUFFIX kx NONSPECIFIC_CURRENT i RANGE gbar, e }
            PARAMETER { gbar = 0.002 (S/cm2) e = -80 (mV) }
            ASSIGNED { v (mV) i (mA/cm2) }
            BREAKPOINT { i = gbar*(v - e) }
            """);
        String model = """
            cell: {area_um2: 1, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels: [{name: k, type: nmodl, file: k.mod, gbar_S_per_cm2: 0.004, uncertain: 5 %}]
            """;
        List<Parameter> parameters = parameters(ModelReader.parse("m.yaml", model, folder));
        assertThat(parameters).extracting(Parameter::name).containsExactly("k.gbar_S_per_cm2");
        assertThat(parameters.getFirst().prior().orElseThrow().sd()).isCloseTo(2e-4, within(ROUNDING));
    }

    @Test
    void uncertain_ofRegions_marksEach() {
        String model = TREE.replace(
                "conductance_S_per_cm2: 0.0003",
                "uncertain: 10 %, conductance_S_per_cm2: {soma: 0.0003, otherwise: 0.0001}");
        assertThat(parameters(parse(model)))
                .extracting(Parameter::name)
                .containsExactly("leak.conductance_S_per_cm2@soma", "leak.conductance_S_per_cm2@otherwise");
    }

    @Test
    void uncertain_withoutAPercentage_isRefused() {
        for (String wrong : List.of("0.05", "5", "-5 %", "100 %", "five %")) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> parse(ONE.replace("cell: {", "cell: {uncertain: " + wrong + ", ")))
                    .withMessageContaining("as in uncertain: 5 %");
        }
    }
}
