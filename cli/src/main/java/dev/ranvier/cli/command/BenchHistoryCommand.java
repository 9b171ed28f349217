package dev.ranvier.cli.command;

import dev.ranvier.cli.bench.History;
import dev.ranvier.cli.bench.HistoryPage;
import dev.ranvier.cli.bench.Machine;
import dev.ranvier.cli.bench.Measurement;
import dev.ranvier.cli.bench.Repository;
import dev.ranvier.cli.bench.Workshop;
import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.HistoryReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ranvier bench history}. */
@Command(
        name = "history",
        description = {
            "Draws throughput over commits from a history, after measuring the last commits if asked to: each is built"
                    + " and measured in turn with all others and a reference, so that ratios do not depend on the"
                    + " machine's mood.",
            "",
            "DIR/history.jsonl is read if it is there, and written with what was measured; DIR/history.html shows it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier bench history --out benchmarks/history",
            "  ranvier bench history --last 20 --reference HEAD --rounds 3 --out benchmarks/history"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchHistoryCommand implements Callable<Integer> {
    private static final String FILE = "history.jsonl";

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "0",
            description = "Measure the last N commits that changed engine, bindings or benchmarks (default"
                    + " ${DEFAULT-VALUE}).")
    private int last;

    @Option(
            names = "--reference",
            paramLabel = "REV",
            defaultValue = "HEAD",
            description = "The revision that they are measured in turn with (default ${DEFAULT-VALUE}).")
    private String reference;

    @Mixin
    private SuiteOptions suite;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder of the history.")
    private Path outputPath;

    @Spec
    private CommandSpec spec;

    BenchHistoryCommand() {}

    @Override
    public Integer call() throws IOException {
        if (last < 0) {
            throw new ParameterException(spec.commandLine(), "--last must be 0 or more: " + last);
        }
        Measurement measurement = suite.measurement(spec);
        PrintWriter err = spec.commandLine().getErr();
        History history = History.read(outputPath.resolve(FILE));
        try (Staging staging = Staging.in(outputPath)) {
            List<String> notes = last > 0 ? measure(history, measurement, err) : List.of();
            if (history.isEmpty()) {
                throw new BadInputException("nothing is measured yet in " + outputPath.resolve(FILE)
                        + ": measure the last commits with --last 20");
            }
            notes.forEach(note -> err.println("ranvier: " + note));
            Files.writeString(staging.file(FILE), history.text());
            Files.writeString(
                    staging.file("history.html"),
                    HistoryReport.html(HistoryPage.of(history, notes, CommandText.of(spec))));
            err.println("ranvier: " + staging.publish());
            return ExitCode.DONE;
        }
    }

    private List<String> measure(History history, Measurement measurement, PrintWriter err) throws IOException {
        Repository repository = Repository.around(Path.of(""));
        Machine.warning().ifPresent(warning -> err.println("ranvier: " + warning));
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        try (OverwrittenLine line = new OverwrittenLine(err, Terminal.isStandardError());
                Workshop workshop = new Workshop(repository, line::show)) {
            return history.measure(
                    repository.last(last, "HEAD"),
                    repository.revision(reference),
                    measurement,
                    workshop,
                    startedAt,
                    line::show);
        }
    }
}
