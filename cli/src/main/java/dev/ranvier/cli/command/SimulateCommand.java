package dev.ranvier.cli.command;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.model.DividingStep;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.ModelReader;
import dev.ranvier.cli.model.SchemeNames;
import dev.ranvier.cli.model.StimulusEntry;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.cli.output.Shown;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.table.SignalFile;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Start;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier simulate}. */
@Command(
        name = "simulate",
        description = {
            "Runs a model and writes trace.csv (t_ms, v_mV and what the model asks to record) and trace.svg.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier simulate cli/examples/hh.yaml --out run",
            "  ranvier simulate ranvier-demo/model.yaml --current steps.csv --out run"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SimulateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL.yaml", description = "The model.")
    private Path modelPath;

    @Option(
            names = "--current",
            paramLabel = "I.csv",
            description = "Inject this current instead of the model's stimulus: columns t_ms and i_pA or i_nA, each"
                    + " sample holding until the next.")
    private Optional<Path> currentPath;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    SimulateCommand() {}

    @Override
    public Integer call() throws IOException {
        ModelFile model = ModelReader.read(modelPath);
        List<String> notes = new ArrayList<>(model.notes());
        if (currentPath.isPresent()) {
            model = driven(model, currentPath.get(), notes);
        }
        Simulation simulation = simulation(model, notes);
        PrintWriter err = spec.commandLine().getErr();
        notes.forEach(note -> err.println("ranvier: " + note));
        try (Staging staging = Staging.in(outputPath)) {
            long begin_ns = System.nanoTime();
            Trace trace = simulation.run();
            double seconds = (System.nanoTime() - begin_ns) * 1e-9;
            Optional<Divergence> divergence = trace.divergences().stream().findFirst();
            if (divergence.isPresent()) {
                err.println("ranvier: the simulation diverged at t_ms="
                        + divergence.get().time_ms()
                        + " (voltage one step before: " + divergence.get().lastFinite_mV()
                        + " mV), so nothing is written. Try a smaller simulation.dt_ms");
                return ExitCode.NOT_CONVERGED;
            }
            TraceFiles.csv(trace, model.probes()).write(staging.file("trace.csv"));
            Files.writeString(staging.file("trace.svg"), TraceFiles.svg(trace));
            staging.publish();
            VoltageSummary voltage = VoltageSummary.of(trace.voltage_mV(0));
            json.print(
                    summary(simulation, trace, voltage, seconds, notes),
                    spec.commandLine().getOut());
            err.println("ranvier: " + simulation.duration_ms() + " ms simulated in " + Shown.seconds(seconds) + ": "
                    + voltage.spikes() + " spikes, voltage " + Shown.number(voltage.lowest_mV()) + " to "
                    + Shown.number(voltage.highest_mV()) + " mV");
            err.println("ranvier: wrote trace.csv and trace.svg in " + outputPath);
            return ExitCode.DONE;
        }
    }

    private static ModelFile driven(ModelFile model, Path file, List<String> notes) {
        SignalFile current = SignalFile.current(file);
        notes.addAll(current.notes());
        if (!model.stimuli().isEmpty()) {
            notes.add("the model's stimulus is replaced by " + file);
        }
        double length_ms = (current.signal().length() - 1) * current.signal().interval_ms();
        TimeSettings times = model.times();
        return model.driven(
                List.of(new StimulusEntry(new Stimulus.Sampled(current.signal()), Optional.of(file))),
                times.lasting(
                        times.duration_ms().orElse(length_ms), times.dt_ms().orElse(TimeSettings.USUAL_DT_ms)));
    }

    private static Simulation simulation(ModelFile model, List<String> notes) {
        Cell cell = model.cell();
        TimeSettings times = model.times();
        double duration_ms = times.duration_ms()
                .orElseThrow(() -> new BadInputException(
                        times.place(),
                        "missing key simulation.duration_ms: say how long to simulate, or give a --current"));
        double asked_ms = times.dt_ms().orElse(TimeSettings.USUAL_DT_ms);
        double interval_ms = times.sampleInterval_ms().orElse(asked_ms);
        DividingStep step = DividingStep.of(asked_ms, interval_ms);
        step.note().ifPresent(notes::add);
        Set<Probe> probes = new LinkedHashSet<>(List.of(Probe.voltage(), Probe.injectedCurrent()));
        probes.addAll(model.probes());
        return new Simulation(
                cell,
                List.of(new Injection(0, model.stimulus())),
                List.of(),
                model.clamp(),
                new Start.AtVoltage(),
                times.scheme(),
                step.dt_ms(),
                duration_ms,
                interval_ms,
                List.copyOf(probes));
    }

    private Map<String, Object> summary(
            Simulation simulation, Trace trace, VoltageSummary voltage, double seconds, List<String> notes) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "simulate");
        summary.put("model", modelPath.toString());
        summary.put("out", outputPath.toString());
        summary.put("duration_ms", simulation.duration_ms());
        summary.put("dt_ms", simulation.dt_ms());
        summary.put("scheme", SchemeNames.of(simulation.scheme()));
        summary.put("samples", trace.samples());
        summary.put("spikes", voltage.spikes());
        summary.put("lowest_mV", voltage.lowest_mV());
        summary.put("highest_mV", voltage.highest_mV());
        summary.put("seconds", seconds);
        summary.put("notes", notes);
        return summary;
    }
}
