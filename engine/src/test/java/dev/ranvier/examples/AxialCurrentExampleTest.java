package dev.ranvier.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.Leak;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A current of one's own in a cell: two pieces of cable that it connects. */
final class AxialCurrentExampleTest {
    @Test
    void current_flowsMoreEasilyFromTheChildToItsParent() {
        Compartments nodes = new MorphologyBuilder()
                .soma(20, 20)
                .branch("dend", SwcType.BASAL, "soma", 0.5, 100, 4, 4)
                .build()
                .discretise(new Discretisation.PerBranch(1), CableProperties.uniform(100, 1));
        int dend = nodes.at("dend", 0.5);
        Cell cell = new Cell(
                nodes,
                Profile.of(1),
                Profile.of(100),
                -65,
                List.of(
                        new Insertion(Leak.of("leak", 0.1, -65)),
                        new Insertion("junction", new AxialCurrentExample(), Map.of("conductance_uS", 0.01))
                                .in(new Region.Nodes(Set.of(dend)))));
        double downhill_uS = conductance_uS(cell, dend, dend), uphill_uS = conductance_uS(cell, 0, dend);
        assertThat(downhill_uS).isBetween(5 * uphill_uS, 0.01);
        assertThat(uphill_uS).isPositive();
    }

    /** Of the junction, 100 ms after a current into a node has come on. */
    private static double conductance_uS(Cell cell, int injected, int dend) {
        Probe current = new Probe.PlacedCurrent(dend, "junction"),
                child = new Probe.Voltage(dend),
                parent = new Probe.Voltage(0);
        Trace trace = Simulation.of(cell, Stimulus.none(), 100)
                .withInjections(List.of(new Injection(injected, new Stimulus.Step(0, 100, 0.3))))
                .withProbes(100, current, child, parent)
                .run();
        return trace.values(current, 0)[1] / (trace.values(child, 0)[1] - trace.values(parent, 0)[1]);
    }
}
