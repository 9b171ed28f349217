package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;

/** Reads one probe off a running batch, when it is wanted; see {@link Observables}. Allocates nothing. */
public final class Meter {
    private final Batch batch;
    private final Observable observed;
    private final boolean looksAhead;
    private final Column values;

    /** A meter on a run that begins at row {@code first}. */
    public Meter(Batch batch, Scheme scheme, Drive drive, Probe probe, long first) {
        this.batch = batch;
        observed = new Observables(batch, scheme, drive, first).of(probe);
        looksAhead = looksAhead(scheme, probe);
        values = new Block(batch.arena(), 1, batch.width()).column(0);
    }

    /** Whether what a probe sees at the time of a row depends on the gates of the row after. */
    static boolean looksAhead(Scheme scheme, Probe probe) {
        return scheme.gatesFirst()
                && !(probe instanceof Probe.Voltage)
                && !(probe instanceof Probe.ShownVoltage)
                && !(probe instanceof Probe.InjectedCurrent)
                && !(probe instanceof Probe.ClampCurrent);
    }

    /** Whether {@link #read} needs the gates of the row after. */
    public boolean looksAhead() {
        return looksAhead;
    }

    /** Reads the probe in every lane at the time of row {@code n}. */
    public void read(long n) {
        observed.write(n, batch.lanes(), batch.width(), values);
    }

    /** What was read last in a lane. */
    public double value(int lane) {
        return values.get(lane);
    }
}
