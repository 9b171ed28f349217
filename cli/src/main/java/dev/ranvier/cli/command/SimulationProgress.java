package dev.ranvier.cli.command;

import dev.ranvier.integrate.StepListener;
import java.util.function.LongSupplier;

/** How much of the time is simulated, on a terminal, once a run takes longer than two seconds. */
final class SimulationProgress implements StepListener, AutoCloseable {
    private static final long PATIENCE_ns = 2_000_000_000, PAUSE_ns = 100_000_000;

    private final OverwrittenLine line;
    private final double dt_ms;
    private final int first;
    private final double duration_ms;
    private final LongSupplier clock_ns;
    private long next_ns;

    /** Of a run of that length from step {@code first}, timed by {@code clock_ns}. */
    SimulationProgress(OverwrittenLine line, double dt_ms, int first, double duration_ms, LongSupplier clock_ns) {
        this.line = line;
        this.clock_ns = clock_ns;
        this.next_ns = clock_ns.getAsLong() + PATIENCE_ns;
        this.dt_ms = dt_ms;
        this.first = first;
        this.duration_ms = duration_ms;
    }

    @Override
    public void at(int n) {
        long now_ns = clock_ns.getAsLong();
        if (now_ns >= next_ns) {
            next_ns = now_ns + PAUSE_ns;
            double time_ms = (n - first) * dt_ms;
            line.show("simulating: " + (int) (100 * time_ms / duration_ms) + " % (" + Math.round(time_ms) + " of "
                    + Math.round(duration_ms) + " ms)");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
