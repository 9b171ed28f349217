package dev.ranvier.cli.command;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.simulation.Simulated;
import dev.ranvier.cli.simulation.SimulationFiles;
import dev.ranvier.cli.simulation.SimulationSummary;
import dev.ranvier.cli.simulation.SimulationTask;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.files.model.Site;
import dev.ranvier.files.model.StimulusEntry;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.files.signal.SignalFile;
import dev.ranvier.integrate.State;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.saved.DamagedException;
import dev.ranvier.simulate.Simulation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            "Runs a model and writes trace.csv (t_ms, v_mV and what the model asks to record), spikes.csv, trace.svg,"
                    + " report.html and, for a cell with a morphology, morphology.svg.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier simulate cli/examples/hh.yaml --out run",
            "  ranvier simulate cli/examples/pyramidal.yaml --out pyramid",
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
            description =
                    "Inject this current at the middle of the root instead of the model's stimuli: columns t_ms and"
                            + " i_pA or i_nA, each sample holding until the next.")
    private Optional<Path> currentPath;

    @Option(
            names = "--from",
            paramLabel = "END.state",
            description = "Go on where another run of the same model has ended: its file end.state.")
    private Optional<Path> statePath;

    @Option(names = "--allow-large", description = "Allow cells of more than a million compartments.")
    private boolean allowLarge;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    SimulateCommand() {}

    @Override
    public Integer call() throws IOException {
        ModelFile model = ModelReader.read(modelPath, allowLarge ? Integer.MAX_VALUE : Morphology.USUAL_LIMIT);
        List<String> notes = new ArrayList<>(model.notes());
        if (currentPath.isPresent()) {
            model = driven(model, currentPath.get(), notes);
        }
        SimulationTask task = SimulationTask.of(model, modelPath.toString(), notes, CommandText.of(spec));
        if (statePath.isPresent()) {
            task = goingOn(task, statePath.get());
        }
        task = task.judged();
        PrintWriter err = spec.commandLine().getErr();
        task.notes().forEach(note -> RanvierCommand.say(err, note));
        try (Staging staging = Staging.in(outputPath)) {
            Simulated simulated = run(task, err);
            if (simulated.divergence().isPresent()) {
                err.println("ranvier: " + simulated.divergence().get());
                return ExitCode.NOT_CONVERGED;
            }
            if (simulated.isFar()) {
                simulated = simulated.comparedWith(run(task.finer(), err));
                simulated.task().notes().stream()
                        .skip(task.notes().size())
                        .forEach(note -> RanvierCommand.say(err, note));
            }
            String written = staging.publish(new SimulationFiles(simulated)::write);
            json.print(
                    SimulationSummary.of(simulated, outputPath),
                    spec.commandLine().getOut());
            err.println("ranvier: " + simulated.verdict());
            err.println("ranvier: " + written);
            return ExitCode.DONE;
        }
    }

    private static SimulationTask goingOn(SimulationTask task, Path file) {
        try {
            return task.from(saved(file));
        } catch (ModelException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        }
    }

    private static State saved(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return State.read(in);
        } catch (NoSuchFileException _) {
            throw new BadInputException("no such file: " + file + "; give the end.state of a run of this model");
        } catch (DamagedException e) {
            throw new BadInputException(file + " is no whole saved state: " + e.getMessage()
                    + ". Give the end.state of a run of this model");
        } catch (IOException e) {
            throw new BadInputException("saved state cannot be read: " + file + ": " + e.getMessage());
        }
    }

    private Simulated run(SimulationTask task, PrintWriter err) {
        Simulation simulation = task.simulation();
        try (SimulationProgress progress = new SimulationProgress(
                new OverwrittenLine(err, Terminal.isStandardError()),
                simulation.dt_ms(),
                simulation.start().firstRow(),
                simulation.duration_ms(),
                System::nanoTime)) {
            return Simulated.run(task, progress);
        } catch (ModelException e) {
            throw statePath
                    .map(file -> new BadInputException(file + ": " + e.getMessage()))
                    .orElseGet(() -> new BadInputException(modelPath + ": " + e.getMessage()));
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
                List.of(new StimulusEntry(
                        new Stimulus.Sampled(current.signal()),
                        Site.root(model.membrane().compartments()))),
                times.lasting(
                        times.duration_ms().orElse(length_ms), times.dt_ms().orElse(TimeSettings.USUAL_DT_ms)));
    }
}
