package dev.ranvier.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a verdict on benchmarks. */
final class CompareOptions {
    private static final double PERCENT = 0.01;

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "The largest change that does not count (default ${DEFAULT-VALUE}).")
    private double margin_percent;

    @Option(
            names = "--confidence",
            paramLabel = "PERCENT",
            defaultValue = "95",
            description = "Confidence of the intervals (default ${DEFAULT-VALUE}).")
    private double confidence_percent;

    CompareOptions() {}

    /** Refuses what makes no sense. */
    void check(CommandSpec spec) {
        if (!(margin_percent >= 0 && Double.isFinite(margin_percent))) {
            throw new ParameterException(
                    spec.commandLine(), "--margin must be 0 or more, in percent: " + margin_percent);
        }
        if (!(confidence_percent > 0 && confidence_percent < 100)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--confidence must be above 0 and below 100, in percent: " + confidence_percent);
        }
    }

    /** As a part of 1. */
    double margin() {
        return margin_percent * PERCENT;
    }

    /** As a part of 1. */
    double confidence() {
        return confidence_percent * PERCENT;
    }
}
