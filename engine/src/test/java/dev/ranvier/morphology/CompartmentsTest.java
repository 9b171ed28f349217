package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.morphology.Compartments.Row;
import dev.ranvier.morphology.Discretisation.ByName;
import dev.ranvier.morphology.Discretisation.MaximumLength;
import dev.ranvier.morphology.Discretisation.PerBranch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The nodes of a cell: order, lookups, conservation of area, and node tables. */
final class CompartmentsTest {
    @Test
    void discretise_ballAndStick_numbersCompartmentsThenEnds() {
        Compartments nodes = ballAndStick().discretise(new ByName(Map.of("soma", 1), new PerBranch(2)), anything());
        assertThat(nodes.count()).isEqualTo(6);
        // soma's compartment, its end, its start; the stick's two compartments, its end
        assertThat(parents(nodes)).containsExactly(Compartments.NO_NODE, 0, 0, 1, 3, 4);
        assertThat(nodes.fraction(3)).isEqualTo(0.25);
        assertThat(nodes.branch(2)).isZero();
        assertThat(nodes.branch(5)).isEqualTo(1);
        assertThat(nodes.isCompartment(4)).isTrue();
        assertThat(nodes.isCompartment(5)).isFalse();
        assertThat(nodes.compartments(1)).containsExactly(3, 4);
        assertThat(nodes.branchName(1)).isEqualTo("stick");
        assertThat(nodes.branchType(1)).isEqualTo(SwcType.BASAL);
        assertThat(nodes.indexOf("stick")).isEqualTo(1);
    }

    @Test
    void at_endsAndInterior_findsTheNode() {
        Compartments nodes = ballAndStick().discretise(new ByName(Map.of("soma", 1), new PerBranch(2)), anything());
        assertThat(nodes.at("soma", 0)).isEqualTo(2);
        assertThat(nodes.at("soma", 1)).isEqualTo(1);
        assertThat(nodes.at("stick", 0)).isEqualTo(1);
        assertThat(nodes.at("stick", 1e-9)).isEqualTo(3);
        assertThat(nodes.at("stick", 0.5)).isEqualTo(4);
        assertThat(nodes.at("stick", Math.nextDown(1.0))).isEqualTo(4);
        assertThat(nodes.at("stick", 1)).isEqualTo(5);
    }

    @Test
    void at_outsideTheTree_isRefused() {
        Compartments nodes = ballAndStick().discretise(new PerBranch(1));
        assertThatThrownBy(() -> nodes.at("stick", 1.2))
                .isInstanceOf(MorphologyException.class)
                .hasMessage("a place on branch stick must be a fraction in [0, 1]: fraction=1.2");
        assertThatThrownBy(() -> nodes.at("stick", Double.NaN)).hasMessageContaining("fraction=NaN");
        assertThatThrownBy(() -> nodes.at("ball", 0.5)).hasMessage("no branch is named ball; there are soma, stick");
    }

    @Test
    void discretise_anyRule_keepsAreaAndAxialFactor() {
        Morphology cell = PyramidalCell.USUAL.grow(11);
        Compartments coarse = cell.discretise(new PerBranch(1));
        for (double length_um : new double[] {3, 7.7, 50}) {
            Compartments fine = cell.discretise(new MaximumLength(length_um));
            for (int k = 0; k < cell.branches().size(); k++) {
                Branch branch = cell.branches().get(k);
                assertThat(area_um2(fine, k)).isCloseTo(branch.area_um2(), within(1e-12 * branch.area_um2()));
                assertThat(axialFactor_per_um(fine, k)).isCloseTo(axialFactor_per_um(coarse, k), within(1e-11));
            }
        }
    }

    @Test
    void discretise_stepOfTheRadius_isARingAndNoResistance() {
        Branch branch = new Branch(
                "b",
                SwcType.BASAL,
                Branch.NO_PARENT,
                0,
                List.of(new Point(0, 0, 0, 2), new Point(10, 0, 0, 2), new Point(10, 0, 0, 1), new Point(20, 0, 0, 1)));
        Compartments nodes = new Morphology(List.of(branch)).discretise(new PerBranch(2));
        assertThat(nodes.area_um2(0)).isCloseTo(Math.PI * (2 * 2 * 10 + 3), within(1e-12));
        assertThat(nodes.area_um2(1)).isCloseTo(Math.PI * 2 * 10, within(1e-12));
        assertThat(nodes.axialFactor_per_um(1)).isCloseTo((5 / 4.0 + 5) / Math.PI, within(1e-12));
    }

    @Test
    void places_alongABentBranch_lieOnItsPoints() {
        Branch branch = new Branch(
                "b",
                SwcType.BASAL,
                Branch.NO_PARENT,
                0,
                List.of(new Point(0, 0, 0, 1), new Point(10, 0, 0, 2), new Point(10, 10, 0, 1)));
        Compartments nodes = new Morphology(List.of(branch)).discretise(new PerBranch(2));
        assertThat(nodes.place(0)).isEqualTo(new Point(5, 0, 0, 1.5));
        assertThat(nodes.place(1)).isEqualTo(new Point(10, 5, 0, 1.5));
        assertThat(nodes.place(nodes.at("b", 0))).isEqualTo(branch.points().getFirst());
        assertThat(nodes.place(nodes.at("b", 1))).isEqualTo(branch.points().getLast());
    }

    @Test
    void regions_byTypeAndDistance_holdCompartmentsOnly() {
        Compartments nodes = ballAndStick().discretise(new ByName(Map.of("soma", 1), new PerBranch(4)), anything());
        assertThat(nodes.compartmentsOfType(SwcType.SOMA)).containsExactly(0);
        assertThat(nodes.compartmentsOfType(SwcType.BASAL)).containsExactly(3, 4, 5, 6);
        assertThat(nodes.compartmentsOfType(SwcType.AXON)).isEmpty();
        // centres of the stick at 10 + 12.5, 37.5, 62.5, 87.5 um
        assertThat(nodes.compartmentsBetween(20, 72.5)).containsExactly(3, 4);
        assertThat(nodes.pathDistance_um(5)).isCloseTo(72.5, within(1e-12));
    }

    @Test
    void compartments_ofABranch_cannotBeChanged() {
        Compartments nodes = ballAndStick().discretise(new PerBranch(1));
        nodes.compartments(1)[0] = 99;
        assertThat(nodes.compartments(1)).containsExactly(3);
    }

    @Test
    void ofTable_neuronsOrder_keepsItAndFindsPlaces() {
        Compartments nodes = Compartments.ofTable(List.of(
                new Row("soma", 1, 0, -1, 0, 0),
                new Row("soma", 1, 0.5, 0, 1256, 0.03),
                new Row("soma", 1, 1, 1, 0, 0.03),
                new Row("dend", 3, 0.25, 2, 90, 2),
                new Row("dend", 3, 0.75, 3, 90, 4)));
        assertThat(parents(nodes)).containsExactly(-1, 0, 1, 2, 3);
        assertThat(nodes.at("soma", 0)).isZero();
        assertThat(nodes.at("dend", 0)).isEqualTo(2);
        assertThat(nodes.at("dend", 0.6)).isEqualTo(4);
        assertThat(nodes.compartmentsOfType(3)).containsExactly(3, 4);
        assertThat(nodes.branchCount()).isEqualTo(2);
        assertThat(nodes.axialFactor_per_um(4)).isEqualTo(4);
        assertThat(nodes.hasGeometry()).isFalse();
        assertThatThrownBy(() -> nodes.at("dend", 1))
                .hasMessage("the node table has no node for branch dend at 1.0: add the row or choose another place");
        assertThatThrownBy(() -> nodes.pathDistance_um(3))
                .hasMessageStartingWith("these compartments come from a node table");
    }

    @Test
    void ofTable_notATree_isRefused() {
        Row root = new Row("b", 3, 0.5, -1, 10, 0);
        assertThatThrownBy(() -> Compartments.ofTable(List.of(root, new Row("b", 3, 1, 1, 0, 1))))
                .isInstanceOf(MorphologyException.class)
                .hasMessage("row 1 (b): the parent must be a row before, 0 to 0: parent=1");
        assertThatThrownBy(() -> Compartments.ofTable(List.of(new Row("b", 3, 0.5, 0, 10, 1))))
                .hasMessage("row 0 (b): the parent must be -1, the first row being the root: parent=0");
        assertThatThrownBy(() -> Compartments.ofTable(List.of(root, new Row("b", 3, 1, 0, 0, 0))))
                .hasMessage("row 1 (b): axialFactor_per_um must be positive and finite: axialFactor_per_um=0.0");
        assertThatThrownBy(() -> Compartments.ofTable(List.of(new Row("b", 3, 0, -1, 0, 0))))
                .hasMessageStartingWith("a node table needs a node with membrane");
        assertThatThrownBy(() -> new Row("b", 3, 2, 0, 10, 1)).hasMessage("fraction must be in [0, 1]: fraction=2.0");
        assertThatThrownBy(() -> new Row("b", 3, 0.5, 0, -10, 1)).hasMessageContaining("area_um2=-10.0");
    }

    private static Morphology ballAndStick() {
        return new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("stick", SwcType.BASAL, "soma", 1, 100, 2)
                .build();
    }

    private static CableProperties anything() {
        return CableProperties.uniform(100, 1);
    }

    private static int[] parents(Compartments nodes) {
        int[] parents = new int[nodes.count()];
        for (int node = 0; node < parents.length; node++) {
            parents[node] = nodes.parent(node);
        }
        return parents;
    }

    private static double area_um2(Compartments nodes, int branch) {
        double sum = 0;
        for (int node : nodes.compartments(branch)) {
            sum += nodes.area_um2(node);
        }
        return sum;
    }

    private static double axialFactor_per_um(Compartments nodes, int branch) {
        double sum = 0;
        for (int node = 0; node < nodes.count(); node++) {
            sum += nodes.branch(node) == branch ? nodes.axialFactor_per_um(node) : 0;
        }
        return sum;
    }
}
