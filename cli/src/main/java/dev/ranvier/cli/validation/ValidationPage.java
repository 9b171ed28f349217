package dev.ranvier.cli.validation;

import dev.ranvier.cli.fitting.FitFiles;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.Points;
import dev.ranvier.cli.report.ValidationContent;
import dev.ranvier.files.input.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills the report of a validation. */
final class ValidationPage {
    /** More recordings than this are not drawn. */
    private static final int MOST_DRAWN = 12;
    /** A part that is drawn larger. */
    private static final double DETAIL_ms = 500;

    private final Validation validation;

    ValidationPage(Validation validation) {
        this.validation = validation;
    }

    /** What the report shows. */
    ValidationContent content() {
        List<Prediction> predictions = validation.predictions();
        return new ValidationContent(
                Path.of(validation.modelName()).getFileName() + " against " + Observed.title(validation.observed()),
                validation.verdict(),
                !validation.missesSpikes(),
                keyFigures(),
                recordings(),
                predictions.stream()
                        .limit(MOST_DRAWN)
                        .map(ValidationPage::overlay)
                        .toList(),
                features(),
                settings(),
                validation.notes(),
                validation.commandLine());
    }

    private Map<String, String> keyFigures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("RMSE", Observed.shown(validation.observed(), validation.rmse_mV()));
        if (validation.observed().stream().noneMatch(Observed::isVoltage)) {
            return figures;
        }
        figures.put("RMSE away from spikes", millivolts(validation.betweenSpikes_mV()));
        figures.put("spikes, model / recorded", validation.modelSpikes() + " / " + validation.recordedSpikes());
        for (double precision_ms : Prediction.PRECISIONS_ms) {
            String within = " within " + Shown.number(precision_ms) + " ms";
            figures.put("coincidence factor" + within, number(validation.coincidence(precision_ms)));
            if (Double.isFinite(validation.repeatability(precision_ms))) {
                figures.put("the cell's own" + within, number(validation.repeatability(precision_ms)));
            }
        }
        return figures;
    }

    private FitContent.Table recordings() {
        List<String> titles = new ArrayList<>(
                List.of("recording", "RMSE", "away from spikes", "spikes recorded", "spikes of the model"));
        Prediction.PRECISIONS_ms.forEach(ms -> titles.add("coincidence, " + Shown.number(ms) + " ms"));
        List<List<String>> rows = new ArrayList<>();
        for (Prediction prediction : validation.predictions()) {
            List<String> row = new ArrayList<>(List.of(
                    prediction.observed().name(),
                    prediction.observed().shown(prediction.rmse_mV()),
                    millivolts(prediction.betweenSpikes_mV()),
                    Integer.toString(prediction.recordedSpikes().count()),
                    Integer.toString(prediction.modelSpikes().count())));
            for (double precision_ms : Prediction.PRECISIONS_ms) {
                Coincidence coincidence = prediction.coincidence(precision_ms);
                row.add(number(coincidence.factor()) + " (" + coincidence.coincident() + ", by chance "
                        + Shown.number(coincidence.byChance()) + ")");
            }
            rows.add(row);
        }
        return new FitContent.Table(titles, rows);
    }

    private FitContent.Table features() {
        return new FitContent.Table(
                List.of("feature", "unit", "recordings", "recorded", "model", "between repeats", "z"),
                validation.features().stream()
                        .map(judged -> List.of(
                                judged.feature().efelName(),
                                judged.feature().unit(),
                                Integer.toString(judged.recordings()),
                                Shown.number(judged.recorded()),
                                Shown.number(judged.model()),
                                number(judged.deviation()),
                                number(judged.z())))
                        .toList());
    }

    private Map<String, String> settings() {
        Prediction first = validation.predictions().getFirst();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("dt", validation.dt_ms() + " ms");
        settings.put("judged from", first.from_ms() + " ms on");
        settings.put(
                "clamped to the recording at first",
                first.observed().experiment().lead_ms() + " ms");
        settings.put("threshold of spikes", first.threshold_mV() + " mV");
        settings.put(
                "features of the stimulus, of the first recording",
                Shown.number(first.from_ms() + first.stimulus().start_ms()) + " to "
                        + Shown.number(first.from_ms() + first.stimulus().end_ms()) + " ms");
        return settings;
    }

    private static ValidationContent.Overlay overlay(Prediction prediction) {
        Observed observed = prediction.observed();
        double[] t_ms = FitFiles.times_ms(observed.recorded()).toArray();
        return new ValidationContent.Overlay(
                observed.quantity(),
                observed.name()
                        + (observed.isVoltage()
                                ? ": " + prediction.modelSpikes().count() + " spikes of "
                                        + prediction.recordedSpikes().count()
                                : ""),
                Points.of(t_ms, observed.seen(observed.recorded().values())),
                Points.of(t_ms, observed.seen(prediction.model().values())),
                observed.driving().map(driving -> Points.held(t_ms, driving.values())),
                prediction.from_ms(),
                prediction.judged_ms() > 2 * DETAIL_ms ? details(prediction) : List.of());
    }

    /** The beginning, and where the mean square of the error is largest. */
    private static List<ValidationContent.Detail> details(Prediction prediction) {
        double from_ms = prediction.from_ms();
        double[] recorded = prediction.observed().recorded().values(),
                model = prediction.model().values();
        double interval_ms = prediction.model().interval_ms();
        int parts = (int) (prediction.judged_ms() / DETAIL_ms);
        double[] squares = new double[parts];
        for (int k : prediction.judged()) {
            int part = (int) Math.floor((k * interval_ms - from_ms) / DETAIL_ms);
            if (part < parts) {
                squares[part] += (model[k] - recorded[k]) * (model[k] - recorded[k]);
            }
        }
        int worst = 0;
        for (int part = 1; part < parts; part++) {
            worst = squares[part] > squares[worst] ? part : worst;
        }
        double worst_ms = from_ms + worst * DETAIL_ms;
        return List.of(
                new ValidationContent.Detail("The beginning", from_ms, from_ms + DETAIL_ms),
                new ValidationContent.Detail("Where they differ most", worst_ms, worst_ms + DETAIL_ms));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Shown.number(value) : "-";
    }

    private static String millivolts(double value) {
        return Double.isFinite(value) ? Shown.millivolts(value) : "-";
    }
}
