package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/** An HTML page that needs nothing but a browser, written from top to bottom. */
final class HtmlPage {
    private static final String STYLE = """
        :root { color-scheme: light; }
        body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; color: #222;
               background: #f4f5f7; margin: 0; }
        main { max-width: 1040px; margin: 0 auto; padding: 28px 20px 60px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 34px 0 4px; }
        h3 { font-size: 15px; margin: 14px 0 0; }
        p { margin: 6px 0; max-width: 110ch; }
        .lead { color: #555; }
        .verdict { border-left: 5px solid #009E73; background: #fff; padding: 10px 14px; margin: 16px 0; max-width: none; }
        .verdict.failed { border-color: #D55E00; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 10px; }
        .figures div { background: #fff; border: 1px solid #e1e4e8; border-radius: 6px; padding: 10px 16px; }
        .figures b { display: block; font-size: 19px; font-weight: 600; }
        .figures span { color: #555; font-size: 13px; }
        figure { background: #fff; border: 1px solid #e1e4e8; border-radius: 6px; margin: 10px 0; padding: 12px 10px 8px; }
        figure svg { display: block; width: 100%; height: auto; }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
        table { border-collapse: collapse; background: #fff; border: 1px solid #e1e4e8; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 5px 16px 5px 12px; border-top: 1px solid #eceef1; vertical-align: top; }
        th { font-weight: 600; }
        pre { background: #fff; border: 1px solid #e1e4e8; border-radius: 6px; padding: 10px 14px; overflow-x: auto; }
        .scroll { overflow-x: auto; }
        .scroll td, .scroll th { white-space: nowrap; }
        @media (max-width: 760px) { .pair { grid-template-columns: 1fr; } }
        @media print { body { background: #fff; } figure { break-inside: avoid; } }
        """;

    private final StringBuilder page = new StringBuilder();

    /** A page with this title and nothing else yet. */
    HtmlPage(String title) {
        put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        put("<title>" + Html.escaped(title) + "</title>");
        put("<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>");
        put("<h1>" + Html.escaped(title) + "</h1>");
    }

    private void put(String line) {
        page.append(line).append('\n');
    }

    /** The result in a sentence. */
    void verdict(String text, boolean success) {
        put("<p class=\"verdict" + (success ? "" : " failed") + "\">" + Html.escaped(text) + "</p>");
    }

    /** Names and values to see first. */
    void keyFigures(Map<String, String> figures) {
        put("<div class=\"figures\">");
        figures.forEach((name, value) ->
                put("<div><b>" + Html.escaped(value) + "</b><span>" + Html.escaped(name) + "</span></div>"));
        put("</div>");
    }

    void note(String note) {
        put("<p class=\"lead\">Note: " + Html.escaped(note) + "</p>");
    }

    /** The title of a section and what it shows; the text may be empty. */
    void heading(String title, String text) {
        put("<h2>" + Html.escaped(title) + "</h2>");
        if (!text.isEmpty()) {
            put("<p class=\"lead\">" + Html.escaped(text) + "</p>");
        }
    }

    void subheading(String title) {
        put("<h3>" + Html.escaped(title) + "</h3>");
    }

    void figure(String svg) {
        put("<figure>" + svg + "</figure>");
    }

    /** Two drawings beside each other. */
    void pair(String left, String right) {
        put("<div class=\"pair\">");
        figure(left);
        figure(right);
        put("</div>");
    }

    /** Names and values. */
    void table(Map<String, String> rows) {
        put("<table>");
        rows.forEach((name, value) ->
                put("<tr><th>" + Html.escaped(name) + "</th><td>" + Html.escaped(value) + "</td></tr>"));
        put("</table>");
    }

    /** Rows under titles; a wide table can be pushed sideways. */
    void table(List<String> head, List<List<String>> rows) {
        put("<div class=\"scroll\"><table>");
        row("th", head);
        rows.forEach(cells -> row("td", cells));
        put("</table></div>");
    }

    private void row(String tag, List<String> cells) {
        page.append("<tr>");
        cells.forEach(cell -> page.append("<" + tag + ">" + Html.escaped(cell) + "</" + tag + ">"));
        put("</tr>");
    }

    /**
     * A part that a script fills.
     *
     * @param html what is there before it runs
     * @param data JSON, which the script finds in the element {@code data}
     * @param script the script
     */
    void script(String html, String data, String script) {
        put(html);
        // A data block ends at the first "</script"; JSON can spell < otherwise.
        put("<script type=\"application/json\" id=\"data\">" + data.replace("<", "\\u003c") + "</script>");
        put("<script>\n" + script + "</script>");
    }

    /** How to repeat it, and the end of the page: its text. */
    String end(String command) {
        put("<p>To repeat:</p>\n<pre>" + Html.escaped(command) + "</pre>");
        put("</main>\n</body>\n</html>");
        return page.toString();
    }
}
