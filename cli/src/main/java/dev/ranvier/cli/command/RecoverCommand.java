package dev.ranvier.cli.command;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.recovery.Recovered;
import dev.ranvier.cli.recovery.RecoveryFiles;
import dev.ranvier.cli.recovery.RecoveryInput;
import dev.ranvier.cli.recovery.RecoverySummary;
import dev.ranvier.cli.recovery.RecoveryTask;
import dev.ranvier.cli.recovery.SeedRuns;
import dev.ranvier.cli.recovery.benchmark.BenchmarkResult;
import dev.ranvier.cli.recovery.benchmark.RecoveryBenchmark;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.library.LibraryFile;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.LibraryChannel;
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
            "Finds x_inf(V) and tau(V) of the channels that a model calls 'type: learned' from recordings in current"
                + " clamp or, with --observed current, voltage clamp, and networks in the place of whole channels, of"
                + " 'type: learned-conductance', together with all numbers that are marked, as in reversal_mV: {fit:"
                + " -75}.",
            "",
            "Writes into DIR: report.html to look at; model.yaml to simulate, the model with what was found;"
                    + " current.csv, which drives it if it has no stimulus; curves.csv, trace.csv and summary.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier recover --demo",
            "  ranvier recover cli/examples/hh-unknown-k.yaml --recording cell7.csv --out found --seeds 4",
            "  ranvier recover cell.yaml --recording a.csv --recording b.csv --out found",
            "  ranvier recover cell.yaml --recording family.abf --sweep all --observed current --out found",
            "  ranvier recover --benchmark --seeds 2"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RecoverCommand implements Callable<Integer> {
    private static final int BENCHMARK_SEEDS = 20;
    private static final Path BENCHMARK_FOLDER = Path.of("ranvier-benchmark");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MODEL.yaml",
            description = "The model; what is to be learned has 'type: learned' or 'learned-conductance' there.")
    private Optional<Path> modelPath;

    @Option(
            names = "--recording",
            paramLabel = "R.csv",
            description = "A recording: columns t_ms, v_mV and i_pA or i_nA (the current from this sample to the next;"
                    + " without it the model's stimulus is injected), or a file of the rig (see 'ranvier recording')."
                    + " Give several to recover from all of them.")
    private List<Path> recordings = new ArrayList<>();

    @Mixin
    private RecordingOptions reading;

    @Mixin
    private ObservedOption observed;

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
            description =
                    "How many seeds to try, counting up from S; the best is kept (default: 1); with --benchmark the"
                            + " draws of each case (default: " + BENCHMARK_SEEDS + ").")
    private Optional<Integer> seeds;

    @Option(
            names = "--benchmark",
            description =
                    "Recover known truths, one unknown piece and another, many times each, and compare with what is"
                            + " asked: report.html, benchmark.md and summary.json, into ranvier-benchmark unless --out"
                            + " says otherwise. Takes some 15 minutes on two cores.")
    private boolean benchmark;

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
                    "Time step in ms (default: the model's, or 0.0125). For a recording whose sampling interval it"
                            + " does not divide, the next smaller one that does is taken.")
    private Optional<Double> dt_ms;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many seeds run at the same time (default: one on each core).")
    private Optional<Integer> jobs;

    @Option(
            names = "--held-out",
            paramLabel = "R.csv",
            description =
                    "A recording that nothing is fitted to: the learned channel is compared on it with a Boltzmann"
                            + " sigmoid and bell in its place, and with --candidates. May be given several times.")
    private List<Path> heldOut = new ArrayList<>();

    @Option(
            names = "--candidates",
            paramLabel = "LIBRARY.rvc:FAMILY",
            description =
                    "Compare the learned channel with all of that family of a library that 'ranvier kinetics' made,"
                            + " as they stand, but for their conductance, and with a Boltzmann sigmoid and bell.")
    private Optional<String> candidates;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    RecoverCommand() {}

    @Override
    public Integer call() throws IOException {
        check();
        return benchmark ? benchmark() : recover(seeds.orElse(1));
    }

    private Integer recover(int seeds) throws IOException {
        List<LibraryChannel> library = candidates.map(RecoverCommand::library).orElse(List.of());
        RecoveryTask task = task();
        Path folder = outputPath.orElse(Demo.FOLDER);
        PrintWriter err = spec.commandLine().getErr();
        task.notes().forEach(note -> RanvierCommand.say(err, note));
        try (Staging staging = Staging.in(folder)) {
            Recovered recovered;
            try (ProgressLine progress = new ProgressLine(err, Terminal.isStandardError(), seeds, task.observed())) {
                int atOnce = Math.min(seeds, threads());
                recovered = Recovered.of(
                                task,
                                SeedRuns.run(task, LongStream.range(firstSeed, firstSeed + seeds), atOnce, progress))
                        .judged(progress)
                        .requireSomethingDetermined();
                if (candidates.isPresent() || !heldOut.isEmpty()) {
                    recovered = recovered.compared(library, threads(), progress);
                }
            }
            double totalSeconds = ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
            Map<String, Object> summary = RecoverySummary.of(recovered, totalSeconds);
            RecoveryFiles files = new RecoveryFiles(recovered);
            String written = staging.publish(place -> files.write(place, folder, summary));
            json.print(summary, spec.commandLine().getOut());
            return conclude(recovered, written, err);
        }
    }

    private int threads() {
        return jobs.orElse(Runtime.getRuntime().availableProcessors());
    }

    private Integer benchmark() throws IOException {
        int draws = seeds.orElse(BENCHMARK_SEEDS);
        String command = CommandText.of(spec);
        PrintWriter err = spec.commandLine().getErr();
        try (Staging staging = Staging.in(outputPath.orElse(BENCHMARK_FOLDER))) {
            BenchmarkResult result;
            try (BenchmarkProgress progress =
                    new BenchmarkProgress(err, Terminal.isStandardError(), RecoveryBenchmark.draws(draws))) {
                result = RecoveryBenchmark.run(draws, threads(), progress);
            }
            String written = staging.publish(place -> result.write(place, command));
            json.print(result.summary(command), spec.commandLine().getOut());
            err.println("ranvier: " + result.verdict());
            err.println("ranvier: " + written);
        }
        return ExitCode.DONE;
    }

    private void check() {
        if (benchmark && (demo || modelPath.isPresent() || !recordings.isEmpty())) {
            throw refused("--benchmark brings its own models and recordings: leave out MODEL.yaml, --recording and"
                    + " --demo");
        }
        if (demo && (modelPath.isPresent() || !recordings.isEmpty())) {
            throw refused("--demo brings its own model and recording: leave out MODEL.yaml and --recording");
        }
        if (!demo && !benchmark && (modelPath.isEmpty() || recordings.isEmpty() || outputPath.isEmpty())) {
            throw refused("MODEL.yaml, --recording and --out are needed (or --demo, or --benchmark)");
        }
        if (seeds.orElse(1) > 100_000) {
            throw refused("--seeds must be 100000 at most: " + seeds.orElseThrow());
        }
        if (seeds.orElse(1) < 1) {
            throw refused("--seeds must be 1 or more: " + seeds.orElseThrow());
        }
        if (jobs.orElse(1) < 1) {
            throw refused("--jobs must be 1 or more: " + jobs.orElseThrow());
        }
        if (!(dt_ms.orElse(1.0) > 0 && Double.isFinite(dt_ms.orElse(1.0)))) {
            throw refused("--dt must be a positive time in ms: " + dt_ms.orElseThrow());
        }
    }

    /** The channels of a family. */
    private static List<LibraryChannel> library(String candidates) {
        int colon = candidates.lastIndexOf(':');
        String family = colon < 0 ? "" : candidates.substring(colon + 1);
        ChannelLibrary library = LibraryFile.read(Path.of(colon < 0 ? candidates : candidates.substring(0, colon)));
        List<LibraryChannel> channels = library.channels().values().stream()
                .filter(channel -> channel.family().equals(family))
                .toList();
        if (channels.isEmpty()) {
            List<String> families = library.channels().values().stream()
                    .map(LibraryChannel::family)
                    .distinct()
                    .toList();
            throw new BadInputException("--candidates " + candidates + ": "
                    + (colon < 0
                            ? "say which family, as in LIBRARY.rvc:" + (families.isEmpty() ? "K" : families.getFirst())
                            : "the library has no family '" + family + "'")
                    + "; it has " + (families.isEmpty() ? "no channel" : String.join(", ", families)));
        }
        return channels;
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private RecoveryTask task() {
        ModelFile model = modelPath.map(ModelReader::read).orElseGet(Demo::model);
        model.unknownChannels();
        return new RecoveryInput(
                        model,
                        modelPath.map(Path::toString).orElse(Demo.MODEL),
                        demo ? List.of(Demo.recording()) : observed.read(model, recordings, heldOut.size(), reading),
                        observed.heldOut(model, heldOut, recordings.size(), reading.sweeps(), reading),
                        observed.sites(),
                        dt_ms,
                        method,
                        network.hidden(),
                        CommandText.of(spec))
                .task();
    }

    private static int conclude(Recovered recovered, String written, PrintWriter err) {
        String best = "seed " + recovered.best().seed() + ", free-running RMSE " + recovered.shownRmse();
        int exitCode = ExitCode.DONE;
        if (recovered.convergedSeeds() > 0) {
            err.println("ranvier: recovered "
                    + recovered.task().channelTitle() + ": " + best + "; " + recovered.convergedSeeds() + " of "
                    + recovered.results().size() + " seeds converged");
        } else {
            exitCode = ExitCode.NOT_CONVERGED;
            err.println("ranvier: no seed converged; the best is " + best + ": " + recovered.missed()
                    + ". Try more seeds (--seeds 10), and check the known channels and the units of the model");
        }
        recovered.nearest().ifPresent(sentence -> err.println("ranvier: " + sentence));
        recovered.unexplained().forEach(sentence -> err.println("ranvier: " + sentence));
        recovered.undetermined().forEach(sentence -> err.println("ranvier: " + sentence));
        if (!recovered.boundsHit().isEmpty()) {
            err.println("ranvier: at a bound: " + String.join(", ", recovered.boundsHit()));
        }
        err.println("ranvier: " + written);
        return exitCode;
    }
}
