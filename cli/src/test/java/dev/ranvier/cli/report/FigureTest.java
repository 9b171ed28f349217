package dev.ranvier.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class FigureTest {
    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Points points(int size) {
        double[] x = IntStream.range(0, size).mapToDouble(k -> k).toArray();
        double[] y =
                IntStream.range(0, size).mapToDouble(k -> Math.sin(k / 20.0)).toArray();
        return Points.of(x, y);
    }

    @Test
    void svg_everyLayer_isWellFormedAndSelfContained() throws Exception {
        Chart chart = Chart.of("a < b & 'c'", "y", 100)
                .add(new Layer.Span("span", 10, 20, "#000000"))
                .add(new Layer.Mark(30, "mark", 1))
                .line("line", points(50), Chart.colour(0));
        String svg = Figure.svg(600, "x", List.of(chart, Chart.logarithmic("empty", "y", 100)));
        assertThat(parse(svg).getElementsByTagName("text").getLength()).isPositive();
        assertThat(svg)
                .doesNotContain("href")
                .doesNotContain("NaN")
                .doesNotContain("Infinity")
                .contains("a &lt; b &amp;");
    }

    @Test
    void marksThatFollowClosely_leaveOutTextsThatWouldTouch() {
        Chart chart = Chart.of("", "y", 100).line("", points(600), Chart.colour(0));
        List.of(100, 110, 300).forEach(at -> chart.add(new Layer.Mark(at, "clamp at " + at, 0)));
        chart.add(new Layer.Mark(110, "clamp below", 1));
        assertThat(Figure.svg(600, "x", List.of(chart)))
                .contains("clamp at 100", "clamp at 300", "clamp below")
                .doesNotContain("clamp at 110");
    }

    @Test
    void svg_longTrace_isThinned() {
        String svg = Figure.svg(600, "x", List.of(Chart.of("", "y", 100).line("", points(1_000_000), Chart.colour(0))));
        assertThat(svg.length()).isLessThan(60_000);
    }

    @Test
    void svg_valuesThatAreNotFinite_interruptTheLine() {
        Points gap = Points.of(new double[] {0, 1, 2, 3, 4}, new double[] {0, 1, Double.NaN, 1, 0});
        assertThat(Figure.svg(600, "x", List.of(Chart.of("", "y", 100).line("", gap, Chart.colour(0)))))
                .containsPattern("d='M[^M']*M[^M']*'");
    }

    @Test
    void svg_hugeValues_stayNumbers() {
        Points huge = Points.of(new double[] {0, 1, 2}, new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE});
        assertThat(Figure.svg(600, "x", List.of(Chart.of("", "y", 100).line("", huge, Chart.colour(0)))))
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void held_samples_makeSteps() {
        Points held = Points.held(new double[] {0, 1, 2}, new double[] {5, 6, 7});
        assertThat(IntStream.range(0, held.size()).mapToObj(k -> held.x(k) + ":" + held.y(k)))
                .containsExactly("0.0:5.0", "1.0:5.0", "1.0:6.0", "2.0:6.0", "2.0:7.0");
    }
}
