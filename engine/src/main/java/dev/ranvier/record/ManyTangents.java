package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;

/**
 * The rates of change of one quantity of a one-lane batch in many directions at once, which stand side by side in
 * {@link Differentials#many}; else as {@link RecordedTangents}.
 */
public final class ManyTangents {
    private final Differentials directions;
    private final Observable observed;
    private final boolean looksAhead;
    private final Here here = new Here();
    private final Ahead ahead = new Ahead();
    /** To which is added: a place a direction. */
    private double[] tangents = new double[0];

    /** Of a run that begins at row {@code first}. */
    public ManyTangents(Batch batch, Scheme scheme, Drive drive, Probe probe, int first, Differentials directions) {
        this.directions = directions;
        looksAhead = Meter.looksAhead(scheme, probe);
        observed = new Observables(batch, scheme, drive, first).of(probe);
    }

    /** Adds what follows from voltages, targets and the states of row n. */
    public void addHere(long n, double[] tangents) {
        this.tangents = tangents;
        observed.partials(n, 0, 1, here);
    }

    /** Whether something follows from the states of the row after. */
    public boolean looksAhead() {
        return looksAhead;
    }

    /** Adds what follows from the states of row n + 1. */
    public void addAhead(long n, double[] tangents) {
        this.tangents = tangents;
        observed.partials(n, 0, 1, ahead);
    }

    private final class Here implements Observable.Partials {
        @Override
        public void byVoltage(int element, double derivative) {
            add(directions.v(), element, derivative);
        }

        @Override
        public void byState(int channel, int state, int site, double derivative) {
            add(directions.state(channel, state), site, derivative);
        }

        @Override
        public void byTarget(Target target, int row, int place, double derivative) {
            if (directions.wants(target)) {
                add(directions.rows(target).column(row), place, derivative);
            }
        }
    }

    private final class Ahead implements Observable.Partials {
        @Override
        public void byNextState(int channel, int state, int site, double derivative) {
            add(directions.state(channel, state), site, derivative);
        }
    }

    private void add(Column column, int place, double derivative) {
        int from = place * directions.spread();
        double[] sums = tangents;
        for (int k = 0; k < sums.length; k++) {
            sums[k] = Math.fma(derivative, column.get(from + k), sums[k]);
        }
    }
}
