package dev.ranvier.cli.command;

import dev.ranvier.integrate.StepListener;
import java.io.PrintWriter;

/** How much of the time is simulated, on a terminal, once a run takes longer than two seconds. */
final class SimulationProgress implements StepListener, AutoCloseable {
    private static final long PATIENCE_ns = 2_000_000_000, PAUSE_ns = 100_000_000;

    private final OverwrittenLine line;
    private final double dt_ms;
    private final double duration_ms;
    private long next_ns = System.nanoTime() + PATIENCE_ns;

    /** Of a run of that length; writes to {@code err}, which is a terminal or not. */
    SimulationProgress(PrintWriter err, boolean terminal, double dt_ms, double duration_ms) {
        this.line = new OverwrittenLine(err, terminal);
        this.dt_ms = dt_ms;
        this.duration_ms = duration_ms;
    }

    @Override
    public void at(int n) {
        long now_ns = System.nanoTime();
        if (now_ns >= next_ns) {
            next_ns = now_ns + PAUSE_ns;
            double time_ms = n * dt_ms;
            line.show("simulating: " + (int) (100 * time_ms / duration_ms) + " % (" + Math.round(time_ms) + " of "
                    + Math.round(duration_ms) + " ms)");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
