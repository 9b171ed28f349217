package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.Csv;
import dev.ranvier.TextTable;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.Point;
import dev.ranvier.morphology.SwcReader;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An extra where a folder {@code shared} with somebody else's reconstruction of a CA1 cell lies beside the clone, skipped elsewhere:
 * a real SWC file of 154 branches beside NEURON. {@link GoldenTreeTest} says the same of cells of our own.
 */
final class OptionalCa1CellTest {
    /** NEURON keeps points in single precision, and these are not exact in it: differences of theirs are off by up to 6e-8. */
    private static final double SAME_GEOMETRY = 1e-7, SAME_GEOMETRY_mV = 1.3e-5;

    /** The table's sections are found by the SWC ids of their first and last points. */
    @Test
    void read_fromItsSwc_hasNeuronsBranchesAndAreas() throws IOException {
        Path swc = shared("morph_ca1_n120_single_point_soma.swc");
        Morphology cell = SwcReader.read(swc);
        Map<String, Point> byId = new HashMap<>();
        for (String line : Files.readAllLines(swc)) {
            String[] cells = line.strip().split("\\s+", -1);
            if (!line.startsWith("#")) {
                byId.put(cells[0], new Point(number(cells[2]), number(cells[3]), number(cells[4]), number(cells[5])));
            }
        }
        Map<List<Point>, String> nameByPoints = new HashMap<>();
        cell.branches().forEach(branch -> nameByPoints.put(branch.points(), branch.name()));
        TextTable sections = TextTable.parse(Files.readString(shared("case5_branches.csv")));
        assertThat(cell.branches()).hasSize(1 + sections.count());
        Map<String, String> nameBySection = new HashMap<>(Map.of("soma", "soma"));
        for (int row = 0; row < sections.count(); row++) {
            List<Point> points = new ArrayList<>();
            for (String id : sections.word(row, "swc_ids").split(" ", -1)) {
                points.add(byId.get(id));
            }
            assertThat(nameByPoints).as(sections.word(row, "branch")).containsKey(points);
            nameBySection.put(sections.word(row, "branch"), nameByPoints.get(points));
        }
        TextTable table = TextTable.parse(Files.readString(shared("case5_nodes.csv")));
        Compartments nodes = cell.discretise(new Discretisation.PerBranch(1));
        assertThat(nodes.count()).isEqualTo(table.count());
        for (int row = 0; row < table.count(); row++) {
            String branch = nameBySection.getOrDefault(table.word(row, "section"), "no such section");
            double area_um2 = table.number(row, "area_um2");
            assertThat(nodes.area_um2(nodes.at(branch, table.number(row, "x"))))
                    .as("area of " + branch)
                    .isCloseTo(area_um2, within(SAME_GEOMETRY * area_um2));
        }
    }

    /** The voltage of the soma over six spikes. */
    @ParameterizedTest
    @ValueSource(doubles = {0.025, 0.005})
    void simulated_fromItsSwc_equalsNeuron(double dt_ms) throws IOException {
        Compartments nodes = SwcReader.read(shared("morph_ca1_n120_single_point_soma.swc"))
                .discretise(new Discretisation.PerBranch(1));
        double[] expected = Csv.parse(
                        Files.readString(shared("case5_ca1_0.65nA" + (dt_ms == 0.025 ? "" : "_dt" + dt_ms) + ".csv")))
                .column("v_soma");
        double[] actual = Simulation.of(TreeCells.pospischil(nodes), new Stimulus.Step(10, 40, 0.65), 70)
                .withStep(Scheme.IMPLICIT_EULER, dt_ms)
                .withProbes(dt_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        assertThat(actual).containsExactly(expected, within(SAME_GEOMETRY_mV));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    private static Path shared(String name) {
        Path file = Path.of("..", "..", "shared", "reference", name);
        Assumptions.assumeTrue(Files.exists(file), "shared/reference/" + name + " is absent");
        return file;
    }
}
