package dev.ranvier.cli.command;

import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as it can be typed again. */
final class CommandText {
    private CommandText() {}

    /** Of the command that runs. */
    static String of(CommandSpec spec) {
        return "ranvier "
                + spec.root().commandLine().getParseResult().originalArgs().stream()
                        .map(word -> word.matches("[\\w./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
    }
}
