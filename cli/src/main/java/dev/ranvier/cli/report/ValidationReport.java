package dev.ranvier.cli.report;

import java.util.ArrayList;
import java.util.List;

/** The report of a validation. */
public final class ValidationReport {
    private static final int WIDTH = 1000;
    private static final String RECORDED = "#333333", MODEL = Chart.colour(0), UNJUDGED = Chart.colour(4);
    private static final String TIME = "time (ms)";

    private ValidationReport() {}

    /** The page. */
    public static String html(ValidationContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), content.success());
        page.keyFigures(content.keyFigures());
        content.notes().forEach(page::note);

        page.heading(
                "Recordings",
                "Spikes are rises through the threshold. Coincidence factor: Jolivet et al. 2008, 1 where all spikes"
                        + " coincide, 0 by chance; in brackets the recorded spikes that coincide, and how many would by"
                        + " chance.");
        page.table(content.recordings().titles(), content.recordings().rows());

        page.heading("Overlays", "Recording grey, model blue. Shaded: not judged.");
        for (ValidationContent.Overlay overlay : content.overlays()) {
            page.subheading(overlay.title());
            page.figure(whole(overlay));
            for (ValidationContent.Detail detail : overlay.details()) {
                page.figure(part(overlay, detail));
            }
        }

        page.heading(
                "Features",
                "eFEL's, means over the recordings that have them. z: the model's distance in standard deviations"
                        + " between repeats of the same stimulus.");
        page.table(content.features().titles(), content.features().rows());

        page.heading("Settings", "");
        page.table(content.settings());
        return page.end(content.command());
    }

    private static String whole(ValidationContent.Overlay overlay) {
        Chart observed = overlay.quantity().chart(240);
        if (overlay.from_ms() > 0) {
            observed.add(new Layer.Span("", 0, overlay.from_ms(), UNJUDGED));
        }
        List<Chart> charts = new ArrayList<>(
                List.of(observed.add(recorded(overlay.recorded())).line("model", overlay.model(), MODEL)));
        overlay.driving()
                .ifPresent(driving -> charts.add(overlay.quantity().driving(80).line("", driving, RECORDED)));
        return Figure.svg(WIDTH, TIME, charts);
    }

    private static String part(ValidationContent.Overlay overlay, ValidationContent.Detail detail) {
        return Figure.svg(
                WIDTH,
                TIME,
                List.of(Chart.of(detail.title(), overlay.quantity().axis(), 200)
                        .add(recorded(overlay.recorded().between(detail.from_ms(), detail.to_ms())))
                        .line("model", overlay.model().between(detail.from_ms(), detail.to_ms()), MODEL)));
    }

    private static Layer recorded(Points points) {
        return new Layer.Line("recording", points, RECORDED, Layer.Style.WIDE);
    }
}
