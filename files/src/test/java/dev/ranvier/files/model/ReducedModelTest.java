package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.reduce.ReducedCell;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReducedModelTest {
    private static final String MOD = """
        NEURON { SUFFIX kx USEION k READ ek WRITE ik RANGE gbar }
        PARAMETER { gbar = 0.002 (S/cm2) celsius (degC) }
        ASSIGNED { v (mV) ek (mV) ik (mA/cm2) }
        STATE { n }
        BREAKPOINT { SOLVE states METHOD cnexp ik = gbar*n*(v - ek) }
        INITIAL { n = 1/(1 + exp(-(v + 40)/9)) }
        DERIVATIVE states { n' = (1/(1 + exp(-(v + 40)/9)) - n)/(3*2^((34 - celsius)/10)) }
        """;

    /** A channel of each kind; what the file calls numbers differs from what the engine does. */
    private static final String FULL = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: trunk, type: apical, parent: soma, length_um: 90, diameter_um: 2}
            - {name: "tuft[0]", type: apical, parent: trunk, length_um: 60, diameter_um: 1}
          compartments: {per_branch: 2}
        cell: {axial_resistivity_ohm_cm: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70, celsius_degC: 30}
        channels:
          - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0001}
          - {name: na, type: hh-sodium, conductance_mS_per_cm2: {soma: 60, otherwise: 30}, where: [soma, trunk]}
          - {name: kx, type: nmodl, file: kx.mod, where: trunk, ek_mV: -90}
          - name: slow
            type: boltzmann
            conductance_mS_per_cm2: 2
            reversal_mV: -80
            gates:
              - {name: n, power: 2, half_mV: -35, slope_mV: 8, tau_half_mV: -40, tau_rise_mV: 20, tau_fall_mV: 20,
                 tau_most_ms: 40, tau_least_ms: 2}
          - name: own
            type: formula
            where: "tuft[0]"
            parameters: {gbar_mS_per_cm2: 1, shift_mV: 3}
            shift_mV: 5
            q10: {factor: 3, measured_degC: 25}
            let: {u: "max(v + shift, -60)"}
            gates: [{name: m, power: 1, x_inf: "1/(1 + exp(-(u + 30)/7))", tau_ms: 1.5 + 2*exp(-u^2/900)}]
            current_uA_per_cm2: gbar*m*(v - 20)
        simulation: {duration_ms: 20, dt_ms: 0.025, rates: table}
        """;

    @TempDir
    private Path folder;

    @Test
    void text_ofChannelsOfAllKinds_runsAsTheReducedCell() throws IOException {
        Files.writeString(folder.resolve("kx.mod"), MOD);
        Path below = Files.createDirectory(folder.resolve("reduced"));
        ModelFile full = ModelReader.parse("full.yaml", FULL, folder);
        ReducedCell reduced = ReducedCell.of(full.cell(), 2);
        ReducedCell changed = reduced.withNumbers(
                reduced.numbers().stream().map(number -> 1.1 * number.start()).toList());
        String text = new ReducedModel(full, changed, folder, below)
                .text(List.of("a comment"), List.of(), List.of(), 0.2, 20, 0.025);
        ModelFile written = ModelReader.parse("model.yaml", text, below);
        assertThat(written.times().hasTables()).isTrue();
        double[] expected = voltage_mV(changed.cell());
        assertThat(voltage_mV(written.cell())).containsExactly(expected);
        assertThat(expected).isNotEqualTo(voltage_mV(reduced.cell()));
    }

    private static double[] voltage_mV(Cell cell) {
        return Simulation.of(cell, new Stimulus.Step(2, 15, 0.3), 20).run().voltage_mV(0);
    }
}
