package dev.ranvier.cli.report;

/** The report of a simulation. */
public final class SimulationReport {
    private SimulationReport() {}

    /** The page. */
    public static String html(SimulationContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), true);
        page.keyFigures(content.keyFigures());
        content.notes().forEach(page::note);

        page.heading("Over time", "");
        page.figure(content.traces());

        content.morphology().ifPresent(drawing -> {
            page.heading(
                    "Over the cell",
                    "Seen along z; lines are as thick as the cables. Dots: where the voltages above were recorded, in"
                            + " their colours.");
            page.figure(drawing);
        });

        page.heading("Sites", "");
        page.table(content.siteTitles(), content.sites());

        page.heading("What was run", "");
        page.table(content.settings());
        return page.end(content.command());
    }
}
