package dev.ranvier.cli.report;

/** The page of a sweep. Its pictures are drawn by a script in the page. */
public final class SweepReport {
    private SweepReport() {}

    /** The page. */
    public static String html(SweepContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), true);
        page.keyFigures(content.keyFigures());
        content.notes().forEach(page::note);
        page.script(PageResource.text("sweep.html"), content.points(), PageResource.text("sweep.js"));
        return page.end(content.command());
    }
}
