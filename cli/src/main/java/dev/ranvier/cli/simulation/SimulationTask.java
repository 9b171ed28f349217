package dev.ranvier.cli.simulation;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.judge.ModelJudgement;
import dev.ranvier.files.model.DividingStep;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ProbeEntry;
import dev.ranvier.files.model.Site;
import dev.ranvier.files.model.StimulusEntry;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.State;
import dev.ranvier.model.Injection;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be simulated.
 *
 * @param model the model
 * @param modelName what the model is called in reports
 * @param simulation how it runs; records what the model asks for and the voltages of the watched sites
 * @param watched where spikes are counted and the voltage is drawn, the middle of the root first
 * @param notes what the person should know about how the input was understood
 * @param commandLine how to repeat it
 */
public record SimulationTask(
        ModelFile model,
        String modelName,
        Simulation simulation,
        List<Site> watched,
        List<String> notes,
        String commandLine) {
    private static final double BYTES_A_VALUE = 40;

    /** Of a model; refuses one that does not say how long to run. */
    public static SimulationTask of(ModelFile model, String modelName, List<String> notes, String commandLine) {
        List<Site> watched = WatchedSites.of(model);
        Simulation simulation = simulation(model, watched);
        List<String> allNotes = new ArrayList<>(notes);
        model.times().step().note().ifPresent(allNotes::add);
        MorphologyFigure.note(model.membrane()).ifPresent(allNotes::add);
        allNotes.addAll(ModelJudgement.warnings(
                simulation.cell(),
                model.stimuli().stream().map(StimulusEntry::injection).toList(),
                model.conductances(),
                simulation.dt_ms()));
        allNotes.addAll(ModelJudgement.curves(model.written(), simulation.duration_ms()));
        model.times().spikeThreshold_mV().flatMap(ModelJudgement::threshold).ifPresent(allNotes::add);
        if (model.electrode().offset_mV() != 0) {
            allNotes.add(
                    "electrode.offset_mV is not in the voltage that is simulated, which is the cell's: recordings show "
                            + Shown.number(model.electrode().offset_mV()) + " mV more, and a clamp holds the cell so"
                            + " much below its command");
        }
        return new SimulationTask(model, modelName, simulation, watched, List.copyOf(allNotes), commandLine);
    }

    /** What such a task runs, judged by nobody. */
    public static Simulation simulation(ModelFile model) {
        return simulation(model, WatchedSites.of(model));
    }

    private static Simulation simulation(ModelFile model, List<Site> watched) {
        model.cell(); // refuses one that is yet to be learned, before what else may be missing
        TimeSettings times = model.times();
        double duration_ms = times.duration_ms()
                .orElseThrow(() -> new BadInputException(
                        times.place(),
                        "missing key simulation.duration_ms: say how long to simulate, or give a --current"));
        DividingStep step = times.step();
        double interval_ms = times.sampleInterval_ms().orElse(step.dt_ms());
        step.complaint("the simulation", duration_ms).ifPresent(complaint -> {
            throw new BadInputException(times.place(), "simulation: " + complaint);
        });
        if (interval_ms > duration_ms) {
            throw new BadInputException(
                    times.place(),
                    "simulation.sample_interval_ms must not be longer than the run of " + duration_ms + " ms: "
                            + interval_ms);
        }
        Set<Probe> probes = new LinkedHashSet<>();
        watched.forEach(site -> probes.add(new Probe.Voltage(site.node())));
        List<Injection> injections = model.injections();
        probes.add(new Probe.ElectrodeCurrent(watched.getFirst().node()));
        injections.forEach(injection -> probes.add(new Probe.ElectrodeCurrent(injection.node())));
        model.clamp()
                .ifPresent(clamp ->
                        probes.add(new Probe.ElectrodeCurrent(clamp.site().node())));
        model.probes().stream().map(ProbeEntry::probe).forEach(probes::add);
        requireMemory(times, duration_ms / interval_ms * probes.size());
        return model.simulation(step.dt_ms(), duration_ms, interval_ms, List.copyOf(probes));
    }

    /** A trace is kept whole, and written and drawn from there. */
    private static void requireMemory(TimeSettings times, double values) {
        double needed_bytes = BYTES_A_VALUE * values,
                most_bytes = Runtime.getRuntime().maxMemory();
        if (needed_bytes > most_bytes) {
            throw new BadInputException(
                    times.place(),
                    "simulation: " + Shown.number(values) + " values would be recorded, for which "
                            + Shown.number(most_bytes / (1 << 20)) + " MiB of memory are not enough: give a longer"
                            + " sample_interval_ms or more memory with RANVIER_JAVA_OPTS=-Xmx8g");
        }
    }

    /** The same, going on from where another run has ended. */
    public SimulationTask from(State state) {
        Simulation later = simulation.from(new InitialCondition.From(state));
        return new SimulationTask(model, modelName, later, watched, notes, commandLine);
    }

    /** The same, with notes on what of the currents and events does not fall into the run. */
    public SimulationTask judged() {
        double from_ms = simulation.start().firstRow() * simulation.dt_ms(), to_ms = from_ms + simulation.duration_ms();
        List<String> judged = new ArrayList<>(notes);
        for (int k = 0; k < model.stimuli().size(); k++) {
            ModelJudgement.missed("stimulus[" + k + "]", model.stimuli().get(k).stimulus(), from_ms, to_ms)
                    .ifPresent(judged::add);
        }
        for (int k = 0; k < model.synapses().size(); k++) {
            ModelJudgement.missed("synapses[" + k + "]", model.synapses().get(k).events_ms(), from_ms, to_ms)
                    .ifPresent(judged::add);
        }
        return new SimulationTask(model, modelName, simulation, watched, List.copyOf(judged), commandLine);
    }

    /** The same by steps half as long. */
    public SimulationTask finer() {
        Simulation finer = simulation.withStep(simulation.scheme(), simulation.dt_ms() / 2);
        return new SimulationTask(model, modelName, finer, watched, notes, commandLine);
    }

    /** The same with another note. */
    SimulationTask noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new SimulationTask(model, modelName, simulation, watched, List.copyOf(more), commandLine);
    }

    /** The voltage through which a spike rises. */
    double spikeThreshold_mV() {
        return model.times().spikeThreshold_mV().orElse(TimeSettings.USUAL_SPIKE_THRESHOLD_mV);
    }
}
