package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FitFiles;
import dev.ranvier.cli.fitting.FittedNumber;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.report.Convergence;
import dev.ranvier.cli.report.CurvePair;
import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.LearnedNetwork;
import dev.ranvier.cli.report.Points;
import dev.ranvier.cli.report.ReportContent;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.SchemeNames;
import dev.ranvier.fit.Progress;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fills the report of a recovery. */
final class RecoveryPage {
    private static final int DIGITS = 5;
    /** A table of seeds with more numbers than this is in summary.json only. */
    private static final int MOST_COLUMNS = 12;

    private final Recovered recovered;
    private final RecoveryTask task;

    private RecoveryPage(Recovered recovered) {
        this.recovered = recovered;
        this.task = recovered.task();
    }

    /** What the report shows. */
    static ReportContent of(Recovered recovered) {
        return new RecoveryPage(recovered).content();
    }

    private ReportContent content() {
        DoubleSummaryStatistics range = task.voltages_mV().stream()
                .flatMapToDouble(voltage -> Arrays.stream(voltage.values()))
                .summaryStatistics();
        RecoveryResult best = recovered.best();
        return new ReportContent(
                task.channelTitle().replaceFirst("c", "C") + ", recovered from " + Observed.title(task.observed()),
                verdict(),
                best.converged(),
                keyFigures(range),
                IntStream.range(0, task.observed().size())
                        .mapToObj(this::traces)
                        .toList(),
                IntStream.range(0, recovered.gates().size())
                        .mapToObj(this::curves)
                        .toList(),
                LearnedNetwork.of(
                        task.model().fit().marks(),
                        best.values(),
                        task.model().cellToRecover().initialVoltage_mV()),
                range.getMin(),
                range.getMax(),
                convergence(best),
                fitExplained(),
                numbers(),
                comparison(),
                seeds(),
                settings(),
                notes(),
                task.commandLine());
    }

    private String verdict() {
        String error = recovered.shownRmse();
        String channels = task.learned().size() == 1 ? "channel" : "channels";
        String recordings = task.observed().size() == 1 ? "recording" : "recordings";
        return recovered.best().converged()
                ? "Converged: with the learned " + channels + " the model follows the " + recordings + " within "
                        + error + " (root mean square, running free)."
                : "Not converged: with the best seed the model is " + error + " away from the " + recordings
                        + " (root mean square, running free); " + limits()
                        + ". The curves below are not to be trusted.";
    }

    private String limits() {
        return task.observed().size() == 1
                ? "at most " + recovered.shownLimit(0) + " counts as converged"
                : "too far is " + recovered.missed();
    }

    private Map<String, String> keyFigures(DoubleSummaryStatistics range) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("free-running RMSE, best seed", recovered.shownRmse());
        figures.put(
                "seeds converged",
                recovered.convergedSeeds() + " of " + recovered.results().size());
        figures.put("time of the best seed", Shown.seconds(recovered.best().seconds()));
        figures.put("voltages visited", Shown.number(range.getMin()) + " to " + Shown.number(range.getMax()) + " mV");
        if (!task.parameters().isEmpty()) {
            figures.put("fitted beside", FittedNumber.shownCount(task.parameters()));
            figures.put("bounds hit", Integer.toString(recovered.boundsHit().size()));
        }
        return figures;
    }

    private ReportContent.Traces traces(int recording) {
        Observed observed = task.observed().get(recording);
        double[] t = FitFiles.times_ms(observed.recorded()).toArray(), model = recovered.observed(recording);
        Map<String, Points> gates = new LinkedHashMap<>();
        for (int k = 0; k < recovered.gates().size(); k++) {
            gates.put(recovered.gates().get(k).title(), Points.of(t, recovered.gate(recording, k)));
        }
        return new ReportContent.Traces(
                (recording + 1) + ": " + observed.name() + ", at "
                        + observed.site().title() + ": RMSE "
                        + observed.shown(recovered.best().runs().get(recording).rmse_mV()),
                observed.quantity(),
                Points.of(t, observed.seen(observed.recorded().values())),
                Points.of(t, observed.seen(model)),
                Points.of(t, observed.difference(model)),
                observed.driving().map(driving -> Points.held(t, driving.values())),
                gates);
    }

    private CurvePair curves(int gate) {
        return recovered.sampled(gate).pair(recovered.gates().get(gate).title());
    }

    private static Convergence convergence(RecoveryResult best) {
        List<Progress> history = best.history();
        List<Convergence.Stage> stages = new ArrayList<>();
        for (int k = 0; k < history.size(); k++) {
            String stage = history.get(k).stage();
            if (stages.isEmpty() || !stages.getLast().name().equals(stage)) {
                stages.add(new Convergence.Stage(k + 1, stage));
            }
        }
        double[] iterations =
                IntStream.rangeClosed(1, history.size()).mapToDouble(k -> k).toArray();
        return new Convergence(
                Points.of(
                        iterations,
                        history.stream().mapToDouble(Progress::rmse_mV).toArray()),
                stages);
    }

    private String fitExplained() {
        return switch (task.settings().method()) {
            case LM -> "While a clamp is on, the model is pulled to the recording; where the clamp is 0, it runs free.";
            case ADAM -> "The fit sees the beginning of the recording first and all of it in the last stage.";
        };
    }

    private FitContent.Table numbers() {
        return new FitContent.Table(
                List.of("parameter", "start", "found", "standard deviation", "bounds", "prior"),
                recovered.numbers().stream()
                        .filter(number -> !number.isWeight())
                        .map(number -> List.of(
                                number.name(),
                                Shown.number(number.start(), DIGITS),
                                Shown.number(number.value(), DIGITS),
                                number.shownError(),
                                number.shownBounds(),
                                number.shownPrior()))
                        .toList());
    }

    private FitContent.Table comparison() {
        boolean isHeld = !task.heldOut().isEmpty();
        return new FitContent.Table(
                List.of("channel", "numbers told", "RMSE", "RMSE of what was kept aside", "criterion"),
                recovered.comparison().stream()
                        .map(outcome -> List.of(
                                outcome.name(),
                                Shown.number(outcome.numbers()),
                                Shown.millivolts(outcome.training_mV()),
                                isHeld ? Shown.millivolts(outcome.heldOut_mV()) : "",
                                Double.isFinite(outcome.criterion()) ? Shown.number(outcome.criterion(), DIGITS) : ""))
                        .toList());
    }

    private FitContent.Table seeds() {
        List<String> titles = new ArrayList<>(List.of("seed", "free-running RMSE", "iterations", "time", "converged"));
        boolean all = task.parameters().size() <= MOST_COLUMNS;
        if (all) {
            task.parameters().forEach(parameter -> titles.add(parameter.name()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (RecoveryResult result : recovered.results()) {
            List<String> row = new ArrayList<>(List.of(
                    result.seed() + (result.seed() == recovered.best().seed() ? " (best)" : ""),
                    Observed.shown(task.observed(), result.rmse_mV()),
                    Integer.toString(result.iterations()),
                    Shown.seconds(result.seconds()),
                    result.converged() ? "yes" : "no"));
            if (all) {
                recovered.numbers(result).forEach(number -> row.add(Shown.number(number.value(), DIGITS)));
            }
            rows.add(row);
        }
        return new FitContent.Table(titles, rows);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(task.notes());
        recovered.nearest().ifPresent(notes::add);
        notes.addAll(recovered.unexplained());
        notes.addAll(recovered.undetermined());
        if (!recovered.boundsHit().isEmpty()) {
            notes.add(
                    "at a bound: " + String.join(", ", recovered.boundsHit()) + ". What lies beyond might fit better");
        }
        return notes;
    }

    private Map<String, String> settings() {
        RecoverySettings settings = task.settings();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("model", task.modelName());
        List<Observed> observed = task.observed();
        for (int k = 0; k < observed.size(); k++) {
            rows.put(
                    observed.size() == 1 ? "recording" : "recording " + (k + 1),
                    observed.get(k).described());
        }
        rows.put("method", RecoverySummary.methodName(settings));
        if (!task.unknown().isEmpty()) {
            rows.put("network", RecoverySummary.networkName(settings) + " tanh units for every gate");
        }
        rows.put("dt_ms", Double.toString(settings.dt_ms()));
        rows.put("scheme", SchemeNames.of(settings.scheme()));
        rows.put(
                "converged means",
                "free-running RMSE of at most "
                        + IntStream.range(0, observed.size())
                                .mapToObj(recovered::shownLimit)
                                .collect(Collectors.joining(", ")));
        return rows;
    }
}
