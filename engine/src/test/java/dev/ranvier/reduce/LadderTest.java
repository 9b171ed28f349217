package dev.ranvier.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.morphology.Compartments;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LadderTest {
    private static final double EXACT = 1e-9;

    @Test
    void of_aChain_isThatChain() {
        Cell chain = ReducedCells.chain();
        Compartments nodes = chain.compartments();
        Ladder ladder = Ladder.of(new CableTree(chain), 2);
        int near = nodes.at("near", 0.5), far = nodes.at("far", 0.5);
        assertThat(ladder.capacitance_nF().get(1)).isCloseTo(1e-5 * nodes.area_um2(near), within(EXACT));
        assertThat(ladder.capacitance_nF().get(2)).isCloseTo(1e-5 * nodes.area_um2(far), within(EXACT));
        assertThat(ladder.coupling_uS().get(1)).isCloseTo(1 / nodes.axialFactor_per_um(near), within(EXACT));
        assertThat(ladder.coupling_uS().get(2)).isCloseTo(1 / nodes.axialFactor_per_um(far), within(EXACT));
    }

    @Test
    void of_tree_hasItsImpedanceWhereMomentsAreMatched() {
        Cell tree = ReducedCells.tree(5);
        CableTree cable = new CableTree(tree);
        Ladder ladder = Ladder.of(new CableTree(tree), 3);
        // The moments of k rungs: value and slope of the impedance at the shift, and more; but for the leak of the last
        // rung, which is left out.
        for (double off : new double[] {-1e-3, 0, 1e-3}) {
            double s = Ladder.SHIFT_per_ms + off;
            double[] source = new double[cable.size()];
            source[0] = 1;
            double expected = cable.solve(source, s)[0] / cable.capacitance_nF(0);
            assertThat(impedance(ladder, s)).isCloseTo(expected, within(1e-7 * expected));
        }
    }

    /** Of a ladder at its first rung, by its continued fraction [MOhm]. */
    private static double impedance(Ladder ladder, double s) {
        double admittance = 0;
        for (int k = ladder.capacitance_nF().size() - 1; k >= 0; k--) {
            admittance += s * ladder.capacitance_nF().get(k);
            if (k > 0) {
                double coupling = ladder.coupling_uS().get(k);
                admittance = admittance * coupling / (admittance + coupling);
            }
        }
        return 1 / admittance;
    }

    @Test
    void of_tree_isPositiveAndNoLargerThanTheTree() {
        Cell tree = ReducedCells.tree(5);
        CableTree cable = new CableTree(tree);
        double all = IntStream.range(0, cable.size())
                .mapToDouble(cable::capacitance_nF)
                .sum();
        for (int rungs = 1; rungs <= 6; rungs++) {
            Ladder ladder = Ladder.of(new CableTree(tree), rungs);
            assertThat(ladder.capacitance_nF()).hasSize(rungs + 1).allMatch(c -> c > 0);
            assertThat(ladder.coupling_uS().subList(1, rungs + 1)).allMatch(g -> g > 0);
            assertThat(ladder.capacitance_nF().stream().mapToDouble(c -> c).sum())
                    .isBetween(0.5 * all, all * (1 + EXACT));
        }
    }

    @Test
    void of_moreGhostsThanTheCellHasCompartments_isRefused() {
        assertThatThrownBy(() -> ReducedCell.of(ReducedCells.chain(), 3))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("too small");
    }
}
