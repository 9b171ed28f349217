package dev.ranvier.cli.command;

import dev.ranvier.cli.output.Json;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --json}. */
final class JsonOption {
    @Option(names = "--json", description = "Print a summary as JSON on standard output, and nothing else there.")
    private boolean wanted;

    JsonOption() {}

    /** Whether it was given. */
    boolean isWanted() {
        return wanted;
    }

    /** Prints the summary if the option was given. */
    void print(Map<String, Object> summary, PrintWriter out) {
        if (wanted) {
            out.print(Json.text(summary));
            out.flush();
        }
    }
}
