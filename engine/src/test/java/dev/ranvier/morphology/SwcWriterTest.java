package dev.ranvier.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing and reading back; what the format cannot hold. */
final class SwcWriterTest {
    private static final Point A = new Point(0, 0, 0, 2),
            B = new Point(1 / 3.0, 10, -0.0, 1e-3),
            C = new Point(9, 9, 9, 1);

    @Test
    void write_pyramidalCells_readBackToTheSameBranches(@TempDir Path folder) throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            Morphology cell = PyramidalCell.USUAL.grow(seed);
            Path file = folder.resolve("cell.swc");
            SwcWriter.write(cell, file);
            assertThat(SwcReader.read(file).branches()).as("seed " + seed).isEqualTo(cell.branches());
        }
    }

    @Test
    void write_cellWithoutSomaAndChildrenAtBothEnds_readsBackToTheSameBranches() {
        Morphology cell = new Morphology(List.of(
                branch("basal[0]", Branch.NO_PARENT, 0, A, B),
                branch("basal[1]", 0, 1, B, A),
                branch("basal[2]", 0, 1, B, C),
                branch("basal[3]", 0, 0, A, C)));
        assertThat(SwcReader.parse(SwcWriter.text(cell), "cell.swc", 1).branches())
                .isEqualTo(cell.branches());
    }

    @Test
    void write_branchThatDoesNotStartAtItsJoint_isRefused() {
        Morphology cell = new MorphologyBuilder()
                .soma(20, 20)
                .branch("trunk", SwcType.APICAL, "soma", 0.5, 100, 3, 2)
                .cylinder("tuft", SwcType.APICAL, "trunk", 1, 50, 1)
                .build();
        assertThatThrownBy(() -> SwcWriter.text(cell))
                .isInstanceOf(MorphologyException.class)
                .hasMessageStartingWith("SWC cannot hold branch tuft: it starts with Point[")
                .hasMessageContaining("in SWC it starts with the point of trunk that it hangs on");
    }

    @Test
    void write_branchOnTheEndOfTheSoma_isRefused() {
        Morphology cell = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 1, 50, 1)
                .build();
        assertThatThrownBy(() -> SwcWriter.text(cell))
                .hasMessage("SWC cannot hold branch dend: it hangs on the soma at 1.0; in SWC it hangs on the middle");
    }

    @Test
    void write_branchOnTheMiddleOfALongSoma_isRefused() {
        Morphology cell = new MorphologyBuilder()
                .soma(30, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 0.5, 50, 1)
                .build();
        assertThatThrownBy(() -> SwcWriter.text(cell)).hasMessageContaining("not as long as it is thick");
    }

    @Test
    void write_branchOnTheMiddleOfABranch_isRefused() {
        Morphology cell =
                new Morphology(List.of(branch("root", Branch.NO_PARENT, 0, A, B), branch("spur", 0, 0.5, A, C)));
        assertThatThrownBy(() -> SwcWriter.text(cell))
                .hasMessage("SWC cannot hold branch spur: it hangs on root at 0.5; in SWC it hangs on the end");
    }

    @Test
    void write_somaThatIsNotTheRoot_isRefused() {
        Morphology cell = new Morphology(List.of(
                branch("root", Branch.NO_PARENT, 0, A, B), new Branch("soma", SwcType.SOMA, 0, 1, List.of(B, C))));
        assertThatThrownBy(() -> SwcWriter.text(cell))
                .hasMessage("SWC cannot hold branch soma: it has type 1 (soma), which in SWC only the root can have");
    }

    private static Branch branch(String name, int parent, double where, Point... points) {
        return new Branch(name, SwcType.BASAL, parent, where, List.of(points));
    }
}
