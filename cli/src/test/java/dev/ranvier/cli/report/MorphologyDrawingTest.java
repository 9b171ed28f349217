package dev.ranvier.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class MorphologyDrawingTest {
    private static final List<Stretch> CELL = List.of(
            stretch(0, 20, -10, 0, 10, 0), stretch(2, 2, 10, 0, 50, 40, 90, 40), stretch(1, 1, 90, 40, 300, 90));
    private static final List<MorphologyDrawing.Dot> DOTS = List.of(new MorphologyDrawing.Dot(0, 0, "#0072B2"));

    private static Stretch stretch(int node, double diameter_um, double... xy) {
        List<Stretch.Corner> corners = new java.util.ArrayList<>();
        for (int k = 0; k < xy.length; k += 2) {
            corners.add(new Stretch.Corner(xy[k], xy[k + 1]));
        }
        return new Stretch(corners, diameter_um, node);
    }

    private static String drawing(double... values) {
        return MorphologyDrawing.svg(
                900, CELL, List.of(new MorphologyDrawing.Panel("Peak < or >", "mV", values, "nothing")), DOTS);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void svg_cell_isWellFormedAndSelfContained() throws Exception {
        String svg = drawing(-70, 20, -30);
        assertThat(parse(svg).getElementsByTagName("path").getLength()).isEqualTo(CELL.size() + 1);
        assertThat(svg).doesNotContain("href", "NaN", "Infinity", "nothing").contains("\u00b5m", "Peak &lt; or &gt;");
    }

    @Test
    void svg_lowestAndHighestValue_haveTheEndsOfTheScale() {
        assertThat(drawing(-70, 20, -30))
                .contains("stroke='" + ColourScale.PLASMA.at(0) + "'", "stroke='" + ColourScale.PLASMA.at(1) + "'");
    }

    @Test
    void svg_wholeValues_haveWholeTicks() {
        assertThat(drawing(0, 1, 1)).contains(">0</text>", ">1</text>").doesNotContain(">0.2</text>");
        assertThat(drawing(0, 1, 0.5)).contains(">0.2</text>");
    }

    @Test
    void svg_nodeWithoutValue_isGreyAndExplained() {
        assertThat(drawing(-70, Double.NaN, -30)).contains("stroke='" + ColourScale.NONE + "'", "nothing");
    }

    @Test
    void svg_noValuesAtAll_staysNumbers() {
        assertThat(drawing(Double.NaN, Double.NaN, Double.NaN))
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void svg_stretchThickerThanLong_isADisc() {
        assertThat(drawing(0, 1, 2)).containsPattern("M[\\d.]+ [\\d.]+h0'");
    }

    @Test
    void at_ends_areTheAnchors() {
        assertThat(ColourScale.PLASMA.at(0)).isEqualTo("#0d0887");
        assertThat(ColourScale.PLASMA.at(1)).isEqualTo("#f89441");
        assertThat(ColourScale.PLASMA.at(0.5)).isEqualTo("#a82296");
    }
}
