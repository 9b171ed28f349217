package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.State;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Copies probes out of a running batch every {@code stride} steps; see {@link Observables}. The lanes of a sample are copied as they
 * stand, and {@value #SAMPLES} samples at a time are sorted into a trace for each lane.
 */
public final class Recorder implements StepListener {
    private static final int SAMPLES = 64;

    private final Batch batch;
    private final List<Probe> probes;
    private final int first;
    private final int stride;
    private final double[][][] values;
    private final List<Observable> observed;
    /** Which probes are {@code observed}; the others are {@code electrodes}. */
    private final int[] sampled;

    private final List<ElectrodeMean> electrodes = new ArrayList<>();
    private final Block block;
    private final Column row;
    private final int across;
    private int samples;
    private int sorted;

    /** Room for the samples of {@code steps} steps from row {@code first}, one every {@code stride}. */
    public Recorder(Batch batch, Scheme scheme, Drive drive, List<Probe> probes, int first, int stride, int steps) {
        this.batch = batch;
        this.probes = List.copyOf(probes);
        this.first = first;
        this.stride = stride;
        this.values = new double[probes.size()][batch.lanes()][steps / stride + 1];
        Observables observables = new Observables(batch, scheme, drive, first);
        for (int p = 0; p < probes.size(); p++) {
            if (probes.get(p) instanceof Probe.ElectrodeCurrent(int node)) {
                electrodes.add(new ElectrodeMean(
                        batch, scheme, drive, observables.injected(node), node, first, stride, values[p]));
            }
        }
        this.sampled = IntStream.range(0, probes.size())
                .filter(p -> !(probes.get(p) instanceof Probe.ElectrodeCurrent))
                .toArray();
        this.observed =
                IntStream.of(sampled).mapToObj(probes::get).map(observables::of).toList();
        // A cache line more than the lanes, so that the samples of a lane are in different sets of the first-level
        // cache.
        this.block = new Block(batch.arena(), (long) SAMPLES * sampled.length, batch.width() + Lanes.PADDING);
        this.across = block.stride();
        this.row = block.cursor();
    }

    @Override
    public void at(int n) {
        for (int k = 0; k < electrodes.size(); k++) {
            electrodes.get(k).at(n);
        }
        if ((n - first) % stride != 0) {
            return;
        }
        int sample = (n - first) / stride;
        if (sample == 0) {
            sorted = 0;
        }
        for (int p = 0; p < sampled.length; p++) {
            row.moveTo(block.base((long) p * SAMPLES + sample - sorted));
            observed.get(p).write(n, batch.lanes(), batch.width(), row);
        }
        samples = sample + 1;
        if (samples - sorted == SAMPLES) {
            sort();
        }
    }

    private void sort() {
        for (int p = 0; p < sampled.length; p++) {
            row.moveTo(block.base((long) p * SAMPLES));
            for (int lane = 0; lane < batch.lanes(); lane++) {
                sort(lane, values[sampled[p]][lane]);
            }
        }
        sorted = samples;
    }

    private void sort(int lane, double[] trace) {
        for (int sample = sorted, k = lane; sample < samples; sample++, k += across) {
            trace[sample] = row.get(k);
        }
    }

    /** The samples of the last run, or of one under way: {@code [probe][lane][sample]}; not a copy. */
    public double[][][] values() {
        sort();
        return values;
    }

    /** What has been recorded, in a run with the given divergences that has ended in the given state. */
    public Trace trace(List<Divergence> divergences, State end) {
        sort();
        return new Trace(probes, first * batch.dt_ms(), stride * batch.dt_ms(), samples, values, divergences, end);
    }
}
