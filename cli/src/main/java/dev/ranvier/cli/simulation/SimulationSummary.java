package dev.ranvier.cli.simulation;

import dev.ranvier.files.model.SchemeNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A simulation in numbers, for {@code --json}. */
public final class SimulationSummary {
    private SimulationSummary() {}

    /** Of a simulation whose files are in {@code folder}. */
    public static Map<String, Object> of(Simulated simulated, Path folder) {
        SimulationTask task = simulated.task();
        VoltageSummary voltage = simulated.root();
        Map<String, Object> spikes = new LinkedHashMap<>();
        simulated.spikes().forEach((site, times) -> spikes.put(site.title(), times.length));
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "simulate");
        summary.put("model", task.modelName());
        summary.put("out", folder.toString());
        summary.put("compartments", task.model().membrane().compartmentCount());
        summary.put("duration_ms", task.simulation().duration_ms());
        summary.put("dt_ms", task.simulation().dt_ms());
        summary.put("scheme", SchemeNames.of(task.simulation().scheme()));
        summary.put("samples", simulated.trace().samples());
        summary.put("spikes", voltage.spikes());
        summary.put("spikes_by_site", spikes);
        summary.put("lowest_mV", voltage.lowest_mV());
        summary.put("highest_mV", voltage.highest_mV());
        summary.put("seconds", simulated.seconds());
        summary.put("execution", simulated.trace().execution());
        summary.put("notes", task.notes());
        return summary;
    }
}
