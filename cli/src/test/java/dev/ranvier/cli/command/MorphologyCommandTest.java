package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MorphologyCommandTest {
    private static final String CELL = """
        1 1 0 0 0 8 -1
        2 3 10 0 0 1 1
        3 3 60 0 0 0.5 2
        4 3 60 0 0 0.5 3
        5 4 0 40 0 1 1
        6 4 0 90 0 1 5
        """;

    @TempDir
    private Path folder;

    private Ran morphology(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("c.swc"), text);
        return Ran.of("morphology", file.toString(), "--plot", page().toString());
    }

    private Path page() {
        return folder.resolve("c.html");
    }

    @Test
    void morphology_file_isListedAndDrawn() throws IOException {
        Ran ran = morphology(CELL);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("branches 3, points ", "basal: 1 branches, length 50 um", "radii 0.5 to 8 um")
                .contains("repair: {coincident: merge}: points at the place of their parents left out: 1");
        assertThat(page())
                .content()
                .contains("<svg", "Radius, but of the soma", "<td>apical</td>", "coincident: merge", "To repeat")
                .doesNotContain("NaN");
    }

    @Test
    void morphology_refusedFile_isDrawnAsRepaired() throws IOException {
        Ran ran = morphology(CELL.replace("60 0 0 0.5 2", "60 0 0 0 2"));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaint()).contains("c.swc:3: radius must be positive", "All repairs together");
        assertThat(page())
                .content()
                .contains("refused as it stands", "least_radius_um: 0.1", "<svg")
                .doesNotContain("NaN");
    }
}
