package dev.ranvier.cli.command;

import dev.ranvier.cli.recovery.benchmark.RecoveryBenchmark;
import java.io.PrintWriter;

/** How many draws of a benchmark are done: a line that is written over on a terminal, else one for every twentieth part. */
final class BenchmarkProgress implements RecoveryBenchmark.Listener, AutoCloseable {
    private static final int PARTS = 20;

    private final PrintWriter err;
    private final boolean terminal;
    private final OverwrittenLine line;
    private final int draws;
    private int finished;

    /** Writes to {@code err}, which is a terminal or not. */
    BenchmarkProgress(PrintWriter err, boolean terminal, int draws) {
        this.err = err;
        this.terminal = terminal;
        this.line = new OverwrittenLine(err, terminal);
        this.draws = draws;
    }

    @Override
    public synchronized void finished(String caseId, long seed) {
        finished++;
        String text = finished + " of " + draws + " draws done, the last of case " + caseId;
        line.show(text);
        if (!terminal && finished * PARTS / draws > (finished - 1) * PARTS / draws) {
            err.println(text);
            err.flush();
        }
    }

    /** Erases the line that is written over. */
    @Override
    public synchronized void close() {
        line.close();
    }
}
