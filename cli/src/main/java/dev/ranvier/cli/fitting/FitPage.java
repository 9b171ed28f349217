package dev.ranvier.cli.fitting;

import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.LearnedNetwork;
import dev.ranvier.cli.report.Points;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.SchemeNames;
import dev.ranvier.fit.FitResult;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.fit.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fills the report of a fit. */
final class FitPage {
    private static final int DIGITS = 5;
    /** More lines than this cannot be told apart. */
    private static final int MOST_COURSES = 8;
    /** A table of starts with more columns than this is in starts.csv only. */
    private static final int MOST_COLUMNS = 12;
    /** More names than this cannot be read. */
    private static final int MOST_CORRELATED = 60;
    /** The part of a recording that is drawn larger, and its fewest samples. */
    private static final double WORST_PART = 0.08;

    private static final int WORST_SAMPLES = 40;

    private final Fitted fitted;
    private final FitTask task;
    private final FitResult result;

    FitPage(Fitted fitted) {
        this.fitted = fitted;
        this.task = fitted.task();
        this.result = fitted.result();
    }

    /** What the report shows. */
    FitContent content() {
        return new FitContent(
                Path.of(task.modelName()).getFileName() + ", fitted to " + Observed.title(task.observed()),
                verdict(),
                fitted.convergedStarts() > 0,
                keyFigures(),
                compared(),
                parameters(),
                FittedCell.drawings(fitted),
                LearnedNetwork.of(
                        task.marks(),
                        result.bestStart().values(),
                        task.problem().cell().initialVoltage_mV()),
                correlations(),
                correlationsExplained(),
                courses(),
                starts(),
                settings(),
                notes(),
                task.commandLine());
    }

    private String verdict() {
        String error = Observed.shown(task.observed(), fitted.rmse_mV());
        return fitted.convergedStarts() > 0
                ? "Converged: near the numbers below nothing fits better. With them the model is " + error
                        + " away from the recording" + (task.observed().size() > 1 ? "s" : "")
                        + " (root mean square)."
                : "Not converged: no start came to an end; with the best one the model is " + error
                        + " away (root mean square). Its numbers are not to be trusted.";
    }

    private Map<String, String> keyFigures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("RMSE", Observed.shown(task.observed(), fitted.rmse_mV()));
        figures.put(
                "loss: " + FitSummary.lossName(task.loss()),
                Shown.number(result.bestStart().value()));
        figures.put(
                "starts converged",
                fitted.convergedStarts() + " of " + result.starts().size());
        figures.put("fitted", fitted.shownCount());
        figures.put("bounds hit", Integer.toString(fitted.boundsHit().size()));
        figures.put("time taken", Shown.seconds(fitted.seconds()));
        return figures;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(task.notes());
        if (!fitted.boundsHit().isEmpty()) {
            notes.add("at a bound: " + String.join(", ", fitted.boundsHit())
                    + ". What lies beyond might fit better, and the standard errors mean little");
        }
        notes.addAll(fitted.findings());
        return notes;
    }

    private List<FitContent.Compared> compared() {
        List<FitContent.Compared> list = new ArrayList<>();
        for (Observed recording : task.observed()) {
            list.add(compared(recording, list.size()));
        }
        return list;
    }

    private FitContent.Compared compared(Observed recording, int k) {
        double[] t = FitFiles.times_ms(recording.recorded()).toArray();
        double[] difference = fitted.difference(k);
        int worst = 0;
        for (int j = 0; j < difference.length; j++) {
            boolean isWorse = Double.isNaN(difference[worst]) || Math.abs(difference[j]) > Math.abs(difference[worst]);
            worst = isWorse ? j : worst;
        }
        double half_ms = 0.5
                * Math.max(
                        WORST_PART * recording.duration_ms(),
                        WORST_SAMPLES * recording.recorded().interval_ms());
        return new FitContent.Compared(
                (k + 1) + ": " + recording.name() + ", at " + recording.site().title() + ": RMSE "
                        + recording.shown(fitted.rmse_mV(k)) + ", at most "
                        + recording.shown(Math.abs(difference[worst])
                                * recording.experiment().mV_per_unit()),
                recording.quantity(),
                Points.of(t, recording.seen(recording.recorded().values())),
                Points.of(t, recording.seen(result.traces_mV().get(k).values())),
                Points.of(t, difference),
                recording.driving().map(driving -> Points.held(t, driving.values())),
                Math.max(0, t[worst] - half_ms),
                Math.min(t[t.length - 1], t[worst] + half_ms));
    }

    private FitContent.Table parameters() {
        return new FitContent.Table(
                List.of("parameter", "start", "found", "standard error", "bounds", "prior"),
                fitted.numbers().stream()
                        .filter(number -> !number.isWeight())
                        .map(FitPage::row)
                        .toList());
    }

    private static List<String> row(FittedNumber number) {
        return List.of(
                number.name(),
                Shown.number(number.start(), DIGITS),
                Shown.number(number.value(), DIGITS),
                error(number),
                number.shownBounds(),
                number.shownPrior());
    }

    private static String error(FittedNumber number) {
        if (number.standardError().isEmpty()) {
            return "not known";
        }
        return Double.isFinite(number.error_percent())
                ? Shown.number(number.standardError().getAsDouble()) + " (" + Shown.number(number.error_percent(), 2)
                        + " %)"
                : "not determined";
    }

    private Optional<FitContent.Correlations> correlations() {
        int[] shown = fitted.ofModel();
        List<FittedNumber> numbers = fitted.numbers();
        return result.uncertainty()
                .filter(_ -> shown.length > 0 && shown.length <= MOST_CORRELATED)
                .map(known -> new FitContent.Correlations(
                        Arrays.stream(shown)
                                .mapToObj(k -> numbers.get(k).name())
                                .toList(),
                        Arrays.stream(shown)
                                .mapToObj(row -> Arrays.stream(shown)
                                        .mapToObj(known.correlations().get(row)::get)
                                        .toList())
                                .toList()));
    }

    private String correlationsExplained() {
        if (result.uncertainty().isEmpty()) {
            return "Not known: the loss is no sum of squares, or its Jacobian is too large to be kept.";
        }
        return correlations().isEmpty()
                ? "Of more than " + MOST_CORRELATED + " numbers: see correlations.csv."
                : "Near 1 or \u22121, the recordings determine a combination of two numbers better than each of them.";
    }

    /** The best start last, on top. */
    private List<FitContent.Course> courses() {
        List<FitContent.Course> courses = new ArrayList<>();
        for (int start = 0; start < result.starts().size() && courses.size() < MOST_COURSES - 1; start++) {
            if (start != result.best()) {
                courses.add(course(start));
            }
        }
        courses.add(course(result.best()));
        return courses;
    }

    private FitContent.Course course(int start) {
        List<FitHistory.Moved> moves = fitted.history().of(start);
        Map<Integer, String> stages = new TreeMap<>();
        moves.forEach(move -> {
            if (!stages.containsValue(move.stage())) {
                stages.put(move.step(), move.stage());
            }
        });
        String label = result.starts().size() == 1 ? "" : "start " + (start + 1);
        return new FitContent.Course(
                label,
                Points.of(
                        moves.stream().mapToDouble(FitHistory.Moved::step).toArray(),
                        moves.stream().mapToDouble(FitHistory.Moved::value).toArray()),
                stages);
    }

    private FitContent.Table starts() {
        List<String> titles = new ArrayList<>(List.of("start", "ended", "steps", "first loss", "loss"));
        if (result.bestStart().heldOut().isPresent()) {
            titles.add("held-out loss");
        }
        List<FittedNumber> numbers = fitted.numbers();
        boolean all = numbers.size() <= MOST_COLUMNS;
        if (all) {
            numbers.forEach(number -> titles.add(number.name()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (FitResult.Started start : result.starts()) {
            List<String> row = new ArrayList<>(List.of(
                    (rows.size() + 1) + (rows.size() == result.best() ? " (best)" : ""),
                    Fitted.ending(start.status()),
                    Integer.toString(start.steps()),
                    loss(start.first_value()),
                    loss(start.value())));
            start.heldOut().ifPresent(value -> row.add(loss(value)));
            if (all) {
                fitted.inFileUnits(start.values()).forEach(value -> row.add(Shown.number(value, DIGITS)));
            }
            rows.add(row);
        }
        return new FitContent.Table(titles, rows);
    }

    private static String loss(double value) {
        return Double.isFinite(value) ? Shown.number(value) : "diverged";
    }

    private Map<String, String> settings() {
        FitSettings settings = task.settings();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("model", task.modelName());
        task.observed()
                .forEach(recording ->
                        rows.put("recording " + (task.observed().indexOf(recording) + 1), recording.described()));
        rows.put("loss", FitSummary.lossName(task.loss()));
        rows.put("method", FitSummary.methodName(settings) + ", at most " + settings.mostSteps() + " steps a stage");
        rows.put("stages", task.problem().stages().stream().map(Stage::name).collect(Collectors.joining(", ")));
        rows.put("starts", settings.starts() + ", scattered by " + settings.spread() + " with seed " + settings.seed());
        rows.put("dt_ms", Double.toString(task.problem().dt_ms()));
        rows.put("scheme", SchemeNames.of(task.problem().scheme()));
        return rows;
    }
}
