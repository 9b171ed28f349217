package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Copies probes out of a running batch every {@code stride} steps; see {@link Observables}. The lanes of a sample are copied as they
 * stand, and {@value #SAMPLES} samples at a time are sorted into a trace for each lane. Where there is no more room, what is there is
 * handed to a {@link Sink}, but for the last sample, which may yet change (see {@link Probe.ElectrodeCurrent}).
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
    private final int room;
    private final Optional<Sink> sink;
    private int samples;
    private int sorted;
    private int handed;

    /** Room for the samples of {@code steps} steps from row {@code first}, one every {@code stride}. */
    public Recorder(Batch batch, Scheme scheme, Drive drive, List<Probe> probes, int first, int stride, int steps) {
        this(batch, scheme, drive, probes, first, stride, steps / stride + 1, Optional.empty());
    }

    /** For a run of any length, with room for {@code room} samples, at least 2, that go to the sink. */
    public Recorder(
            Batch batch, Scheme scheme, Drive drive, List<Probe> probes, int first, int stride, int room, Sink sink) {
        this(batch, scheme, drive, probes, first, stride, room, Optional.of(sink));
    }

    private Recorder(
            Batch batch,
            Scheme scheme,
            Drive drive,
            List<Probe> probes,
            int first,
            int stride,
            int room,
            Optional<Sink> sink) {
        this.batch = batch;
        this.room = room;
        this.sink = sink;
        this.probes = List.copyOf(probes);
        this.first = first;
        this.stride = stride;
        this.values = new double[probes.size()][batch.lanes()][room];
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
        int sample = (n - first) / stride;
        boolean isSample = sample * stride == n - first;
        if (isSample && sample == 0) {
            sorted = 0;
            handed = 0;
        }
        if (isSample && sample - handed == room) {
            hand(room - 1);
        }
        for (int k = 0; k < electrodes.size(); k++) {
            electrodes.get(k).at(n, sample - handed);
        }
        if (!isSample) {
            return;
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
            trace[sample - handed] = row.get(k);
        }
    }

    private void hand(int count) {
        sort();
        sink.orElseThrow(() -> new IllegalStateException("the run is longer than was said"))
                .take(handed, count, values);
        for (double[][] lanes : values) {
            for (double[] trace : lanes) {
                System.arraycopy(trace, count, trace, 0, samples - handed - count);
            }
        }
        handed += count;
    }

    /** The samples of the last run, or of one under way, that no sink has got: {@code [probe][lane][sample]}; not a copy. */
    public double[][][] values() {
        sort();
        return values;
    }

    /** What has been recorded and did not go to a sink, in the last run of a sweep. */
    public Trace trace(ForwardSweep sweep) {
        sort();
        if (sink.isPresent()) {
            hand(samples - handed);
        }
        double interval_ms = stride * batch.dt_ms(), start_ms = first * batch.dt_ms() + handed * interval_ms;
        return new Trace(
                probes,
                start_ms,
                interval_ms,
                samples - handed,
                values,
                sweep.divergences(),
                sweep.state(),
                sweep.execution());
    }
}
