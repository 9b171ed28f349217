package dev.ranvier.cli.report;

import java.util.List;
import java.util.Map;

/** The page of many fitted gates. Its pictures are drawn by a script in the page as they come into view. */
public final class KineticsReport {
    private static final int WIDTH = 1000;

    private KineticsReport() {}

    /** The page. */
    public static String html(KineticsContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), true);
        page.keyFigures(content.keyFigures());
        content.notes().forEach(page::note);

        page.heading(
                "How near",
                "Share of gates whose larger squared error, of x\u221e or \u03c4, is at most this. Errors are scaled"
                        + " by the square of max(sd, 1).");
        page.figure(distributions(content.distributions()));
        page.table(content.modelTitles(), content.models());
        page.heading("By family", "");
        page.table(content.familyTitles(), content.families());

        page.heading(
                "Gates",
                "Left x\u221e, right \u03c4, over voltage. Dots: the data; lines: the network. Click one to see it"
                        + " larger.");
        page.script(PageResource.text("kinetics.html"), content.gates(), PageResource.text("kinetics.js"));

        page.heading("Settings", "");
        page.table(content.settings());
        return page.end(content.command());
    }

    private static String distributions(Map<String, Points> lines) {
        Chart chart =
                Chart.of("Distribution", "share of gates", 260).reaching(0).reaching(1);
        lines.forEach((model, points) -> chart.line(model, points, Chart.colour(chart.size())));
        return Figure.svg(WIDTH, "decimal logarithm of the squared error", List.of(chart));
    }
}
