package dev.ranvier.cli.report;

import java.util.List;

/** The page of a cell's shape. */
public final class MorphologyReport {
    private static final List<String> TYPES =
            List.of("type", "branches", "points", "length (um)", "area (um2)", "radii (um)", "mean radius (um)");

    private MorphologyReport() {}

    /** The page. */
    public static String html(MorphologyContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.keyFigures(content.facts());
        content.notes().forEach(page::note);

        page.heading("The cell", "Seen along z.");
        page.figure(content.drawing());
        page.figure(content.reach());

        page.heading("Types of branches", "");
        page.table(TYPES, content.types());

        if (!content.repairs().isEmpty()) {
            page.heading("Repairs", "What each rule of morphology.repair would do to the file by itself.");
            page.table(List.of("rule", "what it does"), content.repairs());
        }
        return page.end(content.command());
    }
}
