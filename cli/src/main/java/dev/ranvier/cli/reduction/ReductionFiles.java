package dev.ranvier.cli.reduction;

import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.ReductionReport;
import dev.ranvier.files.model.ReducedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files that a reduction leaves behind. */
public final class ReductionFiles {
    private static final double USUAL_DURATION_ms = 60;

    private final ReducedNeuron neuron;

    /** Of this reduction. */
    public ReductionFiles(ReducedNeuron neuron) {
        this.neuron = neuron;
    }

    /** Writes them for {@code folder}. */
    public void write(Staging staging, Path folder, Map<String, Object> summary) throws IOException {
        Files.writeString(staging.file("model.yaml"), model(folder));
        Files.writeString(staging.file("summary.json"), Json.text(summary));
        Files.writeString(staging.file("report.html"), ReductionReport.html(new ReductionPage(neuron).content()));
    }

    private String model(Path folder) {
        ReductionTask task = neuron.task();
        List<String> places = task.model().stimuli().stream()
                .map(entry -> neuron.whereabouts().ghost()[entry.site().node()])
                .map(ghost ->
                        neuron.reduced().cell().ghosts().get(Math.max(0, ghost)).name())
                .toList();
        return new ReducedModel(
                        task.model(), neuron.reduced().cell(), task.path().resolveSibling(""), folder)
                .text(
                        List.of("Made by: " + task.commandLine(), neuron.verdict()),
                        places,
                        neuron.synapses(),
                        task.stimuli().usual_nA(),
                        USUAL_DURATION_ms,
                        task.full().dt_ms());
    }
}
