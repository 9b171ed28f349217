package dev.ranvier.cli.command;

import dev.ranvier.cli.latency.LatencyPage;
import dev.ranvier.cli.latency.LatencyTask;
import dev.ranvier.cli.latency.Measured;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.LatencyReport;
import dev.ranvier.files.model.ModelReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code ranvier latency}. */
@Command(
        name = "latency",
        description = {
            "Runs a model in real time, as a dynamic clamp or a robot does: ticks at a fixed rate, each as many steps"
                + " as it takes for model time to be real time. Tells how late ticks are, how many come too late, and"
                + " what on this machine makes them so.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier latency cli/examples/hh.yaml --seconds 10",
            "  taskset -c 1 ranvier latency cli/examples/hh.yaml --rate-khz 100 --out latency"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LatencyCommand implements Callable<Integer> {
    private static final double HIGHEST_RATE_kHz = 1000;

    @Parameters(index = "0", paramLabel = "MODEL.yaml", description = "The model.")
    private Path modelPath;

    @Option(
            names = "--rate-khz",
            paramLabel = "KHZ",
            defaultValue = "20",
            description = "Ticks a millisecond (default ${DEFAULT-VALUE}).")
    private double rate_kHz;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long (default ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for latency.html, with a histogram.")
    private Optional<Path> outputPath;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    LatencyCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!(rate_kHz > 0 && rate_kHz <= HIGHEST_RATE_kHz)) {
            throw new ParameterException(
                    spec.commandLine(), "--rate-khz must be in (0, " + HIGHEST_RATE_kHz + "]: " + rate_kHz);
        }
        LatencyTask task = new LatencyTask(
                ModelReader.read(modelPath), modelPath.toString(), rate_kHz, seconds, CommandText.of(spec));
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        Measured measured = task.run(line -> err.println("ranvier: " + line));
        if (!json.isWanted()) {
            print(measured, out);
        }
        json.print(measured.summary(), out);
        if (outputPath.isPresent()) {
            try (Staging staging = Staging.in(outputPath.get())) {
                Files.writeString(staging.file("latency.html"), LatencyReport.html(LatencyPage.of(measured)));
                err.println("ranvier: " + staging.publish());
            }
        }
        err.println("ranvier: " + measured.verdict());
        measured.divergence().ifPresent(lost -> RanvierCommand.say(err, lost.message()));
        return measured.divergence().isPresent() ? ExitCode.NOT_CONVERGED : ExitCode.DONE;
    }

    private static void print(Measured measured, PrintWriter out) {
        print(Measured.titles(), out);
        print(Measured.row("tick", measured.metronome().ticks()), out);
        print(Measured.row("from due to done", measured.metronome().responses()), out);
        out.println("missed deadlines: " + measured.metronome().missed());
        measured.findings().forEach(finding -> {
            out.println((finding.advice().isEmpty() ? "  " : "! ") + finding.subject() + ": " + finding.found());
            if (!finding.advice().isEmpty()) {
                out.println("    " + finding.advice());
            }
        });
    }

    private static void print(List<String> row, PrintWriter out) {
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < row.size(); k++) {
            line.append(k == 0 ? String.format("%-17s", row.get(k)) : String.format("%9s", row.get(k)));
        }
        out.println(line);
    }
}
