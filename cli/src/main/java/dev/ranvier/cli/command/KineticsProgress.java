package dev.ranvier.cli.command;

import dev.ranvier.cli.kinetics.KineticsListener;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How many gates are fitted, how fast, and how long the rest will take, on a terminal. */
final class KineticsProgress implements KineticsListener, AutoCloseable {
    private static final long PAUSE_ns = 100_000_000;
    private static final int CELLS = 24;

    private final OverwrittenLine line;
    private final int gates;
    private final LongSupplier clock_ns;
    private final long start_ns;
    private long next_ns;
    private int first = -1;

    /** Of so many gates, timed by {@code clock_ns}. */
    KineticsProgress(OverwrittenLine line, int gates, LongSupplier clock_ns) {
        this.line = line;
        this.gates = gates;
        this.clock_ns = clock_ns;
        this.start_ns = clock_ns.getAsLong();
        this.next_ns = start_ns;
    }

    @Override
    public synchronized void done(int done) {
        if (first < 0) {
            first = done;
        }
        long now_ns = clock_ns.getAsLong();
        if (now_ns >= next_ns) {
            next_ns = now_ns + PAUSE_ns;
            line.show(text(done, (now_ns - start_ns) * 1e-9));
        }
    }

    private String text(int done, double seconds) {
        int full = (int) ((long) CELLS * done / gates);
        String bar = "[" + "#".repeat(full) + ".".repeat(CELLS - full) + "] " + done + " of " + gates + " gates";
        if (done == first || seconds == 0) {
            return bar;
        }
        double rate = (done - first) / seconds;
        return bar + String.format(Locale.ROOT, ", %.0f a second, %.0f s left", rate, (gates - done) / rate);
    }

    @Override
    public synchronized void close() {
        line.close();
    }
}
