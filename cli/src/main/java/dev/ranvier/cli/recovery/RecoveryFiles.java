package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FitFiles;
import dev.ranvier.cli.fitting.FoundModel;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.RecoveryReport;
import dev.ranvier.files.model.ModelEdit;
import dev.ranvier.files.table.CsvWriter;
import dev.ranvier.model.SampledSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files that a recovery leaves behind. */
public final class RecoveryFiles {
    private final Recovered recovered;
    private final RecoveryTask task;
    private final Optional<SampledSignal> current_nA;

    /** Of this recovery. */
    public RecoveryFiles(Recovered recovered) {
        this.recovered = recovered;
        this.task = recovered.task();
        this.current_nA = task.observed().getFirst().current_nA();
    }

    /** Writes them for {@code folder}. */
    public void write(Staging staging, Path folder, Map<String, Object> summary) throws IOException {
        Files.writeString(staging.file("model.yaml"), model(folder));
        if (!recovered.gates().isEmpty()) {
            curves().write(staging.file("curves.csv"));
        }
        trace().write(staging.file("trace.csv"));
        if (current_nA.isPresent()) {
            FitFiles.current(current_nA.get()).write(staging.file(FoundModel.CURRENT));
        }
        Optional<SampledSignal> command = found().missingCommand(task.observed().getFirst());
        if (command.isPresent()) {
            FitFiles.command(command.get()).write(staging.file(FoundModel.COMMAND));
        }
        Files.writeString(staging.file("summary.json"), Json.text(summary));
        Files.writeString(staging.file("report.html"), RecoveryReport.html(RecoveryPage.of(recovered)));
    }

    private FoundModel found() {
        return new FoundModel(task.model(), recovered.best().values());
    }

    /** The model with the recovered channels; driven by the first recorded current unless it has a stimulus of its own. */
    private String model(Path folder) {
        ModelEdit edit = found().driven(
                        folder, task.observed().getFirst(), task.settings().dt_ms());
        for (FoundGate found : recovered.gates()) {
            edit.network(found.channel(), found.gate());
        }
        List<String> comments = new ArrayList<>(List.of("Made by: " + task.commandLine()));
        task.observed().forEach(recording -> comments.add("Recording: " + recording.name()));
        comments.add("Seed " + recovered.best().seed() + ", free-running RMSE " + recovered.shownRmse());
        return edit.text(comments);
    }

    private CsvWriter curves() {
        List<FoundGate> gates = recovered.gates();
        double[] voltage_mV = SampledGate.voltage_mV();
        int nodes = voltage_mV.length;
        List<SampledGate> sampled =
                IntStream.range(0, gates.size()).mapToObj(recovered::sampled).toList();
        CsvWriter table = new CsvWriter(gates.size() * nodes)
                .column("gate", row -> gates.get(row / nodes).title())
                .column("voltage_mV", repeated(voltage_mV))
                .column("x_inf", joined(sampled.stream().map(SampledGate::inf).toList()))
                .column(
                        "tau_ms",
                        joined(sampled.stream().map(SampledGate::tau_ms).toList()))
                .column("visited", repeated(recovered.visited().flags()))
                .column("visited_ms", repeated(recovered.visited().time_ms()));
        if (recovered.evidence().isPresent()) {
            table.column(
                            "x_inf_low",
                            joined(sampled.stream().map(gate -> gate.inf(-1)).toList()))
                    .column(
                            "x_inf_high",
                            joined(sampled.stream().map(gate -> gate.inf(1)).toList()))
                    .column(
                            "tau_low_ms",
                            joined(sampled.stream().map(gate -> gate.tau_ms(-1)).toList()))
                    .column(
                            "tau_high_ms",
                            joined(sampled.stream().map(gate -> gate.tau_ms(1)).toList()));
        }
        return table;
    }

    private double[] repeated(double[] values) {
        return joined(recovered.gates().stream().map(_ -> values).toList());
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Several recordings below each other, and then with their numbers. */
    private CsvWriter trace() {
        List<Observed> observed = task.observed();
        CsvWriter table = FitFiles.compared(
                observed.size() == 1
                        ? new CsvWriter(observed.getFirst().recorded().length())
                        : FitFiles.numbered(observed),
                observed,
                ofEach(recovered::observed));
        if (observed.stream().anyMatch(recording -> recording.current_nA().isPresent())) {
            List<String> cells =
                    observed.stream().flatMap(RecoveryFiles::currents).toList();
            table.column("i_nA", cells::get);
        }
        for (int k = 0; k < recovered.gates().size(); k++) {
            int gate = k;
            table.column(
                    recovered.gates().get(k).fullName(), joined(ofEach(recording -> recovered.gate(recording, gate))));
        }
        return table;
    }

    private List<double[]> ofEach(IntFunction<double[]> values) {
        return IntStream.range(0, task.observed().size()).mapToObj(values).toList();
    }

    /** Of a recording without a current the cells are empty. */
    private static Stream<String> currents(Observed recording) {
        return recording
                .current_nA()
                .map(current -> Arrays.stream(current.values()).mapToObj(CsvWriter::text))
                .orElseGet(() ->
                        Stream.generate(() -> "").limit(recording.recorded().length()));
    }
}
