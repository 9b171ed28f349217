package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.TextTable;
import dev.ranvier.morphology.Discretisation.DLambda;
import dev.ranvier.morphology.Discretisation.PerBranch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Areas, axial factors, distances and joints beside NEURON's, from tables that make_node_tables.py made. */
final class NeuronGeometryTest {
    /** The inputs are the same numbers; what is left is the order of additions, and distances of some hundred um. */
    private static final double SAME = 1e-12;
    /** The voltages of the tables come out of a solution with a condition number of some thousands. */
    private static final double SAME_VOLTAGE = 2e-12;

    private static final double AXIAL_RESISTIVITY_ohm_cm = 100;

    @Test
    void discretise_taperedTreeWithEveryKindOfJoint_equalsNeuron() {
        TaperedTree tree = TaperedTree.read();
        assertEqualsNeuron(
                tree.compartments(),
                "tapered_tree_nodes.csv",
                List.copyOf(tree.resistivity_ohm_cm().values()));
    }

    @Test
    void discretise_pyramidalCellInSingleCompartments_equalsNeuron() {
        Morphology cell = pyramidalCell();
        assertEqualsNeuron(cell.discretise(new PerBranch(1)), "pyramidal_single_nodes.csv", uniform(cell));
    }

    @Test
    void discretise_pyramidalCellByDLambda_equalsNeuron() {
        Morphology cell = pyramidalCell();
        Compartments nodes = cell.discretise(DLambda.USUAL, CableProperties.uniform(AXIAL_RESISTIVITY_ohm_cm, 1));
        assertEqualsNeuron(nodes, "pyramidal_dlambda_nodes.csv", uniform(cell));
    }

    private static Morphology pyramidalCell() {
        return SwcReader.parse(TextTable.resourceText("/morphology/pyramidal_seed1.swc"), "pyramidal_seed1.swc", 1);
    }

    private static List<Double> uniform(Morphology cell) {
        return cell.branches().stream().map(branch -> AXIAL_RESISTIVITY_ohm_cm).toList();
    }

    private static void assertEqualsNeuron(Compartments nodes, String file, List<Double> resistivity_ohm_cm) {
        TextTable table = TextTable.resource(file);
        assertThat(nodes.count()).isEqualTo(table.count());
        String clamped = nodes.branchName(nodes.branchCount() - 1);
        double[] v_mV = steadyState_mV(nodes, resistivity_ohm_cm, nodes.at(clamped, 1));
        for (int row = 0; row < table.count(); row++) {
            int node = nodes.at(table.word(row, "branch"), table.number(row, "fraction"));
            String place = table.word(row, "branch") + " at " + table.word(row, "fraction");
            assertThat(nodes.fraction(node)).as(place).isCloseTo(table.number(row, "fraction"), within(SAME));
            assertSame(nodes.area_um2(node), table.number(row, "area_um2"), SAME, "area of " + place);
            assertSame(nodes.pathDistance_um(node), table.number(row, "distance_um"), SAME, "distance of " + place);
            assertSame(v_mV[node], table.number(row, "v_mV"), SAME_VOLTAGE, "voltage of " + place);
            if (node > 0) { // node 0 has no parent here; NEURON's number stands at the root's start node too
                assertSame(
                        nodes.axialFactor_per_um(node),
                        table.number(row, "axial_factor_per_um"),
                        SAME,
                        "axial factor of " + place);
            }
        }
    }

    private static void assertSame(double actual, double expected, double relative, String what) {
        assertThat(actual).as(what).isCloseTo(expected, within(relative * Math.max(1, Math.abs(expected))));
    }

    /** Passive membrane of 1e-4 S/cm2 at 0 mV, 0.1 nA into one node: elimination from the leaves, then back. */
    private static double[] steadyState_mV(Compartments nodes, List<Double> resistivity_ohm_cm, int clamped) {
        double[] diagonal = new double[nodes.count()], link_uS = new double[nodes.count()];
        double[] v = new double[nodes.count()];
        v[clamped] = 0.1;
        for (int node = 0; node < nodes.count(); node++) {
            diagonal[node] += 1e-6 * nodes.area_um2(node);
            if (node > 0) {
                double resistance_MOhm =
                        0.01 * resistivity_ohm_cm.get(nodes.branch(node)) * nodes.axialFactor_per_um(node);
                link_uS[node] = 1 / resistance_MOhm;
                diagonal[node] += link_uS[node];
                diagonal[nodes.parent(node)] += link_uS[node];
            }
        }
        for (int node = nodes.count() - 1; node > 0; node--) {
            double factor = link_uS[node] / diagonal[node];
            diagonal[nodes.parent(node)] -= factor * link_uS[node];
            v[nodes.parent(node)] += factor * v[node];
        }
        v[0] /= diagonal[0];
        for (int node = 1; node < nodes.count(); node++) {
            v[node] = (v[node] + link_uS[node] * v[nodes.parent(node)]) / diagonal[node];
        }
        return v;
    }
}
