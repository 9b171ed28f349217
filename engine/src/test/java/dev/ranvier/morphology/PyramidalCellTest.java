package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.TextTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The grown cell: the same bytes for a seed, and the sizes that are promised. */
final class PyramidalCellTest {
    @Test
    void grow_seed1_isByteForByteTheFileNeuronRead() {
        assertThat(SwcWriter.text(PyramidalCell.USUAL.grow(1)))
                .isEqualTo(TextTable.resourceText("/morphology/pyramidal_seed1.swc"));
    }

    @Test
    void grow_anySeed_hasTheRegionsAndSizesOfAPyramidalCell() {
        for (long seed = 0; seed < 50; seed++) {
            Morphology cell = PyramidalCell.USUAL.grow(seed);
            assertThat(cell.branches()).as("branches, seed " + seed).hasSizeBetween(80, 200);
            assertThat(cell.ofType(SwcType.AXON)).hasSize(1);
            assertThat(cell.ofType(SwcType.BASAL)).hasSizeBetween(30, 100);
            assertThat(farthest_um(cell, SwcType.BASAL))
                    .as("basal reach, seed " + seed)
                    .isBetween(100.0, 300.0);
            assertThat(farthest_um(cell, SwcType.APICAL))
                    .as("apical reach, seed " + seed)
                    .isBetween(500.0, 1000.0);
        }
    }

    /** Radii are rounded to 1/1024 um, and none is below 0.2 um. */
    @Test
    void grow_forksOfBasalTrees_followRallsPower() {
        Morphology cell = PyramidalCell.USUAL.grow(7);
        List<Branch> branches = cell.branches();
        int compared = 0;
        for (int parent = 1; parent < branches.size(); parent++) {
            int position = parent;
            List<Branch> daughters = branches.stream()
                    .filter(branch -> branch.parent() == position && branch.type() == SwcType.BASAL)
                    .toList();
            double smallest_um = daughters.stream()
                    .mapToDouble(PyramidalCellTest::ownRadius_um)
                    .min()
                    .orElse(0);
            if (smallest_um > 0.25) {
                double before = power(branches.get(parent).points().getLast().radius_um());
                double after = daughters.stream()
                        .mapToDouble(daughter -> power(ownRadius_um(daughter)))
                        .sum();
                // The second point of a daughter is already up to half a taper of 10 % on its way.
                assertThat(after / before).isCloseTo(1, within(0.1));
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    @Test
    void grow_otherPlan_hasThatManyTrees() {
        Morphology cell = new PyramidalCell(2, 0, 0).grow(3);
        assertThat(cell.ofType(SwcType.BASAL).stream().filter(branch -> branch.parent() == 0))
                .hasSize(2);
        assertThat(cell.ofType(SwcType.APICAL)).hasSize(1);
    }

    @Test
    void constructor_impossiblePlan_isRefused() {
        assertThatThrownBy(() -> new PyramidalCell(6, 9, 40))
                .isInstanceOf(MorphologyException.class)
                .hasMessageContaining("tuftLevels from 0 to 10")
                .hasMessageContaining("tuftLevels=40");
    }

    private static double farthest_um(Morphology cell, int type) {
        double farthest = 0;
        for (int k = 0; k < cell.branches().size(); k++) {
            if (cell.branches().get(k).type() == type) {
                farthest = Math.max(farthest, cell.pathDistance_um(k, 1));
            }
        }
        return farthest;
    }

    private static double ownRadius_um(Branch branch) {
        return branch.points().get(1).radius_um();
    }

    private static double power(double radius_um) {
        return Math.pow(radius_um, 1.5);
    }
}
