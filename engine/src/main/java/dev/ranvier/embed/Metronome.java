package dev.ranvier.embed;

import java.util.function.LongConsumer;

/**
 * A loop in real time: calls a tick at a fixed rate, busy between two ticks, and measures how late each ends. A tick that comes late
 * because another took too long is late too: times count from when a tick was due.
 */
public final class Metronome {
    private final long period_ns;
    private final Latencies ticks = new Latencies();
    private final Latencies responses = new Latencies();
    private long missed;

    /**
     * A metronome of this rate.
     *
     * @throws IllegalArgumentException if it is not positive, or more than 1000 kHz
     */
    public Metronome(double rate_kHz) {
        if (!(rate_kHz > 0 && rate_kHz <= 1000)) {
            throw new IllegalArgumentException("rate_kHz must be in (0, 1000]: " + rate_kHz);
        }
        period_ns = Math.round(1e6 / rate_kHz);
    }

    /** Calls {@code tick} with 0, 1, ..., {@code count - 1}; what was measured before is forgotten. */
    public void run(long count, LongConsumer tick) {
        ticks.clear();
        responses.clear();
        missed = 0;
        long due = System.nanoTime() + period_ns;
        for (long n = 0; n < count; n++) {
            long begin = System.nanoTime();
            while (begin < due) {
                Thread.onSpinWait();
                begin = System.nanoTime();
            }
            tick.accept(n);
            long end = System.nanoTime();
            ticks.add(end - begin);
            responses.add(end - due);
            if (end - due > period_ns) {
                missed++;
            }
            due += period_ns;
        }
    }

    /** From one tick to the next: within this a tick must end. */
    public long period_ns() {
        return period_ns;
    }

    /** How long ticks took, with the reading of the clock. */
    public Latencies ticks() {
        return ticks;
    }

    /** From when a tick was due to its end. */
    public Latencies responses() {
        return responses;
    }

    /** Ticks that ended later than the next was due. */
    public long missed() {
        return missed;
    }
}
