package dev.ranvier.cli.command;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.recovery.RecoveryListener;
import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.Progress;
import dev.ranvier.fit.RecoveryResult;
import java.io.PrintWriter;
import java.util.List;

/** One line for every seed that is done and, on a terminal, one below that is written over and over. */
final class ProgressLine implements RecoveryListener, AutoCloseable {
    private static final long PAUSE_ns = 100_000_000;

    private final PrintWriter err;
    private final OverwrittenLine line;
    private final int seeds;
    private final List<Observed> recordings;
    private int finished;
    private long last_ns = System.nanoTime();

    /** Of fits to these recordings; writes to {@code err}, which is a terminal or not. */
    ProgressLine(PrintWriter err, boolean terminal, int seeds, List<Observed> recordings) {
        this.recordings = recordings;
        this.err = err;
        this.line = new OverwrittenLine(err, terminal);
        this.seeds = seeds;
        line.show("fitting");
    }

    @Override
    public synchronized void progressed(long seed, Progress progress) {
        long now_ns = System.nanoTime();
        if (now_ns - last_ns >= PAUSE_ns) {
            last_ns = now_ns;
            line.show(finished + " of " + seeds + " seeds done; seed " + seed + ": " + progress.stage() + ", RMSE "
                    + Observed.shown(recordings, progress.rmse_mV()));
        }
    }

    @Override
    public synchronized void compared(int done, int all) {
        line.show(done + " of " + all + " channels tried in the place of what was learned");
    }

    @Override
    public synchronized void finished(RecoveryResult result) {
        finished++;
        close();
        String outcome = Double.isFinite(result.rmse_mV())
                ? "RMSE " + Observed.shown(recordings, result.rmse_mV())
                        + (result.converged() ? ", converged" : ", not converged")
                : "diverged";
        err.println("seed " + result.seed() + ": " + outcome + ", " + result.iterations() + " iterations, "
                + Shown.seconds(result.seconds()));
    }

    /** Erases the line that is written over. */
    @Override
    public synchronized void close() {
        line.close();
    }
}
