package dev.ranvier.cli.command;

import dev.ranvier.cli.sweep.DryRun;
import dev.ranvier.cli.sweep.SweepFolder;
import dev.ranvier.cli.sweep.SweepRun;
import dev.ranvier.cli.sweep.SweepTask;
import dev.ranvier.files.input.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code ranvier sweep}. */
@Command(
        name = "sweep",
        description = {
            "Runs a model at many points and keeps of each what a plan asks for: spikes, features, traces, errors.",
            "",
            "Writes into DIR: merged.arrow, a row a point, which pandas, Polars, R and DuckDB read; report.html to look"
                    + " at; chunks, the same in pieces. A run that was stopped in any way goes on where it was when it"
                    + " is started again. Results do not depend on --jobs, --shard or interruptions.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier sweep cli/examples/sweep.yaml --out swept",
            "  ranvier sweep cli/examples/sweep.yaml --dry-run",
            "  ranvier sweep plan.yaml --out swept --shard 3/100     one of 100 jobs of a scheduler; then",
            "  ranvier sweep merge swept"
        },
        synopsisSubcommandLabel = "[status | merge]",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {SweepStatusCommand.class, SweepMergeCommand.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SweepCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PLAN.yaml", description = "The plan; see docs/SWEEP.md.")
    private Optional<Path> planPath;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results.")
    private Optional<Path> outputPath;

    @Option(names = "--dry-run", description = "Say how many points there are, how much room and time they take.")
    private boolean dryRun;

    @Option(
            names = "--shard",
            paramLabel = "i/N",
            defaultValue = "1/1",
            converter = Shard.Converter.class,
            description = "Compute share i of N of the points, from 1/N to N/N, in any order and on any machines that"
                    + " share DIR.")
    private Shard shard;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Compute on Apache Spark, as in local[2] or spark://host:7077; SPARK_HOME says where Spark is.")
    private Optional<String> master;

    @Option(names = "--jobs", paramLabel = "N", description = "Threads (default: one on each core).")
    private Optional<Integer> jobs;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    SweepCommand() {}

    @Override
    public Integer call() throws IOException {
        if (jobs.orElse(1) < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs must be 1 or more: " + jobs.orElseThrow());
        }
        SweepTask task = SweepTask.of(
                planPath.orElseThrow(() -> new ParameterException(spec.commandLine(), "a PLAN.yaml is missing")));
        if (master.isPresent() && shard.of() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "Spark computes all shares: leave out --shard or --master");
        }
        PrintWriter err = spec.commandLine().getErr();
        task.notes().forEach(note -> err.println("ranvier: " + note));
        int threads = jobs.orElse(Runtime.getRuntime().availableProcessors());
        if (dryRun) {
            DryRun dry = DryRun.of(task, threads, shard.of());
            json.print(dry.tree(), spec.commandLine().getOut());
            err.println("ranvier: " + dry.text());
            return ExitCode.DONE;
        }
        return run(
                task,
                outputPath.orElseThrow(() -> new ParameterException(spec.commandLine(), "--out=DIR is missing")),
                threads,
                err);
    }

    private int run(SweepTask task, Path out, int threads, PrintWriter err) throws IOException {
        SweepFolder folder = new SweepFolder(out);
        SweepRun run = new SweepRun(task, folder, shard.number(), shard.of());
        long start_ns = System.nanoTime();
        long computed = master.isPresent() ? SparkSubmit.run(master.get(), task, folder, out) : here(run, threads, err);
        double seconds = (System.nanoTime() - start_ns) * 1e-9;
        err.println("ranvier: " + computed + " points computed in " + Shown.seconds(seconds) + ", "
                + Shown.number(computed / seconds) + " a second");
        Map<String, Object> computation = Map.of("points_computed", computed, "seconds", seconds);
        if (folder.done().size() < folder.about().chunks()) {
            err.println("ranvier: other shares are missing: when they are there, 'ranvier sweep merge " + out + "'");
            json.print(computation, spec.commandLine().getOut());
        } else {
            SweepMergeCommand.merge(folder, out, task.plan().toString(), computation, json, spec);
        }
        return ExitCode.DONE;
    }

    private static long here(SweepRun run, int threads, PrintWriter err) throws IOException {
        try (SweepProgress progress =
                new SweepProgress(new OverwrittenLine(err, Terminal.isStandardError()), System::nanoTime)) {
            return run.run(threads, progress);
        }
    }
}
