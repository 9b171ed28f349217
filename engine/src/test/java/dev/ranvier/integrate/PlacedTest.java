package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What currents at places of their own do to a cell. */
final class PlacedTest {
    private static final double DT_ms = 0.025;
    private static final int STEPS = 800;

    /** Where every link has the ohmic law as a component, the trace is that of the default. */
    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,8", "IMPLICIT_EULER,1", "IMPLICIT_EULER,8"})
    void ohmicLinks_giveTheTraceOfTheDefault(Scheme scheme, int lanes) {
        for (Cell cell : List.of(TreeCells.tree(), TreeCells.ballAndStick())) {
            Compartments tree = cell.compartments();
            Cell linked = PlacedCells.with(
                    cell,
                    IntStream.range(1, tree.count())
                            .filter(node -> node % 3 != 0)
                            .mapToObj(node -> ohmic(cell, node))
                            .toList());
            for (InitialCondition start : List.of(new InitialCondition.AtVoltage(), new InitialCondition.AtRest())) {
                double[][] expected = run(cell, scheme, lanes, start), actual = run(linked, scheme, lanes, start);
                for (int node = 0; node < expected.length; node++) {
                    assertThat(actual[node]).as("node %d", node).containsExactly(expected[node], within(1e-10));
                }
            }
        }
    }

    private static Insertion ohmic(Cell cell, int node) {
        double resistance_MOhm = 0.01
                * cell.axialResistivity_ohm_cm().at(cell.compartments(), node)
                * cell.compartments().axialFactor_per_um(node);
        return new Insertion("link" + node, new OhmicLink(), Map.of("conductance_uS", 1 / resistance_MOhm))
                .in(new Region.Nodes(java.util.Set.of(node)));
    }

    /** Voltages of all compartments in the last lane. */
    private static double[][] run(Cell cell, Scheme scheme, int lanes, InitialCondition start) {
        try (Batch batch = new Batch(cell, lanes, DT_ms, 2)) {
            Drive drive = new Drive(
                    batch,
                    List.of(new Injection(0, new Stimulus.Step(1, 20, 0.6))),
                    List.of(),
                    PlacedCells.arrivals(cell),
                    Optional.empty());
            int[] nodes = IntStream.range(0, cell.compartments().count())
                    .filter(cell.compartments()::isCompartment)
                    .toArray();
            double[][] traces = new double[nodes.length][STEPS + 1];
            assertThat(new ForwardSweep(batch, scheme, drive).run(start, STEPS, n -> {
                        for (int k = 0; k < nodes.length; k++) {
                            traces[k][n] = batch.rows().voltageAt(n).get(batch.element(nodes[k]) + lanes - 1);
                        }
                    }))
                    .isEmpty();
            return traces;
        }
    }
}
