package dev.ranvier.cli.command;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.reduction.ReducedNeuron;
import dev.ranvier.cli.reduction.ReductionFiles;
import dev.ranvier.cli.reduction.ReductionSummary;
import dev.ranvier.cli.reduction.ReductionTask;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.reduce.ReductionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier reduce}. */
@Command(
        name = "reduce",
        description = {
            "Reduces a branched neuron to its soma and a few ghosts, compartments that stand for parts of the tree, so"
                    + " that the soma does as the full one does under currents that it never saw.",
            "",
            "Writes into DIR: report.html to look at; model.yaml to simulate; summary.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier reduce cli/examples/branched.yaml --out reduced",
            "  ranvier simulate reduced/model.yaml --out run"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReduceCommand implements Callable<Integer> {
    private static final String AUTO = "auto", NONE = "none", NETWORK = "network";
    /** Of ghosts, to choose from. */
    private static final List<Integer> COUNTS = List.of(1, 2, 3, 4, 6);

    @Parameters(index = "0", paramLabel = "FULL.yaml", description = "The model of the full cell.")
    private Path modelPath;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Option(
            names = "--ghosts",
            paramLabel = "N|auto",
            defaultValue = "4",
            description =
                    "How many compartments beside the soma (default ${DEFAULT-VALUE}); auto: of 1, 2, 3, 4 and 6 the"
                            + " fewest whose loss on currents kept aside is within 1.3 times of the least, which takes"
                            + " five fits.")
    private String ghosts;

    @Option(
            names = "--network",
            paramLabel = "16x16|none",
            defaultValue = "none",
            description =
                    "Also learns a current between the soma and the first ghost, a network with layers of so many units"
                            + " that reads both voltages and the latents (default ${DEFAULT-VALUE}).")
    private String network;

    @Option(
            names = "--latents",
            paramLabel = "R",
            defaultValue = "3",
            description = "Of the network: filters of both voltages, with learned time constants (default"
                    + " ${DEFAULT-VALUE}).")
    private int latents;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many starts of the fit; currents that are kept aside choose the best (default"
                    + " ${DEFAULT-VALUE}).")
    private int starts;

    @Option(
            names = "--stimuli",
            paramLabel = "STIM.yaml",
            description =
                    "Currents to reduce the cell for, with the keys duration_ms, training, held_out and unseen, lists"
                        + " of elements as under 'stimulus' of a model (default: noises, steps and a ramp, scaled to"
                        + " the current at which the cell just fires).")
    private Optional<Path> stimuli;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of noises and starts (default ${DEFAULT-VALUE}). The same seed gives the same result.")
    private long seed;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many currents run at the same time (default: one on each core).")
    private Optional<Integer> jobs;

    @Option(
            names = "--compare",
            paramLabel = "N|network",
            split = ",",
            description =
                    "Also fit so many ghosts, for the report's comparison, as in 1,2,6; each takes about as long. And"
                            + " the soma alone with a network in the place of its dendrites.")
    private List<String> compared = new ArrayList<>();

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    ReduceCommand() {}

    @Override
    public Integer call() throws IOException {
        boolean isAuto = ghosts.equals(AUTO);
        require(isAuto || ghosts.matches("[1-9][0-9]{0,3}"), "--ghosts must be auto or lie in [1, 9999]: " + ghosts);
        List<Integer> counts = isAuto ? COUNTS : List.of(Integer.valueOf(ghosts));
        require(starts >= 1, "--starts must be 1 or more: " + starts);
        require(starts <= 100_000, "--starts must be 100000 at most: " + starts);
        require(
                compared.stream().allMatch(what -> what.equals(NETWORK) || what.matches("[1-9][0-9]{0,3}")),
                "--compare needs numbers from 1 to 9999, or network: " + String.join(",", compared));
        require(
                network.equals(NONE) || network.matches("[1-9][0-9]{0,2}(x[1-9][0-9]{0,2})*"),
                "--network must be units of layers, as in 16x16, or none: " + network);
        require(latents >= 0, "--latents must be 0 or more: " + latents);
        int threads = jobs.orElse(Runtime.getRuntime().availableProcessors());
        require(threads >= 1, "--jobs must be 1 or more: " + threads);
        ReductionTask task = ReductionTask.of(
                ModelReader.read(modelPath),
                modelPath,
                stimuli,
                new ReductionSettings(counts.getLast(), starts, seed, threads),
                counts,
                link(),
                compared.stream()
                        .filter(what -> !what.equals(NETWORK))
                        .map(Integer::valueOf)
                        .toList(),
                compared.contains(NETWORK),
                CommandText.of(spec));
        PrintWriter err = spec.commandLine().getErr();
        task.notes().forEach(note -> RanvierCommand.say(err, note));
        try (Staging staging = Staging.in(outputPath)) {
            ReducedNeuron neuron = run(task, err);
            Map<String, Object> summary = ReductionSummary.of(neuron);
            new ReductionFiles(neuron).write(staging, outputPath, summary);
            String written = staging.publish();
            json.print(summary, spec.commandLine().getOut());
            err.println("ranvier: " + neuron.verdict());
            err.println("ranvier: " + written);
            return ExitCode.DONE;
        }
    }

    private Optional<LearnedFlow> link() {
        return network.equals(NONE)
                ? Optional.empty()
                : Optional.of(new LearnedFlow(
                        LearnedFlow.Form.AXIAL,
                        Arrays.stream(network.split("x")).map(Integer::valueOf).toList(),
                        latents));
    }

    private static ReducedNeuron run(ReductionTask task, PrintWriter err) {
        try (FitProgress progress =
                new FitProgress(err, Terminal.isStandardError(), task.settings().starts())) {
            ReducedNeuron neuron = ReducedNeuron.run(task, progress);
            progress.finished(neuron.reduced().starts());
            return neuron;
        }
    }

    private void require(boolean isGood, String message) {
        if (!isGood) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
