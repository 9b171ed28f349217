package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.TextTable;
import dev.ranvier.morphology.Discretisation.ByName;
import dev.ranvier.morphology.Discretisation.PerBranch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The geometry of the shared reference cases 2 to 5 beside NEURON's node tables; skipped without them.
 *
 * <p>NEURON keeps 3-d points in single precision. Where a case's diameters are not exact there, the test takes them as
 * NEURON does.
 */
final class SharedNodeTableTest {
    /** Twelve digits are printed. */
    private static final double PRINTED = 1e-11;
    /** NEURON subtracts points in single precision, each difference being off by up to 6e-8 of itself. */
    private static final double SINGLE_PRECISION = 1e-7;

    @Test
    void discretise_cableOfCase2_hasNeuronsNodes() throws IOException {
        Morphology cell =
                new MorphologyBuilder().root("cable", SwcType.BASAL, 1000, 2, 2).build();
        assertSameNodes(cell, Map.of("cable", 101), 100, "case2_cable_nodes.csv", PRINTED);
    }

    @Test
    void discretise_ballAndStickOfCase3_hasNeuronsNodes() throws IOException {
        Morphology cell = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 1, 300, 2)
                .build();
        assertSameNodes(cell, Map.of("soma", 1, "dend", 21), 100, "case3_nodes.csv", PRINTED);
    }

    @Test
    void discretise_taperedTreeOfCase4_hasNeuronsNodes() throws IOException {
        MorphologyBuilder builder = new MorphologyBuilder().soma(18, 22);
        add(builder, "b1", "soma", 0.5, 80, 3, 2.4);
        add(builder, "b2", "soma", 0.5, 60, 2, 1.2);
        add(builder, "b3", "b1", 1, 100, 1.8, 1);
        add(builder, "b4", "b1", 1, 120, 1.6, 0.8);
        add(builder, "b5", "b3", 1, 90, 1, 0.5);
        add(builder, "b6", "b3", 1, 110, 0.9, 0.6);
        add(builder, "b7", "b2", 1, 70, 1.1, 0.7);
        assertSameNodes(
                builder.build(),
                Map.of("soma", 1, "b1", 5, "b2", 5, "b3", 5, "b4", 5, "b5", 5, "b6", 5, "b7", 5),
                120,
                "case4_nodes.csv",
                PRINTED);
    }

    private static void add(
            MorphologyBuilder builder, String name, String parent, double where, double length, double d1, double d2) {
        builder.branch(name, SwcType.BASAL, parent, where, length, (float) d1, (float) d2);
    }

    /** The table's sections b0 to b152 are found by the SWC ids of their first and last points. */
    @Test
    void read_ca1CellOfCase5_hasNeuronsBranchesAndNodes() throws IOException {
        Path swc = shared("morph_ca1_n120_single_point_soma.swc");
        Morphology cell = SwcReader.read(swc);
        TextTable sections = TextTable.parse(Files.readString(shared("case5_branches.csv")));
        assertThat(cell.branches()).hasSize(1 + sections.count());

        Map<String, Point> byId = new HashMap<>();
        for (String line : Files.readAllLines(swc)) {
            String[] cells = line.strip().split("\\s+", -1);
            if (!line.startsWith("#")) {
                byId.put(cells[0], new Point(number(cells[2]), number(cells[3]), number(cells[4]), number(cells[5])));
            }
        }
        Map<List<Point>, String> nameByPoints = new HashMap<>();
        cell.branches().forEach(branch -> nameByPoints.put(branch.points(), branch.name()));
        Map<String, String> nameBySection = new HashMap<>(Map.of("soma", "soma"));
        for (int row = 0; row < sections.count(); row++) {
            List<Point> points = new ArrayList<>();
            for (String id : sections.word(row, "swc_ids").split(" ", -1)) {
                points.add(byId.get(id));
            }
            assertThat(nameByPoints).as(sections.word(row, "branch")).containsKey(points);
            nameBySection.put(sections.word(row, "branch"), nameByPoints.get(points));
        }
        Compartments nodes = cell.discretise(new PerBranch(1));
        assertSameNodes(nodes, nameBySection, 100, "case5_nodes.csv", SINGLE_PRECISION);
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    private static void assertSameNodes(
            Morphology cell, Map<String, Integer> counts, double resistivity_ohm_cm, String file, double relative)
            throws IOException {
        Map<String, String> names = new HashMap<>();
        cell.branches().forEach(branch -> names.put(branch.name(), branch.name()));
        CableProperties properties = CableProperties.uniform(resistivity_ohm_cm, 1);
        Compartments nodes = cell.discretise(new ByName(counts, new PerBranch(1)), properties);
        assertSameNodes(nodes, names, resistivity_ohm_cm, file, relative);
    }

    /** Also compares parents, except of the root, whose start node is NEURON's root and hangs here on node 0. */
    private static void assertSameNodes(
            Compartments nodes, Map<String, String> names, double resistivity_ohm_cm, String file, double relative)
            throws IOException {
        TextTable table = TextTable.parse(Files.readString(shared(file)));
        assertThat(nodes.count()).isEqualTo(table.count());
        int[] ours = new int[table.count()];
        for (int row = 0; row < table.count(); row++) {
            String branch = names.getOrDefault(table.word(row, "section"), "no such section");
            String place = branch + " at " + table.word(row, "x");
            int node = nodes.at(branch, table.number(row, "x"));
            ours[row] = node;
            double area_um2 = table.number(row, "area_um2"), resistance_MOhm = table.number(row, "ri_to_parent_MOhm");
            assertThat(nodes.area_um2(node)).as("area of " + place).isCloseTo(area_um2, within(relative * area_um2));
            if (row >= 2) {
                assertThat(nodes.parent(node))
                        .as("parent of " + place)
                        .isEqualTo(ours[(int) table.number(row, "parent_node")]);
                assertThat(0.01 * resistivity_ohm_cm * nodes.axialFactor_per_um(node))
                        .as("resistance of " + place)
                        .isCloseTo(resistance_MOhm, within(relative * resistance_MOhm));
            }
        }
        assertThat(0.01 * resistivity_ohm_cm * nodes.axialFactor_per_um(ours[0]))
                .as("resistance between the root's start node and its first compartment")
                .isCloseTo(
                        table.number(1, "ri_to_parent_MOhm"), within(relative * table.number(1, "ri_to_parent_MOhm")));
    }

    private static Path shared(String name) {
        Path file = Path.of("..", "..", "shared", "reference", name);
        Assumptions.assumeTrue(Files.exists(file), "shared/reference/" + name + " is absent");
        return file;
    }
}
