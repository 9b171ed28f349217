package dev.ranvier.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ranvier bench}. */
@Command(
        name = "bench",
        description = {
            "Compares JMH benchmarks: two files of results, or two revisions of this repository measured in turn; draws"
                    + " throughput over commits.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ranvier bench compare base.json new.json --margin 5",
            "  ranvier bench run --base HEAD~1 --suite short --out bench",
            "",
            "Exit codes: 0 nothing became slower, 1 something did by more than the margin, 2 bad input."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {BenchCompareCommand.class, BenchRunCommand.class, BenchHistoryCommand.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    BenchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
