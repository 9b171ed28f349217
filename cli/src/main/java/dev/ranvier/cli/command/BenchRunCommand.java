package dev.ranvier.cli.command;

import dev.ranvier.cli.bench.ComparisonFiles;
import dev.ranvier.cli.bench.Machine;
import dev.ranvier.cli.bench.Measurement;
import dev.ranvier.cli.bench.Repository;
import dev.ranvier.cli.bench.Revision;
import dev.ranvier.cli.bench.Workshop;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ranvier bench run}. */
@Command(
        name = "run",
        description = {
            "Builds two revisions of this repository and measures them in turn on this machine, fork by fork (A B, B A,"
                    + " A B ...), so that what slows the machine meets both.",
            "",
            "Writes into DIR: base.json and new.json, as JMH writes them; machine.json; report.html. Without --base one"
                    + " revision alone is measured, into baseline.json. Uncommitted changes are not measured.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier bench run --base HEAD~1 --suite short --out bench",
            "  ranvier bench run --base v1 --suite 'TreeGradient' --rounds 8 --out bench",
            "  ranvier bench run --base HEAD --new-java-opts=-Dranvier.vector.bits=256 --out bench"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchRunCommand implements Callable<Integer> {
    @Option(names = "--base", paramLabel = "REV", description = "The revision to compare with.")
    private Optional<String> base;

    @Option(
            names = "--new",
            paramLabel = "REV",
            defaultValue = "HEAD",
            description = "The revision that is compared (default ${DEFAULT-VALUE}).")
    private String next;

    @Option(
            names = "--new-java-opts",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description = "More options for the JVMs of the new revision alone, split at blanks.")
    private String nextJavaOptions;

    @Mixin
    private SuiteOptions suite;

    @Mixin
    private CompareOptions options;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path outputPath;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    BenchRunCommand() {}

    @Override
    public Integer call() throws IOException {
        options.check(spec);
        Measurement measurement = suite.measurement(spec);
        PrintWriter err = spec.commandLine().getErr();
        Repository repository = Repository.around(Path.of(""));
        List<Measurement.Subject> subjects = new ArrayList<>();
        base.ifPresent(name -> subjects.add(new Measurement.Subject(repository.revision(name), "")));
        subjects.add(new Measurement.Subject(repository.revision(next), nextJavaOptions));
        List<String> roles = base.isPresent() ? List.of("base", "new") : List.of("baseline");
        if (repository.isChanged()) {
            err.println("ranvier: uncommitted changes are not measured");
        }
        Machine.warning().ifPresent(warning -> err.println("ranvier: " + warning));
        try (Staging staging = Staging.in(outputPath)) {
            Map<String, Object> machine = new LinkedHashMap<>();
            String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            machine.put("measured", startedAt);
            for (int k = 0; k < roles.size(); k++) {
                machine.put(roles.get(k), subjects.get(k).revision().commit());
            }
            machine.putAll(Machine.tree());
            List<List<Object>> entries;
            try (OverwrittenLine line = new OverwrittenLine(err, Terminal.isStandardError());
                    Workshop workshop = new Workshop(repository, line::show)) {
                entries = measurement.run(subjects, workshop, startedAt, line::show);
            }
            for (int k = 0; k < entries.size(); k++) {
                Files.writeString(staging.file(roles.get(k) + ".json"), Json.text(entries.get(k)));
            }
            Files.writeString(staging.file("machine.json"), Json.text(machine));
            if (subjects.size() == 1) {
                err.println("ranvier: " + staging.publish());
                return ExitCode.DONE;
            }
            ComparisonFiles files =
                    Measurement.compare(entries.getFirst(), entries.getLast(), options.margin(), options.confidence());
            files.writeReport(
                    staging,
                    subjects.getLast().revision().name() + " against "
                            + subjects.getFirst().revision().name(),
                    settings(subjects, roles),
                    CommandText.of(spec));
            files.notes().forEach(note -> err.println("ranvier: " + note));
            err.println("ranvier: " + staging.publish());
            return BenchCompareCommand.conclude(files.comparison(), json, spec);
        }
    }

    private Map<String, String> settings(List<Measurement.Subject> subjects, List<String> roles) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int k = 0; k < roles.size(); k++) {
            Revision revision = subjects.get(k).revision();
            settings.put(roles.get(k), revision.name() + ", " + revision.date() + ", " + revision.subject());
        }
        if (!nextJavaOptions.isEmpty()) {
            settings.put("JVM options of the new one", nextJavaOptions);
        }
        settings.put("machine", Machine.line());
        return settings;
    }
}
