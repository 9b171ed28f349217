package dev.ranvier.cli;

import dev.ranvier.cli.command.RanvierCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Starts the {@code ranvier} command. */
public final class Main {
    private Main() {}

    /** Ends the process with 0 if all went well, 2 for bad input, 3 if a fit or simulation failed, 1 for a bug. */
    public static void main(String[] arguments) {
        RuntimeCheck.exitUnlessJvmIsReady();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(RanvierCommand.run(out, err, arguments));
    }
}
