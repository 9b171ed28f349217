package dev.ranvier.cli.fitting;

import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.FitReport;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.table.CsvWriter;
import dev.ranvier.fit.FitResult;
import dev.ranvier.model.SampledSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The files that a fit leaves behind. */
public final class FitFiles {
    private static final int DIGITS = 12;

    private final Fitted fitted;
    private final FitTask task;

    /** Of this fit. */
    public FitFiles(Fitted fitted) {
        this.fitted = fitted;
        this.task = fitted.task();
    }

    /** Writes them for {@code folder}. */
    public void write(Staging staging, Path folder, Map<String, Object> summary) throws IOException {
        Files.writeString(staging.file("model.yaml"), model(folder));
        parameters().write(staging.file("parameters.csv"));
        starts().write(staging.file("starts.csv"));
        trace().write(staging.file("trace.csv"));
        if (fitted.result().uncertainty().isPresent()) {
            correlations(fitted.result().uncertainty().get()).write(staging.file("correlations.csv"));
        }
        if (missingCurrent().isPresent()) {
            current(missingCurrent().get()).write(staging.file(FoundModel.CURRENT));
        }
        Optional<SampledSignal> command = found().missingCommand(task.observed().getFirst());
        if (command.isPresent()) {
            command(command.get()).write(staging.file(FoundModel.COMMAND));
        }
        Files.writeString(staging.file("summary.json"), Json.text(summary));
        Files.writeString(staging.file("report.html"), FitReport.html(new FitPage(fitted).content()));
    }

    private FoundModel found() {
        return new FoundModel(task.model(), fitted.result().bestStart().values());
    }

    private Optional<SampledSignal> missingCurrent() {
        return found().missingCurrent(task.observed().getFirst());
    }

    private String model(Path folder) {
        List<String> comments = new ArrayList<>(List.of("Made by: " + task.commandLine()));
        task.observed().forEach(recording -> comments.add("Recording: " + recording.name()));
        comments.add("Loss " + fitted.result().bestStart().value() + ", RMSE " + fitted.rmse_mV() + " mV");
        return found().driven(folder, task.observed().getFirst(), task.problem().dt_ms())
                .text(comments);
    }

    private CsvWriter parameters() {
        List<FittedNumber> numbers = fitted.numbers();
        return new CsvWriter(numbers.size())
                .column("name", k -> numbers.get(k).name())
                .column("start", column(numbers, FittedNumber::start))
                .column("value", column(numbers, FittedNumber::value))
                .column("standard_error", k -> shown(numbers.get(k).standardError()))
                .column("low", k -> shown(numbers.get(k).bounds().map(bounds -> bounds.low())))
                .column("high", k -> shown(numbers.get(k).bounds().map(bounds -> bounds.high())))
                .column("bound_hit", k -> numbers.get(k).hit())
                .column("prior_mean", k -> shown(numbers.get(k).prior().map(prior -> prior.mean())))
                .column("prior_sd", k -> shown(numbers.get(k).prior().map(prior -> prior.sd())));
    }

    private static <T> double[] column(List<T> rows, ToDoubleFunction<T> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    private static String shown(Optional<Double> value) {
        return value.map(x -> Shown.number(x, DIGITS)).orElse("");
    }

    private static String shown(OptionalDouble value) {
        if (value.isEmpty()) {
            return "";
        }
        double x = value.getAsDouble();
        return Double.isFinite(x) ? Shown.number(x, DIGITS) : Double.toString(x);
    }

    private CsvWriter starts() {
        List<FitResult.Started> starts = fitted.result().starts();
        CsvWriter table = new CsvWriter(starts.size())
                .column("start", k -> Integer.toString(k + 1))
                .column("ended", k -> Fitted.ending(starts.get(k).status()))
                .column("steps", k -> Integer.toString(starts.get(k).steps()))
                .column("first_loss", column(starts, FitResult.Started::first_value))
                .column("loss", column(starts, FitResult.Started::value));
        List<FittedNumber> numbers = fitted.numbers();
        for (int p = 0; p < numbers.size(); p++) {
            int parameter = p;
            table.column(
                    "first " + numbers.get(p).name(),
                    column(starts, start -> fitted.inFileUnits(start.first()).get(parameter)));
        }
        for (int p = 0; p < numbers.size(); p++) {
            int parameter = p;
            table.column(
                    numbers.get(p).name(),
                    column(starts, start -> fitted.inFileUnits(start.values()).get(parameter)));
        }
        return table;
    }

    private CsvWriter trace() {
        return compared(
                numbered(task.observed()),
                task.observed(),
                fitted.result().traces_mV().stream().map(SampledSignal::values).toList());
    }

    /** A table of recordings below each other, a row a sample, with their numbers. */
    public static CsvWriter numbered(List<Observed> recordings) {
        int[] recording = IntStream.range(0, recordings.size())
                .flatMap(k -> IntStream.range(0, recordings.get(k).recorded().length())
                        .map(_ -> k + 1))
                .toArray();
        return new CsvWriter(recording.length).column("recording", k -> Integer.toString(recording[k]));
    }

    /**
     * Adds the times, and of each quantity that was recorded what was and what the model makes of it; cells of recordings of others are
     * empty.
     */
    public static CsvWriter compared(CsvWriter table, List<Observed> recordings, List<double[]> models) {
        table.column(
                "t_ms",
                recordings.stream()
                        .flatMapToDouble(recording -> times_ms(recording.recorded()))
                        .toArray());
        List<double[]> recorded = recordings.stream()
                .map(recording -> recording.recorded().values())
                .toList();
        Set<String> quantities = new HashSet<>();
        for (Observed one : recordings) {
            if (quantities.add(one.title())) {
                Predicate<Observed> isAlike = other -> other.title().equals(one.title());
                column(table, one.column("recorded"), recordings, isAlike, recorded);
                column(table, one.column("model"), recordings, isAlike, models);
            }
        }
        if (recordings.stream().anyMatch(Observed::isCurrent)) {
            column(
                    table,
                    "v_command_mV",
                    recordings,
                    Observed::isCurrent,
                    recordings.stream()
                            .map(recording -> recording
                                    .command_mV()
                                    .map(SampledSignal::values)
                                    .orElse(new double[recording.recorded().length()]))
                            .toList());
        }
        return table;
    }

    /** Values of some of the recordings. */
    private static void column(
            CsvWriter table, String name, List<Observed> recordings, Predicate<Observed> isIn, List<double[]> values) {
        List<String> cells = new ArrayList<>();
        for (int k = 0; k < recordings.size(); k++) {
            boolean isShown = isIn.test(recordings.get(k));
            for (double value : values.get(k)) {
                cells.add(isShown ? CsvWriter.text(value) : "");
            }
        }
        table.column(name, cells::get);
    }

    /** The times of a signal's samples. */
    public static DoubleStream times_ms(SampledSignal signal) {
        return IntStream.range(0, signal.length()).mapToDouble(k -> k * signal.interval_ms());
    }

    private CsvWriter correlations(FitResult.Uncertainty uncertainty) {
        List<FittedNumber> numbers = fitted.numbers();
        CsvWriter table =
                new CsvWriter(numbers.size()).column("name", k -> numbers.get(k).name());
        for (int p = 0; p < numbers.size(); p++) {
            int column = p;
            table.column(numbers.get(p).name(), column(uncertainty.correlations(), row -> row.get(column)));
        }
        return table;
    }

    /** The table of a recorded command. */
    public static CsvWriter command(SampledSignal command_mV) {
        return new CsvWriter(command_mV.length())
                .column("t_ms", times_ms(command_mV).toArray())
                .column("v_mV", command_mV.values());
    }

    /** The table of a recorded current. */
    public static CsvWriter current(SampledSignal current_nA) {
        return new CsvWriter(current_nA.length())
                .column("t_ms", times_ms(current_nA).toArray())
                .column("i_nA", current_nA.values());
    }
}
