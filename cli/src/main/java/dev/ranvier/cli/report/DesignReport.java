package dev.ranvier.cli.report;

import java.util.List;

/** The report of a design. */
public final class DesignReport {
    private static final int WIDTH = 1000, HIGH = 220, LOW = 110;

    private DesignReport() {}

    /**
     * What it shows.
     *
     * @param title of the page
     * @param verdict the result in one sentence
     * @param notes what the person should know
     * @param current_nA the proposed current
     * @param voltage_mV what the model does under it
     * @param now the curves, as sure as they are
     * @param then the same, as sure as they would be
     * @param from_mV where bands are compared
     * @param to_mV up to where
     * @param candidates all candidates
     * @param command how to repeat it
     */
    public record Content(
            String title,
            String verdict,
            List<String> notes,
            Points current_nA,
            Points voltage_mV,
            List<CurvePair> now,
            List<CurvePair> then,
            double from_mV,
            double to_mV,
            FitContent.Table candidates,
            String command) {
        /** Copies the lists. */
        public Content {
            notes = List.copyOf(notes);
            now = List.copyOf(now);
            then = List.copyOf(then);
        }
    }

    /** The page. */
    public static String html(Content content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), true);
        content.notes().forEach(page::note);
        page.heading("The proposed current", "It is in stimulus.csv; the voltage is the model's.");
        page.figure(Figure.svg(
                WIDTH,
                "time, ms",
                List.of(
                        Chart.of("Voltage", "mV", HIGH).line("", content.voltage_mV(), Chart.colour(0)),
                        Chart.of("Current", "nA", LOW).line("", content.current_nA(), Chart.colour(1)))));
        page.heading(
                "How sure the curves are",
                "Around each curve: where it lies with 95 % certainty, if it is what the model says. Shaded: the"
                        + " voltages at which bands are compared.");
        for (int gate = 0; gate < content.now().size(); gate++) {
            addCurves(page, "now", content.now().get(gate), content);
            addCurves(page, "with this recording", content.then().get(gate), content);
        }
        page.heading("All candidates", "What would be left of the bands, in the geometric mean over voltages.");
        page.table(content.candidates().titles(), content.candidates().rows());
        return page.end(content.command());
    }

    private static void addCurves(HtmlPage page, String when, CurvePair curves, Content content) {
        page.subheading("Gate " + curves.gate() + ", " + when);
        page.pair(
                ReportFigures.steadyState(curves, "compared", content.from_mV(), content.to_mV()),
                ReportFigures.timeConstant(curves, "compared", content.from_mV(), content.to_mV()));
    }
}
