package dev.ranvier.cli.command;

import dev.ranvier.cli.sweep.SweepRun;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How many points are done, how fast, and how long the rest will take, on a terminal. */
final class SweepProgress implements SweepRun.Listener, AutoCloseable {
    private static final long PAUSE_ns = 100_000_000;
    private static final int CELLS = 20;

    private final OverwrittenLine line;
    private final LongSupplier clock_ns;
    private final long start_ns;
    private long next_ns;
    private long first = -1;

    /** Timed by {@code clock_ns}. */
    SweepProgress(OverwrittenLine line, LongSupplier clock_ns) {
        this.line = line;
        this.clock_ns = clock_ns;
        this.start_ns = clock_ns.getAsLong();
        this.next_ns = start_ns;
    }

    @Override
    public synchronized void done(long points, long of) {
        if (first < 0) {
            first = points;
        }
        long now_ns = clock_ns.getAsLong();
        if (now_ns >= next_ns) {
            next_ns = now_ns + PAUSE_ns;
            line.show(text(points, of, (now_ns - start_ns) * 1e-9));
        }
    }

    private String text(long points, long of, double seconds) {
        int full = (int) (CELLS * ((double) points / Math.max(1, of)));
        String bar = "[" + "#".repeat(full) + ".".repeat(CELLS - full) + "] " + points + " of " + of + " points";
        if (points == first || seconds == 0) {
            return bar;
        }
        double rate = (points - first) / seconds;
        return bar + String.format(Locale.ROOT, ", %.3g a second, %s left", rate, duration((of - points) / rate));
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole < 3600 ? whole / 60 + " min" : whole / 3600 + " h";
    }

    @Override
    public synchronized void close() {
        line.close();
    }
}
