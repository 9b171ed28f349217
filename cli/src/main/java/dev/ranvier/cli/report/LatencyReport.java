package dev.ranvier.cli.report;

import java.util.List;

/** The report of a loop in real time. */
public final class LatencyReport {
    private static final int WIDTH = 1000, HEIGHT = 300;

    private LatencyReport() {}

    /** The page. */
    public static String html(LatencyContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), content.success());

        page.heading(
                "How long", "Ticks by their time, in classes of a twentieth of a decade; both axes are logarithmic.");
        page.figure(svg(content));
        page.table(content.titles(), content.rows());

        page.heading("This machine", "");
        page.table(content.findings());

        page.heading("What was run", "");
        page.table(content.settings());
        return page.end(content.command());
    }

    private static String svg(LatencyContent content) {
        Chart chart = Chart.logarithmic("Latencies", "ticks", HEIGHT).reaching(1);
        content.histograms().forEach((what, points) -> chart.line(what, points, Chart.colour(chart.size())));
        chart.add(new Layer.Mark(content.deadline(), "deadline", 0));
        return Figure.svg(WIDTH, "decimal logarithm of the time in us", List.of(chart));
    }
}
