package dev.ranvier.cli.report;

import java.util.List;

/** A report that is a table. */
public final class TableReport {
    private TableReport() {}

    /**
     * The page.
     *
     * @param title of the page
     * @param verdict the result in one sentence
     * @param success whether all is well
     * @param notes what the person should know
     * @param table the table
     * @param command how to repeat it
     */
    public static String html(
            String title, String verdict, boolean success, List<String> notes, FitContent.Table table, String command) {
        HtmlPage page = new HtmlPage(title);
        page.verdict(verdict, success);
        notes.forEach(page::note);
        page.table(table.titles(), table.rows());
        return page.end(command);
    }
}
