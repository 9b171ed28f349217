package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ReverseSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;
import java.util.List;

/**
 * Brings the derivatives of a loss by what a {@link Recorder} records to where a {@link ReverseSweep} goes on with them: with
 * {@code y = f(v, x, p)} a sample and yBar its cotangent, {@code vBar += df/dv yBar} and so on.
 */
public final class RecordedCotangents implements ReverseSweep.Source {
    private final int lanes;
    private final Differentials bars;
    private final int first;
    private final int stride;
    private final List<Observable> observed;
    private final double[][][] sampleBars;
    private final Here here = new Here();
    private final Ahead ahead = new Ahead();
    private double sampleBar;

    /**
     * For the samples of a {@link Recorder} with the same arguments.
     *
     * @param bars cotangents of the sweep, one a lane
     * @param sampleBars {@code [probe][lane][sample]}: the derivatives of each lane's loss; read anew in every sweep
     */
    public RecordedCotangents(
            Batch batch,
            Scheme scheme,
            Drive drive,
            List<Probe> probes,
            int first,
            int stride,
            Differentials bars,
            double[][][] sampleBars) {
        this.lanes = batch.lanes();
        this.bars = bars;
        this.first = first;
        this.stride = stride;
        this.sampleBars = sampleBars;
        Observables observables = new Observables(batch, scheme, drive, first);
        observed = probes.stream().map(observables::of).toList();
    }

    @Override
    public void add(int n) {
        pullBack(here, n);
    }

    @Override
    public void addNextGates(int n) {
        pullBack(ahead, n);
    }

    private void pullBack(Observable.Partials partials, int n) {
        if ((n - first) % stride != 0) {
            return;
        }
        for (int p = 0; p < observed.size(); p++) {
            for (int lane = 0; lane < lanes; lane++) {
                sampleBar = sampleBars[p][lane][(n - first) / stride];
                observed.get(p).partials(n, lane, 1, partials);
            }
        }
    }

    /** To voltages, targets and the states of row n. */
    private final class Here implements Observable.Partials {
        @Override
        public void byVoltage(int element, double derivative) {
            addTo(bars.v(), element, derivative);
        }

        @Override
        public void byState(int channel, int state, int site, double derivative) {
            addTo(bars.state(channel, state), site, derivative);
        }

        @Override
        public void byTarget(Target target, int row, int place, double derivative) {
            if (bars.wants(target)) {
                addTo(bars.rows(target).column(row), place, derivative);
            }
        }
    }

    /** To the states of row n + 1. */
    private final class Ahead implements Observable.Partials {
        @Override
        public void byNextState(int channel, int state, int site, double derivative) {
            addTo(bars.state(channel, state), site, derivative);
        }
    }

    private void addTo(Column bar, int k, double derivative) {
        bar.set(k, Math.fma(derivative, sampleBar, bar.get(k)));
    }
}
