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
                        .map(CommandText::quoted)
                        .collect(Collectors.joining(" "));
    }

    /** A word as a shell takes it. */
    static String quoted(String word) {
        return word.matches("[\\w./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
