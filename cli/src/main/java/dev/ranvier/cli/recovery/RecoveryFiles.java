package dev.ranvier.cli.recovery;

import dev.ranvier.cli.model.LearnedGate;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.ModelWriter;
import dev.ranvier.cli.model.Site;
import dev.ranvier.cli.model.StimulusEntry;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.RecoveryReport;
import dev.ranvier.cli.table.CsvWriter;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.model.Recording;
import dev.ranvier.model.Stimulus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The files that a recovery leaves behind. */
public final class RecoveryFiles {
    private static final String CURRENT = "current.csv";

    private final Recovered recovered;
    private final Recording recording;

    /** Of this recovery. */
    public RecoveryFiles(Recovered recovered) {
        this.recovered = recovered;
        this.recording = recovered.task().recording();
    }

    /** Writes them for {@code folder}. */
    public void write(Staging staging, Path folder, Map<String, Object> summary) throws IOException {
        Files.writeString(staging.file("model.yaml"), model(folder));
        curves().write(staging.file("curves.csv"));
        trace().write(staging.file("trace.csv"));
        current().write(staging.file(CURRENT));
        Files.writeString(staging.file("summary.json"), Json.text(summary));
        Files.writeString(staging.file("report.html"), RecoveryReport.html(RecoveryPage.of(recovered)));
    }

    /** The model with the recovered channel; driven by the recorded current unless it has a stimulus of its own. */
    private String model(Path folder) {
        ModelFile model = recovered.model();
        RecoverySettings settings = recovered.task().settings();
        TimeSettings times = model.times();
        List<StimulusEntry> stimuli = model.stimuli().isEmpty()
                ? List.of(new StimulusEntry(
                        new Stimulus.Sampled(recording.current_nA()),
                        Site.root(model.membrane().compartments()),
                        Optional.of(folder.resolve(CURRENT))))
                : model.stimuli();
        ModelFile driven = model.driven(
                stimuli,
                new TimeSettings(
                        Optional.of(times.duration_ms().orElse(recording.duration_ms())),
                        Optional.of(settings.dt_ms()),
                        times.start(),
                        settings.scheme(),
                        Optional.of(times.sampleInterval_ms()
                                .orElse(recording.voltage_mV().interval_ms())),
                        times.spikeThreshold_mV(),
                        times.place()));
        List<String> comments = List.of(
                "Made by: " + recovered.task().commandLine(),
                "Recording: " + recovered.task().recordingName(),
                "Seed " + recovered.best().seed() + ", free-running RMSE "
                        + recovered.best().rmse_mV() + " mV");
        return ModelWriter.write(driven, comments, folder);
    }

    private CsvWriter curves() {
        List<LearnedGate> gates = recovered.channel().gates();
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
        return joined(recovered.channel().gates().stream().map(_ -> values).toList());
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private double[] times_ms() {
        return IntStream.range(0, recording.voltage_mV().length())
                .mapToDouble(recovered.trace()::time_ms)
                .toArray();
    }

    private CsvWriter trace() {
        CsvWriter table = new CsvWriter(recording.voltage_mV().length())
                .column("t_ms", times_ms())
                .column("v_recorded_mV", recording.voltage_mV().values())
                .column("v_model_mV", recovered.trace().voltage_mV(0))
                .column("i_nA", recording.current_nA().values());
        for (LearnedGate gate : recovered.channel().gates()) {
            table.column(recovered.channel().name() + "." + gate.name(), recovered.gate(gate));
        }
        return table;
    }

    private CsvWriter current() {
        return new CsvWriter(recording.current_nA().length())
                .column("t_ms", times_ms())
                .column("i_nA", recording.current_nA().values());
    }
}
