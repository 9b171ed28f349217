package dev.ranvier.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a model comes to where a recording begins. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LeadOption {
    @Option(
            names = "--lead-in-ms",
            paramLabel = "MS",
            defaultValue = "0",
            description =
                    "For recordings that do not begin at rest: the model starts at the first voltage and is clamped to"
                            + " the recording for so long, which brings its gates there; not judged (default: none).")
    private double lead_ms;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    LeadOption() {}

    double lead_ms() {
        if (!(lead_ms >= 0 && Double.isFinite(lead_ms))) {
            throw new ParameterException(spec.commandLine(), "--lead-in-ms must be a time in ms, or 0: " + lead_ms);
        }
        return lead_ms;
    }
}
