package dev.ranvier.cli.command;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.model.DividingStep;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.ModelReader;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.cli.output.Shown;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.recovery.Recovered;
import dev.ranvier.cli.recovery.RecoveryFiles;
import dev.ranvier.cli.recovery.RecoverySummary;
import dev.ranvier.cli.recovery.RecoveryTask;
import dev.ranvier.cli.recovery.SeedRuns;
import dev.ranvier.cli.table.RecordingFile;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier recover}. */
@Command(
        name = "recover",
        description = {
            "Finds x_inf(V) and tau(V) of the channel that a model calls 'type: learned' from one current-clamp"
                    + " recording.",
            "",
            "Writes into DIR: report.html to look at; model.yaml to simulate, with current.csv, which drives it;"
                    + " curves.csv, trace.csv and summary.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier recover --demo",
            "  ranvier recover cli/examples/hh-unknown-k.yaml --recording cell7.csv --out found --seeds 4"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RecoverCommand implements Callable<Integer> {
    private static final double FAR_FROM_START_mV = 1;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MODEL.yaml",
            description = "The model; what is to be learned has 'type: learned' there.")
    private Optional<Path> modelPath;

    @Option(
            names = "--recording",
            paramLabel = "R.csv",
            description =
                    "The recording: columns t_ms, v_mV and i_pA or i_nA (the current from this sample to the next).")
    private Optional<Path> recordingPath;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results; ranvier-demo for the demo.")
    private Optional<Path> outputPath;

    @Option(names = "--demo", description = "Use a built-in model and recording (a squid axon, made by NEURON).")
    private boolean demo;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "First seed of the random networks (default ${DEFAULT-VALUE}). The same seed gives the same"
                    + " result.")
    private long firstSeed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many seeds to try, counting up from S; the best is kept (default ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--network",
            paramLabel = "32x32",
            defaultValue = "32x32",
            converter = NetworkShape.Converter.class,
            description = "Units of each hidden layer of a gate's network (default ${DEFAULT-VALUE}).")
    private NetworkShape network;

    @Option(
            names = "--method",
            paramLabel = "lm|adam",
            defaultValue = "lm",
            description =
                    "lm: Levenberg-Marquardt under a clamp that is let go; adam: the published recipe, slow (default"
                            + " ${DEFAULT-VALUE}).")
    private RecoverySettings.Method method;

    @Option(
            names = "--dt",
            paramLabel = "MS",
            description =
                    "Time step in ms (default: the model's, or 0.0125). One that does not divide the sampling interval"
                            + " is replaced by the next smaller one that does.")
    private Optional<Double> dt_ms;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many seeds run at the same time (default: one on each core).")
    private Optional<Integer> jobs;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    RecoverCommand() {}

    @Override
    public Integer call() throws IOException {
        check();
        RecoveryTask task = task();
        Path folder = outputPath.orElse(Demo.FOLDER);
        PrintWriter err = spec.commandLine().getErr();
        task.notes().forEach(note -> err.println("ranvier: " + note));
        try (Staging staging = Staging.in(folder)) {
            List<RecoveryResult> results;
            try (ProgressLine progress = new ProgressLine(err, Terminal.isStandardError(), seeds)) {
                int atOnce = Math.min(seeds, jobs.orElse(Runtime.getRuntime().availableProcessors()));
                results = SeedRuns.run(task, LongStream.range(firstSeed, firstSeed + seeds), atOnce, progress);
            }
            Recovered recovered = Recovered.of(task, results);
            double totalSeconds = ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
            Map<String, Object> summary = RecoverySummary.of(recovered, totalSeconds);
            new RecoveryFiles(recovered).write(staging, folder, summary);
            staging.publish();
            json.print(summary, spec.commandLine().getOut());
            return conclude(recovered, folder, err);
        }
    }

    private void check() {
        if (demo && (modelPath.isPresent() || recordingPath.isPresent())) {
            throw refused("--demo brings its own model and recording: leave out MODEL.yaml and --recording");
        }
        if (!demo && (modelPath.isEmpty() || recordingPath.isEmpty() || outputPath.isEmpty())) {
            throw refused("MODEL.yaml, --recording and --out are needed (or --demo)");
        }
        if (seeds < 1) {
            throw refused("--seeds must be 1 or more: " + seeds);
        }
        if (jobs.orElse(1) < 1) {
            throw refused("--jobs must be 1 or more: " + jobs.orElseThrow());
        }
        if (!(dt_ms.orElse(1.0) > 0 && Double.isFinite(dt_ms.orElse(1.0)))) {
            throw refused("--dt must be a positive time in ms: " + dt_ms.orElseThrow());
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private RecoveryTask task() {
        ModelFile model = modelPath.map(ModelReader::read).orElseGet(Demo::model);
        model.unknownChannel();
        RecordingFile file = recordingPath.map(RecordingFile::read).orElseGet(Demo::recording);
        List<String> notes = new ArrayList<>(model.notes());
        notes.addAll(file.notes());
        if (model.clamp().isPresent()) {
            throw new BadInputException(modelPath.map(Path::toString).orElse("model")
                    + ": clamp: a channel is recovered from a current-clamp recording; remove the clamp");
        }
        if (model.unknownChannel().isKnown()) {
            notes.add("the channel's networks in the model are not used: they are learned anew");
        }
        if (!model.stimuli().isEmpty()) {
            notes.add("the model's stimulus is not used here: the recording's current is");
        }
        if (model.marksBesides(model.unknownChannel())) {
            notes.add("marks fit: of other numbers than the learned channel's are not used here: they stay at their"
                    + " starts ('ranvier fit' fits them)");
        }
        double first_mV = file.recording().voltage_mV().value(0);
        if (Math.abs(first_mV - model.membrane().initialVoltage_mV()) > FAR_FROM_START_mV) {
            notes.add("the recording starts at " + first_mV + " mV, the model at cell.initial_voltage_mV = "
                    + model.membrane().initialVoltage_mV() + " with its gates at rest");
        }
        DividingStep step = DividingStep.of(
                dt_ms.or(() -> model.times().dt_ms()).orElse(TimeSettings.USUAL_DT_ms),
                file.recording().voltage_mV().interval_ms());
        step.note().ifPresent(notes::add);
        return new RecoveryTask(
                model,
                modelPath.map(Path::toString).orElse(Demo.MODEL),
                file.recording(),
                recordingPath.map(Path::toString).orElse(Demo.RECORDING),
                new RecoverySettings(
                        method,
                        network.hidden(),
                        model.times().scheme(),
                        step.dt_ms(),
                        model.unknownChannel().fittedParameters()),
                notes,
                CommandText.of(spec));
    }

    private static int conclude(Recovered recovered, Path folder, PrintWriter err) {
        String best = "seed " + recovered.best().seed() + ", free-running RMSE "
                + Shown.millivolts(recovered.best().rmse_mV());
        int exitCode = ExitCode.DONE;
        if (recovered.convergedSeeds() > 0) {
            err.println("ranvier: recovered channel "
                    + recovered.task().unknown().name() + ": " + best + "; " + recovered.convergedSeeds() + " of "
                    + recovered.results().size() + " seeds converged");
        } else {
            exitCode = ExitCode.NOT_CONVERGED;
            err.println("ranvier: no seed converged; the best is " + best + ", above the limit of "
                    + Shown.millivolts(recovered.convergenceLimit_mV())
                    + ". Try more seeds (--seeds 10), and check the known channels and the units of the model");
        }
        err.println("ranvier: wrote model.yaml, curves.csv, trace.csv, current.csv, summary.json and report.html in "
                + folder);
        return exitCode;
    }
}
