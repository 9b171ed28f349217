package dev.ranvier.cli.command;

import dev.ranvier.cli.bench.Comparison;
import dev.ranvier.cli.bench.ComparisonFiles;
import dev.ranvier.cli.bench.ComparisonTable;
import dev.ranvier.cli.output.Staging;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ranvier bench compare}. */
@Command(
        name = "compare",
        description = {
            "Compares two files of JMH results (-rf json): for each benchmark and parameter set, how many times longer"
                    + " an operation takes in the new one, with a confidence interval over the means of forks. Slower"
                    + " (exit code 1) is what lies beyond the margin with its whole interval; unclear asks for more"
                    + " forks.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier bench compare base.json new.json",
            "  ranvier bench compare base.json new.json --margin 3 --out comparison"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BASE.json", description = "What was measured before.")
    private Path basePath;

    @Parameters(index = "1", paramLabel = "NEW.json", description = "What is measured now.")
    private Path nextPath;

    @Mixin
    private CompareOptions options;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for report.html.")
    private Optional<Path> outputPath;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    BenchCompareCommand() {}

    @Override
    public Integer call() throws IOException {
        options.check(spec);
        ComparisonFiles files = ComparisonFiles.read(basePath, nextPath, options.margin(), options.confidence());
        PrintWriter err = spec.commandLine().getErr();
        files.notes().forEach(note -> err.println("ranvier: " + note));
        if (outputPath.isPresent()) {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("base", basePath.toString());
            settings.put("new", nextPath.toString());
            try (Staging staging = Staging.in(outputPath.get())) {
                files.writeReport(staging, nextPath + " against " + basePath, settings, CommandText.of(spec));
                err.println("ranvier: " + staging.publish());
            }
        }
        return conclude(files.comparison(), json, spec);
    }

    /** Prints the comparison; exit code 1 if something became slower. */
    static int conclude(Comparison comparison, JsonOption json, CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json.isWanted()) {
            ComparisonTable.lines(comparison).forEach(out::println);
            out.flush();
        }
        json.print(ComparisonFiles.summary(comparison), out);
        spec.commandLine().getErr().println("ranvier: " + ComparisonTable.verdict(comparison));
        return comparison.hasRegression() ? ExitCode.SLOWER : ExitCode.DONE;
    }
}
