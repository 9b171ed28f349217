package dev.ranvier.cli.report;

import java.util.ArrayList;
import java.util.List;

/** The report of a fit. */
public final class FitReport {
    private static final int WIDTH = 1000, HALF_WIDTH = 490;
    private static final String RECORDED = "#333333", MODEL = Chart.colour(0), WORST = Chart.colour(4);
    private static final String TIME = "time (ms)";

    private FitReport() {}

    /** The page. */
    public static String html(FitContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), content.success());
        page.keyFigures(content.keyFigures());
        content.notes().forEach(page::note);

        page.heading(
                "Recording against model",
                "With the numbers of the best start. Shaded, and larger below: where they differ most.");
        for (FitContent.Compared compared : content.recordings()) {
            page.subheading(compared.title());
            page.figure(whole(compared));
            page.pair(voltages(compared), errors(compared));
        }

        if (!content.parameters().rows().isEmpty()) {
            page.heading(
                    "Parameters",
                    "In the units of the model file. The standard error says how well the recordings determine a"
                            + " number if the model is right and the residuals are independent of each other.");
            page.table(content.parameters().titles(), content.parameters().rows());
        }

        content.overTheCell().forEach(page::figure);

        content.networks().forEach(network -> network.on(page));

        page.heading("Correlations", content.correlationsExplained());
        content.correlations()
                .ifPresent(matrix -> page.figure(MatrixDrawing.svg(WIDTH, matrix.names(), matrix.values())));

        page.heading("Loss by step", "Priors included. Under a clamp the model is pulled to the recordings.");
        page.figure(course(content.course()));

        page.heading("Starts", "The first start is the model file's own, the others are scattered around it.");
        page.table(content.starts().titles(), content.starts().rows());

        page.heading("Settings", "");
        page.table(content.settings());
        return page.end(content.command());
    }

    private static String whole(FitContent.Compared compared) {
        List<Chart> charts = new ArrayList<>(List.of(
                compared.quantity()
                        .chart(280)
                        .add(worst(compared))
                        .add(recorded(compared.recorded()))
                        .line("model", compared.model(), MODEL),
                compared.quantity()
                        .difference("Model minus recording", 110)
                        .add(worst(compared))
                        .line("", compared.difference(), Chart.colour(1))));
        compared.driving()
                .ifPresent(driving -> charts.add(compared.quantity().driving(80).line("", driving, RECORDED)));
        return Figure.svg(WIDTH, TIME, charts);
    }

    private static Layer worst(FitContent.Compared compared) {
        return new Layer.Span("", compared.worstFrom_ms(), compared.worstTo_ms(), WORST);
    }

    private static Layer recorded(Points points) {
        return new Layer.Line("recording", points, RECORDED, Layer.Style.WIDE);
    }

    private static String voltages(FitContent.Compared compared) {
        return Figure.svg(
                HALF_WIDTH,
                TIME,
                List.of(Chart.of("Largest error", compared.quantity().axis(), 200)
                        .add(recorded(part(compared.recorded(), compared)))
                        .line("model", part(compared.model(), compared), MODEL)));
    }

    private static String errors(FitContent.Compared compared) {
        return Figure.svg(
                HALF_WIDTH,
                TIME,
                List.of(compared.quantity()
                        .difference("Model minus recording", 200)
                        .line("", part(compared.difference(), compared), Chart.colour(1))));
    }

    private static Points part(Points points, FitContent.Compared compared) {
        return points.between(compared.worstFrom_ms(), compared.worstTo_ms());
    }

    private static String course(List<FitContent.Course> starts) {
        Chart chart = Chart.logarithmic("Loss", "loss", 220);
        starts.getLast()
                .stages()
                .forEach((step, stage) -> chart.add(new Layer.Mark(step, stage, chart.size() % Layer.Mark.ROWS)));
        int colour = 0;
        for (FitContent.Course start : starts) {
            chart.line(start.label(), start.loss(), Chart.colour(colour++));
        }
        return Figure.svg(WIDTH, "step", List.of(chart));
    }
}
