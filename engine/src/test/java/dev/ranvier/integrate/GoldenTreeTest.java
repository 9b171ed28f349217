package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.Csv;
import dev.ranvier.TextTable;
import dev.ranvier.channel.Leak;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcReader;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trees beside NEURON's traces under implicit Euler, which make_tree_golden.py made; geometry of our own, from the same numbers,
 * which are exact in the single precision of NEURON's points.
 */
final class GoldenTreeTest {
    /** Twice what is measured; twelve digits are printed. */
    private static final double SAME_mV = 4e-10, SAME_nA = 2e-11, SAME_GATE = 2e-12;

    private static final double ROW_ms = 0.1;

    /** Beside NEURON, and late beside the closed solution {@code I R_inf cosh((L - x)/lambda) / sinh(L/lambda)}. */
    @Test
    void passiveCable_equalsNeuron_andTheClosedSolution() {
        double length_um = 1000, radius_um = 1, resistivity_ohm_cm = 100, leak_mS_per_cm2 = 0.1, current_nA = 0.1;
        Compartments nodes = new MorphologyBuilder()
                .root("cable", SwcType.BASAL, length_um, 2 * radius_um, 2 * radius_um)
                .build()
                .discretise(new Discretisation.PerBranch(101), CableProperties.uniform(resistivity_ohm_cm, 1));
        Cell cell = new Cell(
                nodes,
                Profile.of(1),
                Profile.of(resistivity_ohm_cm),
                -65,
                List.of(new Insertion(Leak.of("pas", leak_mS_per_cm2, -65))));
        Map<String, Probe> probes = new LinkedHashMap<>();
        double[] fractions = {0, 0.25, 0.5, 0.75, 1};
        for (double fraction : fractions) {
            probes.put("v_" + Double.toString(fraction).replaceFirst("\\.0$", ""), at(nodes, "cable", fraction));
        }
        Injection current = new Injection(nodes.at("cable", 0), new Stimulus.Step(1, 98, current_nA));
        Trace trace = run(cell, List.of(current), 0.025, 100, probes);
        assertSame(trace, 0, probes, "cable_dt0.025.csv", "");

        double lambda_um = Math.sqrt(1e7 * radius_um / (2 * leak_mS_per_cm2 * resistivity_ohm_cm));
        double infinite_MOhm = 0.01 * resistivity_ohm_cm * lambda_um / (Math.PI * radius_um * radius_um);
        for (double fraction : fractions) {
            int node = nodes.at("cable", fraction);
            double x_um = nodes.fraction(node) * length_um;
            double rise_mV = current_nA
                    * infinite_MOhm
                    * Math.cosh((length_um - x_um) / lambda_um)
                    / Math.sinh(length_um / lambda_um);
            assertThat(trace.values(new Probe.Voltage(node), 0)[989] + 65)
                    .as("rise at %s um", x_um)
                    .isCloseTo(rise_mV, within(1.3e-4 * rise_mV));
        }
    }

    @Test
    void ballAndStick_equalsNeuronInVoltageAndGates() {
        Cell cell = TreeCells.ballAndStick();
        Compartments nodes = cell.compartments();
        int soma = nodes.at("soma", 0.5);
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("v_soma", new Probe.Voltage(soma));
        probes.put("v_dend(0)", at(nodes, "dend", 0));
        probes.put("v_dend(0.5)", at(nodes, "dend", 0.5));
        probes.put("v_dend(1)", at(nodes, "dend", 1));
        probes.put("m", new Probe.Gate(soma, "na", "m"));
        probes.put("h", new Probe.Gate(soma, "na", "h"));
        probes.put("n", new Probe.Gate(soma, "k", "n"));
        Injection current = new Injection(soma, new Stimulus.Step(5, 50, 0.3));
        assertSame(run(cell, List.of(current), 0.025, 70, probes), 0, probes, "ball_and_stick_dt0.025.csv", "");
    }

    @Test
    void taperedTreeWithEveryKindOfJoint_equalsNeuronOnEveryBranch() {
        Cell cell = TreeCells.tapered();
        Compartments nodes = cell.compartments();
        Map<String, Probe> probes = new LinkedHashMap<>();
        for (int branch = 0; branch < nodes.branchCount(); branch++) {
            probes.put("v_" + nodes.branchName(branch), at(nodes, nodes.branchName(branch), 0.5));
        }
        probes.put("v_left_end", at(nodes, "left", 1));
        List<Injection> currents = List.of(
                new Injection(nodes.at("soma", 0.5), new Stimulus.Step(5, 30, 0.5)),
                new Injection(nodes.at("left", 0.875), new Stimulus.Step(20, 20, 0.1)));
        assertSame(run(cell, currents, 0.025, 60, probes), 0, probes, "tapered_tree_dt0.025.csv", "");
    }

    /** From no spike to seven, each current a lane. */
    @ParameterizedTest
    @CsvSource({"0.025,0.1 0.4 0.7 1", "0.005,0.7"})
    void pyramidalCell_equalsNeuronAtEveryCurrent(double dt_ms, String amplitudes_nA) {
        Cell cell = TreeCells.pospischil(
                SwcReader.parse(TextTable.resourceText("/morphology/pyramidal_seed1.swc"), "pyramidal_seed1.swc", 1)
                        .discretise(new Discretisation.PerBranch(1)));
        Compartments nodes = cell.compartments();
        int soma = nodes.at("soma", 0.5), tuft = nodes.at("apical[20]", 0.5);
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("v_soma", new Probe.Voltage(soma));
        probes.put("i_axial", new Probe.AxialCurrent(soma));
        probes.put("v_basal[5]", at(nodes, "basal[5]", 0.5));
        probes.put("v_apical[20]", new Probe.Voltage(tuft));
        probes.put("v_apical[0]_end", at(nodes, "apical[0]", 1));
        String[] lanes = amplitudes_nA.split(" ", -1);
        List<Stimulus> currents = new ArrayList<>();
        for (String lane : lanes) {
            currents.add(new Stimulus.Step(2, 40, Double.parseDouble(lane)));
        }
        Trace trace = run(
                cell,
                List.of(new Injection(soma, currents), new Injection(tuft, new Stimulus.Step(10, 8, 0.3))),
                dt_ms,
                50,
                probes);
        for (int lane = 0; lane < lanes.length; lane++) {
            assertSame(trace, lane, probes, "pyramidal_dt" + dt_ms + ".csv", "_" + lanes[lane] + "nA");
        }
    }

    private static Probe at(Compartments nodes, String branch, double fraction) {
        return new Probe.Voltage(nodes.at(branch, fraction));
    }

    private static Trace run(
            Cell cell, List<Injection> currents, double dt_ms, double duration_ms, Map<String, Probe> probes) {
        return Simulation.of(cell, Stimulus.none(), duration_ms)
                .withInjections(currents)
                .withStep(Scheme.IMPLICIT_EULER, dt_ms)
                .withProbes(ROW_ms, probes.values().toArray(Probe[]::new))
                .run();
    }

    private static void assertSame(
            Trace trace, int lane, Map<String, Probe> probes, String golden, String columnEnding) {
        Csv csv = Csv.golden(golden);
        probes.forEach((name, probe) -> {
            double[] actual = trace.values(probe, lane), expected = csv.column(name + columnEnding);
            assertThat(actual).hasSameSizeAs(expected);
            double worst = 0;
            for (int k = 0; k < actual.length; k++) {
                worst = Math.max(worst, Math.abs(actual[k] - expected[k]));
            }
            assertThat(worst).as("%s of %s", name + columnEnding, golden).isLessThan(tolerance(probe));
        });
    }

    private static double tolerance(Probe probe) {
        return switch (probe) {
            case Probe.AxialCurrent _ -> SAME_nA;
            case Probe.Gate _ -> SAME_GATE;
            default -> SAME_mV;
        };
    }
}
