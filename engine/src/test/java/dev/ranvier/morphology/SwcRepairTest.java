package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Every rule mends what is refused without it, with its name, and counts. */
class SwcRepairTest {
    private static final String CELL = "1 1 0 0 0 5 -1\n2 3 0 10 0 1 1\n3 3 0 60 0 1 2\n";

    private static SwcRepair rule(
            double least,
            SwcRepair.Fragments fragments,
            boolean ids,
            boolean coincident,
            SwcRepair.Soma soma,
            boolean columns,
            boolean zero) {
        return new SwcRepair(
                least > 0 ? OptionalDouble.of(least) : OptionalDouble.empty(),
                fragments,
                ids,
                coincident,
                soma,
                columns,
                zero);
    }

    private static final SwcRepair.Fragments REFUSE = SwcRepair.Fragments.REFUSE;
    private static final SwcRepair.Soma AS_IT_IS = SwcRepair.Soma.AS_IT_IS;

    private static Morphology mended(String rows, String named, SwcRepair repair, Map<String, Integer> counts) {
        assertThatThrownBy(() -> SwcReader.parse(rows, "x.swc", 1))
                .isInstanceOf(MorphologyException.class)
                .hasMessageContaining("x.swc:")
                .hasMessageContaining("repair: {" + named);
        RepairedMorphology repaired = SwcReader.parse(rows, "x.swc", 1, repair);
        assertThat(repaired.counts()).isEqualTo(counts);
        return repaired.morphology();
    }

    @Test
    void floatIds_areAlwaysRead() {
        Morphology plain = SwcReader.parse(CELL, "x.swc", 1);
        String floats = "1.000 1.0 0 0 0 5 -1.000e+00\n2. 3 0 10 0 1 1\n3.0e+00 3.00 0 60 0 1 2.0\n";
        assertThat(SwcReader.parse(floats, "x.swc", 1).branches()).isEqualTo(plain.branches());
        assertThatThrownBy(() -> SwcReader.parse("1.5 1 0 0 0 5 -1\n", "x.swc", 1))
                .hasMessageContaining("id=1.5");
    }

    @Test
    void hexadecimalNumbers_areRefused() {
        assertThatThrownBy(() -> SwcReader.parse("1 1 0x1p3 0 0 5 -1\n", "x.swc", 1))
                .hasMessageContaining("0x1p3");
    }

    @Test
    void leastRadius_raisesSmallerOnes() {
        Morphology cell = mended(
                CELL.replace("60 0 1", "60 0 0"),
                "least_radius_um",
                rule(0.2, REFUSE, false, false, AS_IT_IS, false, false),
                Map.of("radii raised to the least one", 1));
        assertThat(cell.branches().getLast().points().getLast().radius_um()).isEqualTo(0.2);
    }

    @Test
    void fragments_areDropped_orConnectedToTheNearestPoint() {
        String rows =
                "1 3 500 0 0 1 -1\n2 3 510 0 0 1 1\n3 1 0 0 0 5 -1\n4 3 0 10 0 1 3\n5 3 0 60 0 1 4\n6 3 0 0 0 1 99\n";
        Morphology dropped = mended(
                rows,
                "fragments: drop}",
                rule(0, SwcRepair.Fragments.DROP, false, false, AS_IT_IS, false, false),
                Map.of("points of fragments left out", 3));
        assertThat(dropped.branches())
                .isEqualTo(SwcReader.parse(CELL, "x.swc", 1).branches());
        RepairedMorphology connected = SwcReader.parse(
                rows, "x.swc", 1, rule(0, SwcRepair.Fragments.CONNECT, false, true, AS_IT_IS, false, false));
        assertThat(connected.counts())
                .isEqualTo(Map.of(
                        "fragments connected to the nearest point",
                        2,
                        "points at the place of their parents left out",
                        1));
        assertThat(connected.morphology().branches().stream()
                        .flatMap(branch -> branch.points().stream())
                        .mapToDouble(Point::x_um)
                        .max())
                .hasValue(510);
    }

    @Test
    void circles_areDroppedAsFragments() {
        Morphology cell = mended(
                CELL + "4 3 9 9 9 1 5\n5 3 9 9 8 1 4\n",
                "fragments: drop}",
                rule(0, SwcRepair.Fragments.DROP, false, false, AS_IT_IS, false, false),
                Map.of("points of fragments left out", 2, "circles of parents cut", 1));
        assertThat(cell.branches()).hasSize(2);
    }

    @Test
    void idsUsedAgain_meanTheLastRowBefore() {
        Morphology cell = mended(
                "1 1 0 0 0 5 -1\n2 3 0 10 0 1 1\n2 3 9 10 0 1 1\n3 3 9 70 0 1 2\n",
                "ids: renumber}",
                rule(0, REFUSE, true, false, AS_IT_IS, false, false),
                Map.of("ids used again", 1));
        assertThat(cell.branches().getLast().length_um()).isEqualTo(60);
    }

    @Test
    void coincidentPoints_areMerged() {
        Morphology cell = mended(
                CELL + "4 2 0 60 0 1 3\n5 4 0 90 0 1 4\n",
                "coincident: merge}",
                rule(0, REFUSE, false, true, AS_IT_IS, false, false),
                Map.of("points at the place of their parents left out", 1));
        assertThat(cell.branches()).hasSize(3);
        assertThat(cell.branches().getLast().length_um()).isEqualTo(30);
    }

    @Test
    void somaInPieces_becomesOneSphere_andTheRoot() {
        Morphology cell = mended(
                """
                1 3 0 60 0 1 -1
                2 3 0 10 0 1 1
                3 1 4 0 0 0.1 2
                4 1 0 4 0 0.1 3
                5 1 -4 0 0 0.1 4
                6 1 0 -4 0 0.1 5
                7 2 0 -50 0 1 6
                """,
                "soma: one_sphere}",
                rule(0, REFUSE, false, false, SwcRepair.Soma.ONE_SPHERE, false, false),
                Map.of("points of the soma made one sphere", 4, "root moved to the soma", 1));
        assertThat(cell.branches().getFirst().type()).isEqualTo(SwcType.SOMA);
        assertThat(cell.branches().getFirst().area_um2()).isCloseTo(4 * Math.PI * 16, within(1e-9));
        assertThat(cell.branches()).hasSize(3);
    }

    @Test
    void aSomaOfFrusta_becomesTheSphereOfItsArea_howeverThickItIs() {
        for (double radius_um : new double[] {3, 4.99, 5.01, 12}) {
            Morphology cell = SwcReader.parse(
                            "1 1 0 0 0 %1$s -1\n2 1 20 0 0 %1$s 1\n3 3 30 0 0 1 2\n4 3 80 0 0 1 3\n"
                                    .formatted(radius_um),
                            "cell.swc",
                            1,
                            rule(0, REFUSE, false, false, SwcRepair.Soma.ONE_SPHERE, false, false))
                    .morphology();
            assertThat(cell.branches().getFirst().area_um2()).isCloseTo(40 * Math.PI * radius_um, within(1e-9));
        }
    }

    @Test
    void aCircleOfParents_isCut_andSaidToBe() {
        mended(
                "1 3 0 0 0 1 2\n2 3 0 10 0 1 1\n3 3 0 60 0 1 2\n",
                "fragments: drop}",
                rule(0, SwcRepair.Fragments.DROP, false, false, AS_IT_IS, false, false),
                Map.of("circles of parents cut", 1));
    }

    @Test
    void branchesOfTypeSoma_areRefused_orGivenTheirType() {
        StringBuilder rows = new StringBuilder("1 1 0 0 0 8 -1\n");
        for (int k = 2; k < 12; k++) {
            rows.append(k + " 1 0 " + 20 * k + " 0 1 " + (k == 7 ? 1 : k - 1) + "\n");
        }
        Morphology cell = mended(
                rows.toString(),
                "soma: root_point}",
                rule(0, REFUSE, false, false, SwcRepair.Soma.ROOT_POINT, false, false),
                Map.of("points of type 1 given type 3", 10));
        assertThat(cell.ofType(SwcType.BASAL)).hasSize(2);
    }

    @Test
    void extraColumns_andZeroParents() {
        mended(
                CELL.replace(" -1\n", " -1 7\n"),
                "columns: ignore_extra}",
                rule(0, REFUSE, false, false, AS_IT_IS, true, false),
                Map.of("rows with more than seven columns", 1));
        mended(
                CELL.replace(" -1\n", " 0\n"),
                "zero_parent: root}",
                rule(0, REFUSE, false, false, AS_IT_IS, false, true),
                Map.of("parents 0 taken for a beginning", 1));
    }
}
