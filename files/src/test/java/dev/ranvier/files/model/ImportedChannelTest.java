package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.model.Insertion;
import dev.ranvier.morphology.Compartments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What NEURON tells a mechanism of its compartment. */
final class ImportedChannelTest {
    private static final String SHAPE = """
        NEURON { SUFFIX shape NONSPECIFIC_CURRENT i }
        ASSIGNED { v (mV) i (mA/cm2) diam (um) area (um2) }
        BREAKPOINT { i = 1e-6*diam*(v + 60)/area }
        """;
    private static final String CARRIES = """
        NEURON { SUFFIX carries USEION ca READ eca WRITE ica }
        ASSIGNED { v (mV) eca (mV) ica (mA/cm2) }
        BREAKPOINT { ica = 1e-5*(v - eca) }
        """;
    private static final String SENSES = """
        NEURON { SUFFIX senses USEION ca READ cai NONSPECIFIC_CURRENT i }
        ASSIGNED { v (mV) cai (mM) i (mA/cm2) }
        BREAKPOINT { i = 1e-5*cai*(v + 80) }
        """;
    private static final String TREE = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: dend, type: basal, parent: soma, length_um: 100, diameter_um: [4, 1]}
          compartments: {per_branch: 3}
        cell: {axial_resistivity_ohm_cm: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65, celsius_degC: 35}
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("shape.mod"), SHAPE);
        Files.writeString(folder.resolve("mac.mod"), SHAPE.replace('\n', '\r'));
        Files.writeString(folder.resolve("carries.mod"), CARRIES);
        Files.writeString(folder.resolve("senses.mod"), SENSES);
    }

    private ModelFile model(String cell, String... channels) throws IOException {
        String list = "channels:\n  - " + String.join("\n  - ", channels) + "\n";
        return ModelReader.read(Files.writeString(folder.resolve("model.yaml"), cell + list));
    }

    private static double value(ModelFile model, int channel, String parameter, int node) {
        Compartments compartments = model.membrane().compartments();
        Insertion insertion = model.cell().insertions().get(channel);
        return Objects.requireNonNull(insertion.parameters().get(parameter)).at(compartments, node);
    }

    @Test
    void diameterAndArea_areThoseOfTheCompartment_unlessTheyAreGiven() throws IOException {
        ModelFile tree = model(
                TREE,
                "{name: a, type: nmodl, file: shape.mod}",
                "{name: b, type: nmodl, file: mac.mod, where: dend, diam_um: 7}");
        int soma = tree.membrane().compartments().at("soma", 0.5),
                tip = tree.membrane().compartments().at("dend", 0.9);
        assertThat(value(tree, 0, "diam_um", soma)).isCloseTo(20, within(1e-12));
        assertThat(value(tree, 0, "diam_um", tip)).isCloseTo(1.5, within(1e-12));
        assertThat(value(tree, 0, "area", tip))
                .isEqualTo(tree.membrane().compartments().area_um2(tip));
        assertThat(value(tree, 1, "diam_um", tip)).isEqualTo(7);
        ModelFile cylinder = model("""
            cell: {cylinder: {length_um: 30, diameter_um: 20}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            """, "{name: a, type: nmodl, file: shape.mod}");
        assertThat(value(cylinder, 0, "diam_um", 0)).isEqualTo(20);
        assertThat(value(cylinder, 0, "area", 0)).isCloseTo(Math.PI * 600, within(1e-9));
    }

    /** NEURON 8.2.2 has 140.6931747962742 at 35 degrees, and 132.4579341637009 where nothing reads a concentration. */
    @Test
    void reversal_isNernsts_whereAnotherFileReadsAConcentration() throws IOException {
        ModelFile model = model(
                TREE,
                "{name: a, type: nmodl, file: carries.mod}",
                "{name: b, type: nmodl, file: senses.mod, where: dend}",
                "{name: c, type: nmodl, file: carries.mod, eca_mV: 120}");
        int soma = model.membrane().compartments().at("soma", 0.5),
                dend = model.membrane().compartments().at("dend", 0.5);
        assertThat(value(model, 0, "eca_mV", dend)).isCloseTo(140.6931747962742, within(1e-9));
        assertThat(value(model, 0, "eca_mV", soma)).isCloseTo(132.4579341637009, within(1e-12));
        assertThat(value(model, 2, "eca_mV", dend)).isEqualTo(120);
    }
}
