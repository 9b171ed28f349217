package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.nmodl.NmodlMechanism;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CylindersTest {
    private static final int PIECES = 4;

    @Test
    void of_cylinder_isThatCylinder() {
        ReducedCell reduced =
                ReducedCell.ofCylinders(stick(Pospischil.leak().schema().name()), PIECES);
        double area_um2 =
                reduced.ghosts().stream().skip(1).mapToDouble(Ghost::area_um2).sum();
        assertThat(reduced.ghosts()).hasSize(PIECES + 1);
        assertThat(area_um2).isCloseTo(Math.PI * 2 * 400, within(0.01 * area_um2));
        // From middle to middle of two pieces of 100 um: 100 Ra l / (pi d^2 / 4), and half of that to the soma.
        double between_uS = 100 * Math.PI / (100 * 100.0);
        assertThat(reduced.ghosts().get(2).coupling_uS()).isCloseTo(between_uS, within(0.02 * between_uS));
        assertThat(reduced.ghosts().get(1).coupling_uS()).isCloseTo(2 * between_uS, within(0.04 * between_uS));
    }

    /** A soma with a cylinder of 400 by 2 um in 101 pieces. */
    private static Cell stick(String kept) {
        return new Cell(
                new MorphologyBuilder()
                        .soma(20, 20)
                        .cylinder("dend", SwcType.BASAL, "soma", 0.5, 400, 2)
                        .build()
                        .discretise(
                                new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(101)),
                                CableProperties.uniform(100, 1)),
                Profile.of(1),
                Profile.of(100),
                -70,
                List.of(new Insertion(Pospischil.leak()), new Insertion(Pospischil.potassium())).stream()
                        .filter(insertion -> insertion.name().equals(kept))
                        .toList());
    }

    @Test
    void of_leakInOtherUnits_isTheSameCylinder() {
        Cell stick = stick(Pospischil.leak().schema().name());
        double g_mS_per_cm2 = Pospischil.leak().schema().parameters().getFirst().value();
        double area_um2 = cylinderArea_um2(stick);
        for (String unit : List.of("S/cm2", "pS/um2")) {
            double value = (unit.equals("S/cm2") ? 1e-3 : 10) * g_mS_per_cm2;
            NmodlMechanism leak = NmodlMechanism.of(
                    "other.mod",
                    """
                    NEURON { SUFFIX other NONSPECIFIC_CURRENT i RANGE g, e }
                    PARAMETER { g = %s (%s) e = -70 (mV) }
                    ASSIGNED { v (mV) i (mA/cm2) }
                    BREAKPOINT { i = %s*g*(v - e) }
                    """.formatted(value, unit, unit.equals("S/cm2") ? "1" : "1e-4"),
                    34,
                    included -> included);
            Cell same = new Cell(
                    stick.compartments(),
                    Profile.of(1),
                    Profile.of(100),
                    -70,
                    List.of(new Insertion(leak.mechanism())));
            assertThat(cylinderArea_um2(same)).isCloseTo(area_um2, within(1e-9 * area_um2));
        }
    }

    private static double cylinderArea_um2(Cell cell) {
        return ReducedCell.ofCylinders(cell, PIECES).ghosts().get(1).area_um2();
    }

    @Test
    void of_tree_hasOneForEveryDendriteOnTheSoma() {
        Cell tree = ReducedCells.tree(5);
        ReducedCell reduced = ReducedCell.ofCylinders(tree, PIECES);
        assertThat(ReducedCell.stems(tree)).isEqualTo(2);
        assertThat(reduced.ghosts()).hasSize(2 * PIECES + 1);
        assertThat(reduced.ghosts().stream().filter(ghost -> ghost.parent() == 0))
                .hasSize(2);
        assertThat(reduced.cell().insertions()).hasSize(3);
    }

    @Test
    void of_dendriteWithoutALeak_isRefused() {
        assertThatThrownBy(() -> ReducedCell.ofCylinders(
                        stick(Pospischil.potassium().schema().name()), PIECES))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("leak");
    }
}
