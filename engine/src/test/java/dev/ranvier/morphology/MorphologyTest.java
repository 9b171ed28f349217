package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Points, branches and trees of them: what is refused, lookups, path distances; and the builder. */
final class MorphologyTest {
    private static final Point A = new Point(0, 0, 0, 1), B = new Point(10, 0, 0, 1);

    @Test
    void point_radiusNotPositive_isRefused() {
        assertThatThrownBy(() -> new Point(0, 0, 0, 0))
                .isInstanceOf(MorphologyException.class)
                .hasMessage("radius_um must be positive and finite: radius_um=0.0");
        assertThatThrownBy(() -> new Point(0, Double.NaN, 0, 1)).hasMessage("y_um must be finite: y_um=NaN");
    }

    @Test
    void branch_withoutLength_isRefused() {
        assertThatThrownBy(() -> new Branch("b", 3, -1, 0, List.of(A, A)))
                .hasMessage("branch b: the length along its points must be positive and finite: length_um=0.0");
        assertThatThrownBy(() -> new Branch("b", 3, -1, 0, List.of(A)))
                .hasMessage("branch b: a cable needs two points or more; it has 1");
    }

    @Test
    void branch_attachedElsewhere_isRefused() {
        assertThatThrownBy(() -> new Branch("b", 3, 0, 0.3, List.of(A, B)))
                .hasMessage("branch b: parentFraction must be 0, 0.5 or 1, and 0 for the root: parentFraction=0.3");
        assertThatThrownBy(() -> new Branch("b", 3, -1, 1, List.of(A, B))).hasMessageContaining("parentFraction=1.0");
        assertThatThrownBy(() -> new Branch("b", 3, -2, 0, List.of(A, B))).hasMessageContaining("parent=-2");
    }

    @Test
    void branch_namelessOrOfNegativeType_isRefused() {
        assertThatThrownBy(() -> new Branch(" ", 3, -1, 0, List.of(A, B)))
                .hasMessage("a branch needs a name; it is blank");
        assertThatThrownBy(() -> new Branch("b", -3, -1, 0, List.of(A, B)))
                .hasMessage("branch b: type must not be negative: type=-3");
    }

    @Test
    void area_taperedBranch_isThatOfTheFrustum() {
        Branch cone = new Branch("b", 3, -1, 0, List.of(new Point(0, 0, 0, 1), new Point(0, 3, 0, 5)));
        assertThat(cone.area_um2()).isCloseTo(Math.PI * 6 * 5, within(1e-12));
    }

    @Test
    void morphology_parentsInWrongOrder_isRefused() {
        Branch root = new Branch("root", 1, -1, 0, List.of(A, B));
        assertThatThrownBy(() -> new Morphology(List.of())).hasMessageContaining("at least one branch");
        assertThatThrownBy(() -> new Morphology(List.of(root, new Branch("b", 3, 1, 1, List.of(A, B)))))
                .hasMessage("branch b at position 1: the parent must be one of the branches before, 0 to 0: parent=1");
        assertThatThrownBy(() -> new Morphology(List.of(new Branch("b", 3, 0, 1, List.of(A, B)))))
                .hasMessageContaining("the parent must be -1, the first branch being the root: parent=0");
        assertThatThrownBy(() -> new Morphology(List.of(root, new Branch("c", 3, -1, 0, List.of(A, B)))))
                .hasMessageContaining("branch c at position 1");
        assertThatThrownBy(() -> new Morphology(List.of(root, new Branch("root", 3, 0, 1, List.of(A, B)))))
                .hasMessage("two branches have the name root; a name must say which branch is meant");
    }

    @Test
    void branch_unknownName_saysWhatThereIs() {
        assertThatThrownBy(() -> PyramidalCell.USUAL.grow(1).branch("dend[3]"))
                .isInstanceOf(MorphologyException.class)
                .hasMessage("no branch is named dend[3]; there are soma, axon[0], basal[0] to basal[69], "
                        + "apical[0] to apical[50]");
    }

    @Test
    void branch_unknownNameAmongManyKinds_isShort() {
        MorphologyBuilder builder = new MorphologyBuilder().soma(20, 20);
        for (int k = 0; k < 500; k++) {
            builder.cylinder("b" + k, SwcType.BASAL, "soma", 0.5, 10, 1);
        }
        assertThatThrownBy(() -> builder.build().branch("x")).hasMessageEndingWith("b9, b10 and 489 more");
    }

    @Test
    void pathDistance_alongTheTree_addsLengthsFromTheRootsMiddle() {
        Morphology cell = tree();
        assertThat(cell.pathDistance_um(0, 0.5)).isZero();
        assertThat(cell.pathDistance_um(0, 0)).isEqualTo(10);
        assertThat(cell.pathDistance_um(cell.indexOf("trunk"), 1)).isCloseTo(110, within(1e-12));
        assertThat(cell.pathDistance_um(cell.indexOf("tuft"), 0.5)).isCloseTo(135, within(1e-12));
        assertThat(cell.pathDistance_um(cell.indexOf("side"), 1)).isCloseTo(70, within(1e-12));
        assertThat(cell.pathDistance_um(cell.indexOf("basal"), 0)).isZero();
        assertThatThrownBy(() -> cell.pathDistance_um(0, 1.5)).hasMessage("fraction must be in [0, 1]: fraction=1.5");
    }

    @Test
    void lookups_byTypeAndDistance_findTheBranches() {
        Morphology cell = tree();
        assertThat(cell.ofType(SwcType.APICAL)).extracting(Branch::name).containsExactly("trunk", "tuft", "side");
        assertThat(cell.ofType(SwcType.AXON)).isEmpty();
        assertThat(cell.between(40.01, 100)).extracting(Branch::name).containsExactly("trunk");
    }

    @Test
    void builder_withoutOrWithSecondRoot_isRefused() {
        assertThatThrownBy(() -> new MorphologyBuilder().cylinder("b", 3, "soma", 1, 10, 1))
                .hasMessage("the cell has no root yet; begin with soma(...) or root(...) before b");
        assertThatThrownBy(() -> new MorphologyBuilder().soma(20, 20).soma(10, 10))
                .hasMessage("the cell already has the root soma; soma must be a branch on one of its branches");
        assertThatThrownBy(() -> new MorphologyBuilder().build()).isInstanceOf(MorphologyException.class);
    }

    @Test
    void builder_badSizesNamesAndPlaces_areRefused() {
        MorphologyBuilder builder = new MorphologyBuilder().soma(20, 20);
        assertThatThrownBy(() -> builder.cylinder("b", 3, "soma", 1, -10, 1))
                .hasMessage("branch b: length_um must be positive and finite: length_um=-10.0");
        assertThatThrownBy(() -> builder.branch("b", 3, "soma", 1, 10, 1, 0))
                .hasMessage("branch b: endDiameter_um must be positive and finite: endDiameter_um=0.0");
        assertThatThrownBy(() -> builder.cylinder("b", 3, "stem", 1, 10, 1))
                .hasMessage("no branch is named stem; there are soma");
        assertThatThrownBy(() -> builder.cylinder("b", 3, "soma", 0.7, 10, 1))
                .hasMessageContaining("parentFraction=0.7");
        assertThatThrownBy(() -> builder.cylinder("soma", 3, "soma", 1, 10, 1))
                .hasMessageContaining("two branches have the name soma");
        assertThat(builder.build().branches()).hasSize(1);
    }

    private static Morphology tree() {
        return new MorphologyBuilder()
                .soma(20, 20)
                .branch("trunk", SwcType.APICAL, "soma", 1, 100, 3, 2)
                .cylinder("tuft", SwcType.APICAL, "trunk", 1, 50, 1)
                .cylinder("side", SwcType.APICAL, "trunk", 0, 60, 1)
                .cylinder("basal", SwcType.BASAL, "soma", 0.5, 80, 1)
                .build();
    }
}
