package dev.ranvier.cli.report;

/** The report of a comparison of benchmarks. */
public final class BenchReport {
    private static final int WIDTH = 1000;

    private BenchReport() {}

    /** The page. */
    public static String html(BenchContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), content.success());
        content.notes().forEach(page::note);

        page.heading("Time of an operation, new over base", content.explained());
        if (!content.intervals().isEmpty()) {
            page.figure(IntervalDrawing.svg(WIDTH, content.intervals(), content.margin()));
        }
        page.table(content.table().titles(), content.table().rows());

        page.heading("Settings", "");
        page.table(content.settings());
        return page.end(content.command());
    }
}
