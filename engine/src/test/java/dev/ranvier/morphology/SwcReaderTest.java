package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.morphology.Discretisation.PerBranch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What well-formed files become. */
final class SwcReaderTest {
    private static final double ROUNDING = 1e-12;
    private static final double SPHERE_OF_10_um2 = 4 * Math.PI * 100;

    @Test
    void read_singlePointSoma_isCylinderWithTheAreaOfTheSphere() {
        Branch soma = read("1 1 1 2 3 10 -1").branch("soma");
        assertThat(soma.points()).containsExactly(new Point(1, -8, 3, 10), new Point(1, 12, 3, 10));
        assertThat(soma.area_um2()).isCloseTo(SPHERE_OF_10_um2, within(ROUNDING * SPHERE_OF_10_um2));
    }

    @Test
    void read_threePointSoma_isTheSameCylinder() {
        Morphology cell = read("""
            1 1 1 2 3 10 -1
            2 1 1 -8 3 10 1
            3 1 1 12 3 10 1
            4 3 1 14 3 1 1
            5 3 1 24 3 1 4
            """);
        assertThat(cell.branch("soma")).isEqualTo(read("1 1 1 2 3 10 -1").branch("soma"));
        assertThat(cell.branch("basal[0]").length_um()).isEqualTo(10);
    }

    @Test
    void read_chainOfSomaPoints_isFrustaThroughThem() {
        Branch soma = read("1 1 0 0 0 4 -1\n2 1 5 0 0 8 1\n3 1 12 0 0 3 2").branch("soma");
        assertThat(soma.points()).containsExactly(new Point(0, 0, 0, 4), new Point(5, 0, 0, 8), new Point(12, 0, 0, 3));
    }

    @Test
    void read_outlineOfSoma_isCylinderOfItsMeanRadius() {
        StringBuilder outline = new StringBuilder();
        for (int k = 0; k < 12; k++) {
            double angle = 2 * Math.PI * k / 12;
            outline.append("%d 1 %s %s 0 0.5 %d\n"
                    .formatted(k + 1, 50 + 10 * Math.cos(angle), 10 * Math.sin(angle), k == 0 ? -1 : k));
        }
        Branch soma = read(outline.toString()).branch("soma");
        assertThat(soma.length_um()).isCloseTo(20, within(1e-9));
        assertThat(soma.area_um2()).isCloseTo(SPHERE_OF_10_um2, within(1e-9 * SPHERE_OF_10_um2));
        assertThat(soma.points().getFirst().x_um()).isCloseTo(50, within(1e-9));
    }

    @Test
    void read_forkedSoma_isCylinderWithTheAreaOfItsFrusta() {
        Branch soma = read("1 1 0 0 0 4 -1\n2 1 9 0 0 4 1\n3 1 0 9 0 4 1\n4 1 0 -9 0 4 1")
                .branch("soma");
        double area_um2 = 3 * 2 * Math.PI * 4 * 9;
        assertThat(soma.points()).hasSize(2);
        assertThat(soma.area_um2()).isCloseTo(area_um2, within(ROUNDING * area_um2));
    }

    @Test
    void read_branchesOnSoma_beginAtTheirOwnFirstPointAndHangOnItsMiddle() {
        Branch basal = read("1 1 0 0 0 5 -1\n2 3 7 0 0 1 1\n3 3 17 0 0 0.5 2").branch("basal[0]");
        assertThat(basal)
                .isEqualTo(new Branch(
                        "basal[0]", SwcType.BASAL, 0, 0.5, List.of(new Point(7, 0, 0, 1), new Point(17, 0, 0, 0.5))));
    }

    /** As NEURON's Import3d does: {@code soma(0)} and {@code soma(1)} with the gap as cable, {@code soma(0.5)} without it. */
    @Test
    void read_branchesOnASomaOfFrusta_hangOnTheEndsThatTheirPointsAre() {
        Morphology cell = read("""
            1 1 0 0 0 5 -1
            2 1 8 0 0 6 1
            3 1 20 0 0 5 2
            4 3 0 30 0 1 1
            5 3 0 80 0 1 4
            6 3 8 40 0 1 2
            7 3 8 90 0 1 6
            8 2 50 0 0 1.5 3
            9 2 90 0 0 1 8
            """);
        assertThat(cell.branches().subList(1, 4))
                .containsExactly(
                        new Branch(
                                "basal[0]",
                                SwcType.BASAL,
                                0,
                                0,
                                List.of(new Point(0, 0, 0, 1), new Point(0, 30, 0, 1), new Point(0, 80, 0, 1))),
                        new Branch(
                                "basal[1]",
                                SwcType.BASAL,
                                0,
                                0.5,
                                List.of(new Point(8, 40, 0, 1), new Point(8, 90, 0, 1))),
                        new Branch(
                                "axon[0]",
                                SwcType.AXON,
                                0,
                                1,
                                List.of(new Point(20, 0, 0, 1.5), new Point(50, 0, 0, 1.5), new Point(90, 0, 0, 1))));
    }

    @Test
    void read_singlePointOnSoma_beginsAtTheSomaPointWithItsOwnRadius() {
        Branch basal = read("1 1 0 0 0 5 -1\n2 3 7 0 0 1 1").branch("basal[0]");
        assertThat(basal.points()).containsExactly(new Point(0, 0, 0, 1), new Point(7, 0, 0, 1));
    }

    @Test
    void read_fork_daughtersBeginWithACopyOfTheLastPoint() {
        Morphology cell = read("""
            1 1 0 0 0 5 -1
            2 3 7 0 0 1 1
            3 3 17 0 0 0.5 2
            4 3 27 5 0 0.25 3
            5 3 27 -5 0 0.25 3
            """);
        assertThat(cell.branches())
                .extracting(Branch::name)
                .containsExactly("soma", "basal[0]", "basal[1]", "basal[2]");
        Branch daughter = cell.branch("basal[2]");
        assertThat(daughter.parent()).isEqualTo(1);
        assertThat(daughter.parentFraction()).isEqualTo(1);
        assertThat(daughter.points()).containsExactly(new Point(17, 0, 0, 0.5), new Point(27, -5, 0, 0.25));
    }

    @Test
    void read_typeThatChangesAlongAChain_beginsAnotherBranch() {
        Morphology cell = read("1 1 0 0 0 5 -1\n2 3 7 0 0 1 1\n3 3 17 0 0 1 2\n4 2 27 0 0 1 3\n5 7 37 0 0 1 4");
        assertThat(cell.branches()).extracting(Branch::name).containsExactly("soma", "basal[0]", "axon[0]", "type7[0]");
        assertThat(cell.branch("axon[0]").points()).containsExactly(new Point(17, 0, 0, 1), new Point(27, 0, 0, 1));
        assertThat(cell.branch("type7[0]").parent()).isEqualTo(cell.indexOf("axon[0]"));
    }

    @Test
    void read_withoutSoma_beginsAtTheRootPoint() {
        Morphology cell = read("1 3 0 0 0 2 -1\n2 3 10 0 0 1 1\n3 3 0 10 0 1 1\n4 3 20 0 0 1 2");
        assertThat(cell.branches())
                .containsExactly(
                        new Branch(
                                "basal[0]",
                                SwcType.BASAL,
                                Branch.NO_PARENT,
                                0,
                                List.of(new Point(0, 0, 0, 2), new Point(10, 0, 0, 1), new Point(20, 0, 0, 1))),
                        new Branch(
                                "basal[1]",
                                SwcType.BASAL,
                                0,
                                0,
                                List.of(new Point(0, 0, 0, 2), new Point(0, 10, 0, 1))));
    }

    @Test
    void read_childrenBeforeTheirParents_isTheSameCell() {
        assertThat(read("3 3 17 0 0 0.5 2\n2 3 7 0 0 1 1\n1 1 0 0 0 5 -1").branches())
                .isEqualTo(
                        read("1 1 0 0 0 5 -1\n2 3 7 0 0 1 1\n3 3 17 0 0 0.5 2").branches());
    }

    @Test
    void read_commentsTabsAndLineEndings_doNotMatter(@TempDir Path folder) throws IOException {
        byte[] bytes =
                "\u00ef\u00bb\u00bf# r in \u00b5m\r\n\r\n 1\t1 0 0 0 5 -1 # soma\r\n\t2 3 7 0 0 1 1\r3 3 17 0 0 5e-1 2"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("cell.swc"), bytes);
        assertThat(SwcReader.read(file).branches())
                .isEqualTo(
                        read("1 1 0 0 0 5 -1\n2 3 7 0 0 1 1\n3 3 17 0 0 0.5 2").branches());
    }

    @Test
    void read_otherUnits_scalesPlacesAndRadii() {
        Morphology cell = SwcReader.parse("1 1 0 0 0 0.005 -1\n2 3 0.25 0 0 0.5 1", "cell.swc", 1000);
        assertThat(cell.branch("soma").length_um()).isEqualTo(10);
        assertThat(cell.branch("basal[0]").points())
                .containsExactly(new Point(0, 0, 0, 500), new Point(250, 0, 0, 500));
    }

    @Test
    void read_somaAlone_isOneCompartment() {
        Compartments nodes = read("1 1 0 0 0 10 -1").discretise(new PerBranch(1));
        assertThat(nodes.compartmentsOfType(SwcType.SOMA)).containsExactly(0);
        assertThat(nodes.area_um2(0)).isCloseTo(SPHERE_OF_10_um2, within(ROUNDING * SPHERE_OF_10_um2));
    }

    @Test
    void read_thousandBranchesOnTheSoma_areThere() {
        StringBuilder rows = new StringBuilder("1 1 0 0 0 10 -1\n");
        for (int k = 2; k <= 1001; k++) {
            rows.append("%d 3 %d 20 0 1 1\n".formatted(k, k));
        }
        Morphology cell = read(rows.toString());
        assertThat(cell.ofType(SwcType.BASAL)).hasSize(1000);
        Compartments nodes = cell.discretise(new PerBranch(1));
        assertThat(nodes.parent(nodes.at("basal[999]", 0.5))).isEqualTo(nodes.at("soma", 0.5));
    }

    /** A comb: as deep as it has teeth. Anything recursive or quadratic would not come back. */
    @Test
    @Timeout(20)
    void read_thirtyThousandPointsForkingAtEveryOther_isNotTooDeep() {
        int teeth = 15_000;
        StringBuilder rows = new StringBuilder("1 1 0 0 0 10 -1\n2 3 11 0 0 1 1\n");
        for (int k = 1; k < teeth; k++) {
            int spine = 2 * k + 1;
            rows.append("%d 3 %d 0 0 1 %d\n".formatted(spine, 11 + k, k == 1 ? 2 : spine - 2));
            rows.append("%d 3 %d 5 0 1 %d\n".formatted(spine + 1, 11 + k, k == 1 ? 2 : spine - 2));
        }
        Morphology cell = read(rows.toString());
        assertThat(cell.branches()).hasSize(2 * teeth);
        Compartments nodes = cell.discretise(new PerBranch(1));
        assertThat(nodes.compartmentsBetween(0, Double.POSITIVE_INFINITY)).hasSize(2 * teeth);
    }

    @Test
    @Timeout(20)
    void read_thirtyThousandPointsInARow_areOneBranch() {
        StringBuilder rows = new StringBuilder("1 1 0 0 0 10 -1\n");
        for (int k = 2; k <= 30_000; k++) {
            rows.append("%d 2 0 %d 0 0.5 %d\n".formatted(k, 8 + k, k - 1));
        }
        Morphology cell = read(rows.toString());
        Branch axon = cell.branch("axon[0]");
        assertThat(axon.points()).hasSize(29_999);
        assertThat(axon.length_um()).isEqualTo(29_998);
        Compartments nodes = cell.discretise(new PerBranch(30_001));
        assertThat(nodes.pathDistance_um(nodes.at("axon[0]", 1))).isEqualTo(29_998);
    }

    private static Morphology read(String text) {
        return SwcReader.parse(text, "cell.swc", 1);
    }
}
