package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FitFiles;
import dev.ranvier.cli.fitting.FoundModel;
import dev.ranvier.cli.model.LearnedGate;
import dev.ranvier.cli.model.ModelEdit;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.RecoveryReport;
import dev.ranvier.cli.table.CsvWriter;
import dev.ranvier.model.SampledSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that a recovery leaves behind. */
public final class RecoveryFiles {
    private final Recovered recovered;
    private final RecoveryTask task;
    private final Optional<SampledSignal> current_nA;

    /** Of this recovery. */
    public RecoveryFiles(Recovered recovered) {
        this.recovered = recovered;
        this.task = recovered.task();
        this.current_nA = task.observed().current_nA();
    }

    /** Writes them for {@code folder}. */
    public void write(Staging staging, Path folder, Map<String, Object> summary) throws IOException {
        Files.writeString(staging.file("model.yaml"), model(folder));
        curves().write(staging.file("curves.csv"));
        trace().write(staging.file("trace.csv"));
        if (current_nA.isPresent()) {
            FitFiles.current(current_nA.get()).write(staging.file(FoundModel.CURRENT));
        }
        Files.writeString(staging.file("summary.json"), Json.text(summary));
        Files.writeString(staging.file("report.html"), RecoveryReport.html(RecoveryPage.of(recovered)));
    }

    /** The model with the recovered channel; driven by the recorded current unless it has a stimulus of its own. */
    private String model(Path folder) {
        ModelEdit edit = new FoundModel(task.model(), recovered.best().values())
                .driven(folder, task.observed(), task.settings().dt_ms());
        for (LearnedGate gate : recovered.gates()) {
            edit.network(task.unknown().name(), gate.name(), gate.curves().orElseThrow());
        }
        return edit.text(List.of(
                "Made by: " + task.commandLine(),
                "Recording: " + task.observed().name(),
                "Seed " + recovered.best().seed() + ", free-running RMSE "
                        + recovered.best().rmse_mV() + " mV"));
    }

    private CsvWriter curves() {
        List<LearnedGate> gates = recovered.gates();
        double[] voltage_mV = SampledGate.voltage_mV();
        int nodes = voltage_mV.length;
        List<SampledGate> sampled = gates.stream().map(SampledGate::new).toList();
        return new CsvWriter(gates.size() * nodes)
                .column("gate", row -> gates.get(row / nodes).name())
                .column("voltage_mV", repeated(voltage_mV))
                .column("x_inf", joined(sampled.stream().map(SampledGate::inf).toList()))
                .column(
                        "tau_ms",
                        joined(sampled.stream().map(SampledGate::tau_ms).toList()))
                .column("visited", repeated(recovered.visited().flags()))
                .column("visited_ms", repeated(recovered.visited().time_ms()));
    }

    private double[] repeated(double[] values) {
        return joined(recovered.gates().stream().map(_ -> values).toList());
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private CsvWriter trace() {
        SampledSignal recorded = task.voltage_mV();
        CsvWriter table = new CsvWriter(recorded.length())
                .column("t_ms", FitFiles.times_ms(recorded).toArray())
                .column("v_recorded_mV", recorded.values())
                .column("v_model_mV", recovered.voltage_mV());
        current_nA.ifPresent(current -> table.column("i_nA", current.values()));
        for (int k = 0; k < recovered.gates().size(); k++) {
            table.column(task.unknown().name() + "." + recovered.gates().get(k).name(), recovered.gate(k));
        }
        return table;
    }
}
