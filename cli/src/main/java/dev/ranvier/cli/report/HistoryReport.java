package dev.ranvier.cli.report;

import java.util.List;

/** The report of a history of benchmarks. */
public final class HistoryReport {
    private static final int WIDTH = 1000, HEIGHT = 170;

    private HistoryReport() {}

    /** The page. */
    public static String html(HistoryContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), true);
        content.notes().forEach(page::note);

        page.heading(
                "Throughput over commits",
                "Operations over time, relative to a reference that was measured in turn with each commit on the same"
                        + " machine. Interrupted: intervals over forks.");
        for (HistoryContent.Line line : content.lines()) {
            page.figure(svg(line));
        }

        page.heading("Commits", "");
        page.table(content.commits().titles(), content.commits().rows());
        return page.end(content.command());
    }

    /** One benchmark, as SVG. */
    public static String svg(HistoryContent.Line line) {
        String colour = Chart.colour(0);
        Chart chart = Chart.of(line.benchmark(), "relative throughput", HEIGHT)
                .reaching(0)
                .reaching(1)
                .add(new Layer.Line("", line.low(), colour, Layer.Style.DASHED))
                .add(new Layer.Line("", line.high(), colour, Layer.Style.DASHED))
                .line("", line.throughput(), colour);
        for (int k = 0; k < line.high().size(); k++) {
            if (Double.isFinite(line.high().y(k))) {
                chart.reaching(line.high().y(k));
            }
        }
        return Figure.svg(WIDTH, "commit, oldest first", List.of(chart));
    }
}
