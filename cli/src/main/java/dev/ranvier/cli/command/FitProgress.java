package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Fitted;
import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.FitListener;
import dev.ranvier.fit.FitResult;
import dev.ranvier.optimise.Status;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One line for every start that has ended and, on a terminal, one below that is written over and over. */
final class FitProgress implements FitListener, AutoCloseable {
    private static final long PAUSE_ns = 100_000_000;
    /** The stage whose values are those that a start ends with. */
    private static final String LAST_STAGE = "free";

    private final PrintWriter err;
    private final OverwrittenLine line;
    private final int starts;
    private final Set<Integer> ended = new TreeSet<>();
    private double best = Double.POSITIVE_INFINITY;
    private long last_ns = System.nanoTime();

    /** Writes to {@code err}, which is a terminal or not. */
    FitProgress(PrintWriter err, boolean terminal, int starts) {
        this.err = err;
        this.line = new OverwrittenLine(err, terminal);
        this.starts = starts;
        line.show("fitting");
    }

    @Override
    public synchronized void moved(int start, int steps, String stage, double value, Status status) {
        boolean last = stage.equals(LAST_STAGE);
        best = last ? Math.min(best, value) : best;
        if (last && status != Status.RUNNING) {
            ended(start, value, steps, status);
            return;
        }
        long now_ns = System.nanoTime();
        if (now_ns - last_ns >= PAUSE_ns) {
            last_ns = now_ns;
            line.show((starts == 1 ? "" : ended.size() + "/" + starts + " ended; start " + (start + 1) + ", ") + "step "
                    + steps + ", " + stage + ": loss " + shown(value)
                    + (Double.isFinite(best) ? "; best " + shown(best) : ""));
        }
    }

    /** Tells of the starts that ran out of steps. */
    synchronized void finished(List<FitResult.Started> results) {
        for (int start = 0; start < results.size(); start++) {
            if (!ended.contains(start)) {
                FitResult.Started result = results.get(start);
                ended(start, result.value(), result.steps(), result.status());
            }
        }
    }

    private void ended(int start, double value, int steps, Status status) {
        ended.add(start);
        close();
        err.println(
                "start " + (start + 1) + ": loss " + shown(value) + ", " + steps + " steps, " + Fitted.ending(status));
    }

    private static String shown(double value) {
        return Double.isFinite(value) ? Shown.number(value) : "infinite";
    }

    /** Erases the line that is written over. */
    @Override
    public synchronized void close() {
        line.close();
    }
}
