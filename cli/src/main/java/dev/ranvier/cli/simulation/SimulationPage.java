package dev.ranvier.cli.simulation;

import dev.ranvier.cli.report.SimulationContent;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.CellEntry;
import dev.ranvier.files.model.ChannelEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.SchemeNames;
import dev.ranvier.files.model.Site;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.State;
import dev.ranvier.simulate.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the report of a simulation says. */
final class SimulationPage {
    private static final int TIME_DIGITS = 6;

    private final Simulated simulated;
    private final SimulationTask task;

    private SimulationPage(Simulated simulated) {
        this.simulated = simulated;
        this.task = simulated.task();
    }

    /** Of a simulation with its drawings. */
    static SimulationContent of(Simulated simulated, String traces, Optional<String> morphology) {
        SimulationPage page = new SimulationPage(simulated);
        return new SimulationContent(
                String.valueOf(Path.of(simulated.task().modelName()).getFileName()),
                simulated.verdict(),
                page.keyFigures(),
                traces,
                morphology,
                List.of("site", "spikes", "first (ms)", "last (ms)", "lowest (mV)", "highest (mV)"),
                page.sites(),
                page.settings(),
                simulated.task().notes(),
                simulated.task().commandLine());
    }

    private Map<String, String> keyFigures() {
        CellEntry cell = task.model().membrane();
        Map<String, String> figures = new LinkedHashMap<>();
        int count = cell.compartmentCount();
        figures.put(
                count == 1
                        ? "compartment"
                        : "compartments in " + cell.compartments().branchCount() + " branches",
                Integer.toString(count));
        figures.put(
                "spikes at " + task.watched().getFirst().title(),
                Integer.toString(simulated.root().spikes()));
        figures.put("simulated", Shown.number(task.simulation().duration_ms(), TIME_DIGITS) + " ms");
        figures.put("time taken", Shown.seconds(simulated.seconds()));
        figures.put("steps", simulated.trace().execution());
        return figures;
    }

    private List<List<String>> sites() {
        List<List<String>> rows = new ArrayList<>();
        simulated.spikes().forEach((site, times) -> rows.add(row(site, times)));
        return rows;
    }

    private List<String> row(Site site, double[] times_ms) {
        VoltageSummary voltage = VoltageSummary.of(simulated.voltage_mV(site), times_ms);
        boolean any = times_ms.length > 0;
        return List.of(
                site.title(),
                Integer.toString(voltage.spikes()),
                any ? Shown.number(times_ms[0], TIME_DIGITS) : "",
                any ? Shown.number(times_ms[times_ms.length - 1], TIME_DIGITS) : "",
                Shown.number(voltage.lowest_mV()),
                Shown.number(voltage.highest_mV()));
    }

    private Map<String, String> settings() {
        ModelFile model = task.model();
        Simulation simulation = task.simulation();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("model", task.modelName());
        rows.put(
                "compartments",
                model.membrane().compartmentCount() + ", " + model.membrane().rule());
        rows.put("channels", model.channels().stream().map(ChannelEntry::name).collect(Collectors.joining(", ")));
        rows.put(
                "stimuli",
                places(model.stimuli().stream().map(entry -> entry.site()).toList()));
        rows.put(
                "synapses",
                places(model.synapses().stream().map(entry -> entry.site()).toList()));
        rows.put("clamp", model.clamp().map(clamp -> clamp.site().title()).orElse("none"));
        rows.put("start", start());
        rows.put("dt_ms", Double.toString(simulation.dt_ms()));
        rows.put("scheme", SchemeNames.of(simulation.scheme()));
        rows.put("sampled every", simulation.sampleInterval_ms() + " ms");
        rows.put("a spike rises through", Shown.number(task.spikeThreshold_mV()) + " mV");
        return rows;
    }

    private String start() {
        String voltage = Shown.number(task.model().membrane().initialVoltage_mV()) + " mV";
        return switch (task.simulation().start()) {
            case InitialCondition.AtVoltage _ -> voltage + ", gates at steady state";
            case InitialCondition.AtRest _ -> "at rest, looked for from " + voltage;
            case InitialCondition.AtHold _ -> "held by the clamp at its first command, for long";
            case InitialCondition.From(State state) ->
                "where another run had ended, at " + Shown.number(state.time_ms()) + " ms";
        };
    }

    private static String places(List<Site> sites) {
        return sites.isEmpty() ? "none" : sites.stream().map(Site::title).collect(Collectors.joining(", "));
    }
}
