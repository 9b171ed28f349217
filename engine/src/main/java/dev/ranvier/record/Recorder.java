package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies probes out of a running batch every {@code stride} steps. All values belong to the time of the sample: gates of the
 * staggered scheme, which live half a step off, are the mean of their two neighbours, second order like the scheme.
 */
public final class Recorder implements StepListener {
    private final Batch batch;
    private final Scheme scheme;
    private final List<Probe> probes;
    private final int stride;
    private final double[][][] values;
    private final List<Source> sources;
    private int samples;

    /** Where a probe's value at the time of row n stands. */
    @FunctionalInterface
    private interface Source {
        Column at(int n);
    }

    /** Room for the samples of {@code steps} steps, one every {@code stride}. */
    public Recorder(Batch batch, Scheme scheme, Drive drive, List<Probe> probes, int stride, int steps) {
        this.batch = batch;
        this.scheme = scheme;
        this.probes = List.copyOf(probes);
        this.stride = stride;
        this.values = new double[probes.size()][batch.lanes()][steps / stride + 1];
        this.sources = probes.stream().map(probe -> source(probe, drive)).toList();
    }

    @Override
    public void at(int n) {
        if (n % stride != 0) {
            return;
        }
        samples = n / stride + 1;
        for (int p = 0; p < values.length; p++) {
            Column source = sources.get(p).at(n);
            for (int lane = 0; lane < batch.lanes(); lane++) {
                values[p][lane][n / stride] = source.get(lane);
            }
        }
    }

    private Source source(Probe probe, Drive drive) {
        return switch (probe) {
            case Probe.Voltage _ -> batch::voltageAt;
            case Probe.InjectedCurrent _ -> drive::injected_nA;
            case Probe.Gate(String channel, String gate) -> {
                int c = batch.cell().indexOf(channel);
                yield gate(c, stateIndex(c, gate));
            }
            case Probe.ChannelCurrent(String channel) -> current(batch.cell().indexOf(channel));
        };
    }

    /** Gate k of channel c at the time of row n. */
    private Source gate(int c, int k) {
        Column out = new Block(batch.arena(), 1, batch.padded()).column(0), state = batch.stateCursor();
        return n -> {
            state.moveTo(batch.stateBase(n, c, k));
            out.copyFrom(state, 0, batch.padded());
            if (scheme.gatesFirst()) {
                state.moveTo(batch.stateBase(n + 1, c, k));
                for (int lane = 0; lane < batch.padded(); lane++) {
                    out.set(lane, 0.5 * (out.get(lane) + state.get(lane)));
                }
            }
            return out;
        };
    }

    /** The channel's kernels on its gates at the time of row n, adding to columns of their own. */
    private Source current(int c) {
        List<Source> gates = new ArrayList<>();
        for (int k = 0; k < batch.channel(c).schema().states().size(); k++) {
            gates.add(gate(c, k));
        }
        Column[] states = gates.stream().map(gate -> gate.at(0)).toArray(Column[]::new);
        Block sums = new Block(batch.arena(), 2, batch.padded());
        Column i = sums.column(0);
        ChannelSites sites = batch.sites(c).reading(states, i, sums.column(1));
        List<SiteKernel> kernels = batch.channel(c).current();
        return n -> {
            gates.forEach(gate -> gate.at(n));
            i.fill(0, batch.padded(), 0);
            batch.voltageAt(n);
            kernels.forEach(kernel -> kernel.run(sites));
            return i;
        };
    }

    private int stateIndex(int c, String gate) {
        int index = batch.channel(c).schema().stateIndex(gate);
        if (index < 0) {
            throw new ModelException(
                    "channel " + batch.cell().insertions().get(c).name() + " has no gate " + gate
                            + "; it has "
                            + batch.channel(c).schema().states());
        }
        return index;
    }

    /** What has been recorded, in a run with the given divergences. */
    public Trace trace(List<Divergence> divergences) {
        return new Trace(probes, stride * batch.dt_ms(), samples, values, divergences);
    }
}
