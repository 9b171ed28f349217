package dev.ranvier.cli.command;

import dev.ranvier.cli.kinetics.FittedKinetics;
import dev.ranvier.cli.kinetics.GateCollection;
import dev.ranvier.cli.kinetics.GateFile;
import dev.ranvier.cli.kinetics.KineticsFiles;
import dev.ranvier.cli.kinetics.KineticsRun;
import dev.ranvier.cli.kinetics.KineticsSettings;
import dev.ranvier.cli.kinetics.KineticsSummary;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.kinetics.Holdout;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
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

/** {@code ranvier kinetics}. */
@Command(
        name = "kinetics",
        description = {
            "Fits x_inf(V) and tau(V) of the gates of published channels by networks, and by the omnimodel.",
            "",
            "Writes into DIR: report.html to look at; kinetics.csv, a line for each gate and model; summary.json;"
                + " channels.rvc, the learned channels, to be used in models and by 'ranvier channel'; with --curves"
                + " also curves.csv.gz. A run that was stopped goes on where it was when it is started again.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier kinetics K.jsonl.gz Na.jsonl.gz --out kinetics",
            "  ranvier kinetics mine.csv --holdout odd --model both --out kinetics"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class KineticsCommand implements Callable<Integer> {
    private static final int MOST_COMPLAINTS = 5;
    private static final double MOST_mM = 1000, COLDEST = -50, WARMEST = 100;

    @Parameters(
            arity = "1..*",
            paramLabel = "DATA",
            description =
                    "Files of gates: JSON lines (.jsonl, .jsonl.gz) or a table (.csv) with channel, gate, voltage_mV,"
                            + " x_inf, tau_ms and, if wanted, exponent and family.")
    private List<Path> dataPaths;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Option(
            names = "--network",
            paramLabel = "16x16",
            defaultValue = "16x16",
            converter = NetworkShape.Converter.class,
            description = "Units of each hidden layer of a gate's network (default ${DEFAULT-VALUE}).")
    private NetworkShape network;

    @Option(
            names = "--model",
            paramLabel = "learned|omni|both",
            defaultValue = "learned",
            description = "What is fitted: networks, the omnimodel in its five forms, or both (default"
                    + " ${DEFAULT-VALUE}).")
    private KineticsSettings.Models models;

    @Option(
            names = "--celsius",
            paramLabel = "T",
            defaultValue = "6.3",
            description = "Temperature of the curves, where a file has several (default ${DEFAULT-VALUE}).")
    private double celsius;

    @Option(
            names = "--calcium",
            paramLabel = "mM",
            defaultValue = "5e-5",
            description = "Internal calcium in mM, where curves depend on it: the nearest that a file has (default"
                    + " ${DEFAULT-VALUE}).")
    private double calcium_mM;

    @Option(
            names = "--holdout",
            paramLabel = "odd|none",
            defaultValue = "none",
            description = "odd: fits do not see every other voltage, and errors there are reported (default"
                    + " ${DEFAULT-VALUE}).")
    private Holdout holdout;

    @Option(names = "--curves", description = "Also write all fitted curves at the data's voltages: curves.csv.gz.")
    private boolean curves;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "How many gates are fitted at the same time (default: one on each core). Results do not depend"
                            + " on it.")
    private Optional<Integer> jobs;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    KineticsCommand() {}

    @Override
    public Integer call() throws IOException {
        if (jobs.orElse(1) < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs must be 1 or more: " + jobs.orElseThrow());
        }
        if (!(calcium_mM > 0 && calcium_mM <= MOST_mM) || !(celsius >= COLDEST && celsius <= WARMEST)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--calcium must be positive and at most " + MOST_mM + " mM, --celsius lie in [" + COLDEST + ", "
                            + WARMEST + "]: " + calcium_mM + ", " + celsius);
        }
        PrintWriter err = spec.commandLine().getErr();
        GateCollection gates = read(err);
        KineticsSettings settings = new KineticsSettings(network.hidden(), models, celsius, calcium_mM, holdout);
        try (Staging staging = Staging.in(outputPath)) {
            FittedKinetics fitted = fit(gates, settings, err);
            KineticsFiles files = new KineticsFiles(fitted);
            KineticsSummary summary = files.summary();
            String command = CommandText.of(spec);
            double totalSeconds = ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
            Map<String, Object> tree = summary.tree(command, gates.leftOut(), totalSeconds);
            String written = published(staging, place -> files.write(place, curves, summary, tree, command));
            KineticsRun.forget(outputPath);
            json.print(tree, spec.commandLine().getOut());
            List<String> incomplete = fitted.incomplete();
            incomplete.stream().limit(MOST_COMPLAINTS).forEach(line -> RanvierCommand.say(err, line));
            if (incomplete.size() > MOST_COMPLAINTS) {
                err.println("ranvier: " + incomplete.size()
                        + " channels are not in the library, since a gate of theirs is missing");
            }
            err.println("ranvier: " + summary.verdict() + ", " + Shown.seconds(totalSeconds));
            err.println("ranvier: " + written);
            return ExitCode.DONE;
        }
    }

    private static String published(Staging staging, Staging.Results results) {
        try {
            return staging.publish(results);
        } catch (BadInputException e) {
            throw new BadInputException(
                    e.getMessage() + ". The fits are kept: make room and run the same command again");
        }
    }

    private GateCollection read(PrintWriter err) {
        GateCollection gates = new GateCollection();
        dataPaths.forEach(file -> GateFile.read(file, celsius, calcium_mM, gates));
        List<String> leftOut = gates.leftOut();
        leftOut.stream().limit(MOST_COMPLAINTS).forEach(line -> RanvierCommand.say(err, "left out: " + line));
        if (leftOut.size() > MOST_COMPLAINTS) {
            err.println("ranvier: left out " + leftOut.size() + " in all; summary.json lists them");
        }
        gates.doubts().stream().limit(MOST_COMPLAINTS).forEach(line -> RanvierCommand.say(err, line));
        if (gates.doubts().size() > MOST_COMPLAINTS) {
            err.println("ranvier: values of " + gates.doubts().size()
                    + " gates are doubtful in all; the column flags of kinetics.csv says which");
        }
        if (gates.gates().isEmpty()) {
            throw new BadInputException("there is no gate to fit in " + dataPaths + ": " + leftOut.size()
                    + " left out. See 'ranvier kinetics --help' for what a file should be");
        }
        return gates;
    }

    private FittedKinetics fit(GateCollection gates, KineticsSettings settings, PrintWriter err) throws IOException {
        KineticsRun run = new KineticsRun(gates.gates(), gates.refused(), settings);
        int atOnce = jobs.orElse(Runtime.getRuntime().availableProcessors());
        try (KineticsProgress progress = new KineticsProgress(
                new OverwrittenLine(err, Terminal.isStandardError()),
                gates.gates().size(),
                System::nanoTime)) {
            return run.run(outputPath, atOnce, progress);
        }
    }
}
