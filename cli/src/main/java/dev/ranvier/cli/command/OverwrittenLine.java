package dev.ranvier.cli.command;

import java.io.PrintWriter;

/** A line on a terminal that is written over and over; elsewhere, nothing. */
final class OverwrittenLine implements AutoCloseable {
    private static final int WIDTH = 79;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;

    /** On {@code err}, which is a terminal or not. */
    OverwrittenLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Shows this instead of what was shown. */
    void show(String line) {
        if (terminal) {
            err.print(ERASE + line.substring(0, Math.min(line.length(), WIDTH)));
            err.flush();
        }
    }

    /** Erases the line. */
    @Override
    public void close() {
        show("");
    }
}
