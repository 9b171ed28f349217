package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.State;
import dev.ranvier.integrate.StepListener;
import java.util.List;

/** Copies probes out of a running batch every {@code stride} steps; see {@link Observables}. */
public final class Recorder implements StepListener {
    private final Batch batch;
    private final List<Probe> probes;
    private final int first;
    private final int stride;
    private final double[][][] values;
    private final List<Observable> observed;
    private int samples;

    /** Room for the samples of {@code steps} steps from row {@code first}, one every {@code stride}. */
    public Recorder(Batch batch, Scheme scheme, Drive drive, List<Probe> probes, int first, int stride, int steps) {
        this.batch = batch;
        this.probes = List.copyOf(probes);
        this.first = first;
        this.stride = stride;
        this.values = new double[probes.size()][batch.lanes()][steps / stride + 1];
        Observables observables = new Observables(batch, scheme, drive, first);
        this.observed = probes.stream().map(observables::of).toList();
    }

    @Override
    public void at(int n) {
        if ((n - first) % stride != 0) {
            return;
        }
        int sample = (n - first) / stride;
        samples = sample + 1;
        for (int p = 0; p < values.length; p++) {
            for (int lane = 0; lane < batch.lanes(); lane++) {
                values[p][lane][sample] = observed.get(p).at(n, lane);
            }
        }
    }

    /** The samples of the last run, or of one under way: {@code [probe][lane][sample]}; not a copy. */
    public double[][][] values() {
        return values;
    }

    /** What has been recorded, in a run with the given divergences that has ended in the given state. */
    public Trace trace(List<Divergence> divergences, State end) {
        return new Trace(probes, first * batch.dt_ms(), stride * batch.dt_ms(), samples, values, divergences, end);
    }
}
