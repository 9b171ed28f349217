package dev.ranvier.cli.command;

import dev.ranvier.cli.bench.Measurement;
import dev.ranvier.cli.bench.Suite;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a measurement of benchmarks. */
final class SuiteOptions {
    @Option(
            names = "--suite",
            paramLabel = "short|PATTERN",
            defaultValue = Suite.SHORT,
            description = "The benchmarks: four that are quick, or those whose full name a regular expression finds"
                    + " (default ${DEFAULT-VALUE}).")
    private String suite = Suite.SHORT;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "8",
            description = "Forks of each benchmark and revision (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--jmh",
            paramLabel = "ARGUMENTS",
            defaultValue = "",
            description = "More arguments for JMH, split at blanks, such as '-p lanes=8 -wi 4 -w 500ms'.")
    private String arguments = "";

    SuiteOptions() {}

    /** What is to be measured; refuses what makes no sense. */
    Measurement measurement(CommandSpec spec) {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more: " + rounds);
        }
        try {
            Pattern.compile(suite);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    spec.commandLine(), "--suite is no regular expression: " + suite + ": " + e.getDescription());
        }
        return new Measurement(Suite.of(suite, arguments), rounds);
    }
}
