package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import java.util.List;

/**
 * Copies probes out of a running batch every {@code stride} steps. All values belong to the time of the sample: gates of the
 * staggered scheme, which live half a step off, are the mean of their two neighbours, second order like the scheme.
 */
public final class Recorder implements StepListener {
    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final List<Probe> probes;
    private final int stride;
    private final double[][][] values;
    private final Block gates;
    private final Column state;
    private int samples;

    /** Room for the samples of {@code steps} steps, one every {@code stride}. */
    public Recorder(Batch batch, Scheme scheme, Drive drive, List<Probe> probes, int stride, int steps) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.probes = List.copyOf(probes);
        this.stride = stride;
        this.values = new double[probes.size()][batch.lanes()][steps / stride + 1];
        this.state = batch.stateCursor();
        int most = 0;
        for (int c = 0; c < batch.channels(); c++) {
            most = Math.max(most, batch.channel(c).schema().states().size());
        }
        this.gates = new Block(batch.arena(), Math.max(1, most) + 2, batch.padded());
        probes.forEach(this::check);
    }

    private void check(Probe probe) {
        switch (probe) {
            case Probe.Gate(String channel, String gate) ->
                stateIndex(batch.cell().indexOf(channel), gate);
            case Probe.ChannelCurrent(String channel) -> batch.cell().indexOf(channel);
            case Probe.Voltage _, Probe.InjectedCurrent _ -> {}
        }
    }

    @Override
    public void at(int n) {
        if (n % stride != 0) {
            return;
        }
        samples = n / stride + 1;
        for (int p = 0; p < probes.size(); p++) {
            Column source = source(probes.get(p), n);
            for (int lane = 0; lane < batch.lanes(); lane++) {
                values[p][lane][n / stride] = source.get(lane);
            }
        }
    }

    private Column source(Probe probe, int n) {
        return switch (probe) {
            case Probe.Voltage _ -> batch.voltageAt(n);
            case Probe.InjectedCurrent _ -> drive.injected_nA(n);
            case Probe.Gate(String channel, String gate) -> {
                int c = batch.cell().indexOf(channel);
                yield gateAt(n, c, stateIndex(c, gate));
            }
            case Probe.ChannelCurrent(String channel) ->
                currentAt(n, batch.cell().indexOf(channel));
        };
    }

    /** Gate k of channel c at the time of row n, in row k of {@link #gates}. */
    private Column gateAt(int n, int c, int k) {
        Column out = gates.column(k);
        state.moveTo(batch.stateBase(n, c, k));
        out.copyFrom(state, 0, batch.padded());
        if (scheme.gatesFirst()) {
            state.moveTo(batch.stateBase(n + 1, c, k));
            for (int lane = 0; lane < batch.padded(); lane++) {
                out.set(lane, 0.5 * (out.get(lane) + state.get(lane)));
            }
        }
        return out;
    }

    private Column currentAt(int n, int c) {
        ChannelSites sites = batch.sites(c);
        int states = batch.channel(c).schema().states().size();
        Column[] atRow = new Column[states];
        for (int k = 0; k < states; k++) {
            atRow[k] = gateAt(n, c, k);
        }
        Column i = gates.column(gates.rows() - 2), slope = gates.column(gates.rows() - 1);
        i.fill(0, batch.padded(), 0);
        batch.voltageAt(n);
        ChannelSites reading = sites.reading(atRow, i, slope);
        batch.channel(c).current().forEach(kernel -> kernel.run(reading));
        return i;
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
