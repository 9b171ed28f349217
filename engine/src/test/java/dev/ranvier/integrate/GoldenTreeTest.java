package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.Csv;
import dev.ranvier.TextTable;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.SwcReader;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The grown pyramidal cell beside NEURON's trace, made by neuron/pyramidal.py; geometry of our own. */
final class GoldenTreeTest {
    /** NEURON keeps 3-d points in single precision, and this cell's are exact in it. */
    private static final double SAME_mV = 1e-6;

    @Test
    void implicitEuler_ofThePyramidalCell_equalsNeuronEverywhere() {
        Cell cell = TreeCells.pospischil(
                SwcReader.parse(TextTable.resourceText("/morphology/pyramidal_seed1.swc"), "pyramidal_seed1.swc", 1)
                        .discretise(new Discretisation.PerBranch(1)));
        int soma = cell.compartments().at("soma", 0.5),
                tuft = cell.compartments().at("apical[20]", 0.5);
        Csv csv = Csv.golden("pyramidal_tree_dt0.025.csv");
        List<Probe> probes = List.of(
                new Probe.Voltage(soma),
                new Probe.Voltage(cell.compartments().at("basal[5]", 0.5)),
                new Probe.Voltage(tuft),
                new Probe.Voltage(cell.compartments().at("apical[0]", 1)));
        Trace trace = Simulation.of(cell, Stimulus.none(), 28)
                .withInjections(List.of(
                        new Injection(soma, new Stimulus.Step(2, 22, 0.7)),
                        new Injection(tuft, new Stimulus.Step(10, 8, 0.3))))
                .withStep(Scheme.IMPLICIT_EULER, 0.025)
                .withProbes(0.025, probes.toArray(Probe[]::new))
                .run();
        List<String> columns = List.of("v_soma", "v_basal[5]", "v_apical[20]", "v_apical[0]_end");
        for (int p = 0; p < columns.size(); p++) {
            assertThat(trace.values(probes.get(p), 0))
                    .as(columns.get(p))
                    .containsExactly(csv.column(columns.get(p)), within(SAME_mV));
        }
    }
}
