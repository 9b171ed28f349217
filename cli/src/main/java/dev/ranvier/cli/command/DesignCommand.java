package dev.ranvier.cli.command;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.recovery.DesignFiles;
import dev.ranvier.cli.recovery.DesignInput;
import dev.ranvier.cli.recovery.Designed;
import dev.ranvier.files.model.ModelReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier design}. */
@Command(
        name = "design",
        description = {
            "Proposes the current whose recording would make the learned curves of a model surer than any other: among"
                    + " steps, ramps, noises and chirps within limits.",
            "",
            "Writes into DIR: report.html to look at; stimulus.csv, the proposed current; summary.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier recover cell.yaml --recording a.csv --out found",
            "  ranvier design found/model.yaml --recording a.csv --most-pA 25 --least-pA -10 --out next"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DesignCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL.yaml", description = "The model, as 'ranvier recover' writes it.")
    private Path modelPath;

    @Option(
            names = "--recording",
            paramLabel = "R.csv",
            description = "A recording that there is already; may be given several times.")
    private List<Path> recordings = new ArrayList<>();

    @Mixin
    private RecordingOptions reading;

    @Option(
            names = "--at",
            paramLabel = "BRANCH(0.5)",
            description = "Where the voltage was and will be recorded (default: the middle of the root); once for all"
                    + " recordings or once for each, the next one being as the first.")
    private List<String> sites = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Option(names = "--most-pA", paramLabel = "PA", required = true, description = "The highest current.")
    private double most_pA;

    @Option(
            names = "--least-pA",
            paramLabel = "PA",
            defaultValue = "0",
            description = "The lowest current (default ${DEFAULT-VALUE}).")
    private double least_pA;

    @Option(
            names = "--duration-ms",
            paramLabel = "MS",
            defaultValue = "50",
            description = "How long the recording would be (default ${DEFAULT-VALUE}).")
    private double duration_ms;

    @Option(
            names = "--noise-mV",
            paramLabel = "MV",
            description = "Noise on every sample (default: that of the recordings, or 0.5).")
    private Optional<Double> noise_mV;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    DesignCommand() {}

    @Override
    public Integer call() throws IOException {
        check();
        PrintWriter err = spec.commandLine().getErr();
        Designed.Task task = new DesignInput(
                        ModelReader.read(modelPath),
                        modelPath.toString(),
                        reading.read(recordings),
                        sites,
                        least_pA,
                        most_pA,
                        duration_ms,
                        noise_mV,
                        CommandText.of(spec))
                .task();
        task.notes().forEach(note -> RanvierCommand.say(err, note));
        try (Staging staging = Staging.in(outputPath)) {
            DesignFiles files = new DesignFiles(Designed.of(task));
            String written = staging.publish(files::write);
            json.print(files.summary(), spec.commandLine().getOut());
            err.println("ranvier: " + files.verdict());
            err.println("ranvier: " + written);
        }
        return ExitCode.DONE;
    }

    private void check() {
        if (!(most_pA > 0 && least_pA < most_pA && Double.isFinite(most_pA) && Double.isFinite(least_pA))) {
            throw refused("--most-pA must be positive and above --least-pA: " + most_pA + ", " + least_pA);
        }
        if (!(duration_ms > 0 && Double.isFinite(duration_ms))) {
            throw refused("--duration-ms must be positive: " + duration_ms);
        }
        if (!(noise_mV.orElse(1.0) > 0 && Double.isFinite(noise_mV.orElse(1.0)))) {
            throw refused("--noise-mV must be positive: " + noise_mV.orElseThrow());
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
