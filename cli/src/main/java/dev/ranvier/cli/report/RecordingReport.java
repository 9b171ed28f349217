package dev.ranvier.cli.report;

import java.util.List;

/** The overview of a file of recordings. */
public final class RecordingReport {
    private RecordingReport() {}

    /** The page. */
    public static String html(RecordingContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.table(content.facts());
        content.notes().forEach(page::note);

        page.heading("Over time", "");
        page.figure(content.traces());

        page.heading("Sweeps", "");
        page.table(content.sweepTitles(), content.sweeps());

        if (!content.tags().isEmpty()) {
            page.heading("Tags", "");
            page.table(List.of("time (ms)", "comment"), content.tags());
        }
        return page.end(content.command());
    }
}
