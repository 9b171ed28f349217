package dev.ranvier.cli.report;

/** The report of a recovery. */
public final class RecoveryReport {
    private RecoveryReport() {}

    /** The page. */
    public static String html(ReportContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), content.success());
        page.keyFigures(content.keyFigures());
        content.notes().forEach(page::note);

        page.heading(
                "Recording against model",
                "The model runs free: it starts at the recording's beginning, sees what was injected, its synapses if"
                        + " it has any, and nothing else.");
        for (ReportContent.Traces traces : content.traces()) {
            if (content.traces().size() > 1) {
                page.subheading(traces.title());
            }
            page.figure(ReportFigures.traces(traces));
        }

        if (!content.curves().isEmpty()) {
            page.heading(
                    "Learned curves",
                    "Shaded: the voltages that the recording visited. Outside them (dashed) the curves are"
                        + " extrapolated. Around each curve: where it lies with 95 % certainty, if the model has the"
                        + " right structure and its known numbers are right.");
            for (CurvePair curves : content.curves()) {
                page.subheading("Gate " + curves.gate());
                page.pair(
                        ReportFigures.steadyState(curves, "visited", content.visitedFrom_mV(), content.visitedTo_mV()),
                        ReportFigures.timeConstant(
                                curves, "visited", content.visitedFrom_mV(), content.visitedTo_mV()));
            }
        }
        content.networks().forEach(network -> network.on(page));

        if (!content.numbers().rows().isEmpty()) {
            page.heading("Fitted numbers", "Found together with the curves, by the best seed.");
            page.table(content.numbers().titles(), content.numbers().rows());
        }

        if (!content.comparison().rows().isEmpty()) {
            page.heading(
                    "Other channels in the same place",
                    "Their numbers fitted to the same recordings. Numbers told: those that were fitted, of curves as"
                            + " many as the recordings determine. Criterion: Schwarz's, less is better.");
            page.table(content.comparison().titles(), content.comparison().rows());
        }

        page.heading("Convergence", content.fitExplained());
        page.figure(ReportFigures.convergence(content.convergence()));

        page.heading("Seeds", "Every seed starts from other random weights; the best one is shown above.");
        page.table(content.seeds().titles(), content.seeds().rows());

        page.heading("Settings", "");
        page.table(content.settings());
        return page.end(content.command());
    }
}
