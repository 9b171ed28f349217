package dev.ranvier.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MatrixDrawingTest {
    @Test
    void svg_fewNames_showsColoursAndNumbers() {
        String svg = MatrixDrawing.svg(600, List.of("a", "b<c"), List.of(List.of(1.0, -0.5), List.of(-0.5, 1.0)));
        assertThat(svg)
                .contains("b&lt;c", "\u22120.50", "1.00")
                .contains("fill='" + ColourScale.SIGNED.at(1) + "'", "fill='" + ColourScale.SIGNED.at(0.25) + "'");
    }

    @Test
    void svg_unknownValues_areGrey() {
        String svg = MatrixDrawing.svg(600, List.of("a"), List.of(List.of(Double.NaN)));
        assertThat(svg).contains("fill='" + ColourScale.NONE + "'").doesNotContain("NaN");
    }

    @Test
    void svg_manyNames_leavesTheNumbersOut() {
        List<List<Double>> zeros = Collections.nCopies(40, Collections.nCopies(40, 0.0));
        assertThat(MatrixDrawing.svg(600, Collections.nCopies(40, "name"), zeros))
                .doesNotContain("0.00");
    }
}
