package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.State;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies probes out of a running batch every {@code stride} steps. All values belong to the time of the sample: gates of the
 * staggered scheme, which live half a step off, are the mean of their two neighbours, second order like the scheme; the
 * potential of a node without membrane balances the currents of its neighbours at that time.
 */
public final class Recorder implements StepListener {
    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final List<Probe> probes;
    private final int first;
    private final int stride;
    private final double[][][] values;
    private final List<Source> sources;
    private int samples;

    /** A probe's value in a lane at the time of row n; called for lane 0 first. */
    @FunctionalInterface
    private interface Source {
        double at(int n, int lane);
    }

    /** Room for the samples of {@code steps} steps from row {@code first}, one every {@code stride}. */
    public Recorder(Batch batch, Scheme scheme, Drive drive, List<Probe> probes, int first, int stride, int steps) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.probes = List.copyOf(probes);
        this.first = first;
        this.stride = stride;
        this.values = new double[probes.size()][batch.lanes()][steps / stride + 1];
        this.sources = probes.stream().map(this::source).toList();
    }

    @Override
    public void at(int n) {
        if ((n - first) % stride != 0) {
            return;
        }
        int sample = (n - first) / stride;
        samples = sample + 1;
        for (int p = 0; p < values.length; p++) {
            Source source = sources.get(p);
            for (int lane = 0; lane < batch.lanes(); lane++) {
                values[p][lane][sample] = source.at(n, lane);
            }
        }
    }

    private Source source(Probe probe) {
        return switch (probe) {
            case Probe.Voltage(int node) ->
                batch.cell().compartments().isCompartment(node) ? voltage(node) : balanced(node);
            case Probe.InjectedCurrent(int node) -> injected(node);
            case Probe.Gate(int node, String channel, String gate) -> {
                int c = batch.cell().indexOf(channel);
                yield gate(c, stateIndex(c, gate), batch.site(c, node));
            }
            case Probe.ChannelCurrent(int node, String channel) ->
                current(batch.cell().indexOf(channel), node);
            case Probe.AxialCurrent(int node) -> axial(node);
        };
    }

    private Source voltage(int node) {
        int element = batch.element(node);
        Column v = batch.stateCursor();
        return (n, lane) -> {
            if (lane == 0) {
                v.moveTo(batch.voltageBase(n));
            }
            return v.get(element + lane);
        };
    }

    private Source injected(int node) {
        return (n, lane) -> {
            double sum = 0;
            for (int k = 0; k < drive.injections().size(); k++) {
                if (drive.injections().get(k).node() == node) {
                    sum += drive.injected_nA(k, n).get(lane);
                }
            }
            return sum;
        };
    }

    /** {@code sum of G (v_n - v)} over the neighbours. */
    private Source axial(int node) {
        List<Neighbour> neighbours = neighbours(node);
        Source own = source(new Probe.Voltage(node));
        return (n, lane) -> {
            double v = own.at(n, lane), sum = 0;
            for (Neighbour neighbour : neighbours) {
                sum += neighbour.conductance_uS(lane) * (neighbour.voltage.at(n, lane) - v);
            }
            return sum;
        };
    }

    /** {@code (sum of G v_n + I) / sum of G}, with the current of the step that has just ended, or at the start of the first. */
    private Source balanced(int node) {
        List<Neighbour> neighbours = neighbours(node);
        Source injected = injected(node);
        return (n, lane) -> {
            double
                    sum =
                            injected.at(Math.max(first, n - 1), lane)
                                    * batch.stimulusGain().get(lane),
                    conductance = 0;
            for (Neighbour neighbour : neighbours) {
                double g = neighbour.conductance_uS(lane);
                conductance += g;
                sum += g * neighbour.voltage.at(n, lane);
            }
            return sum / conductance;
        };
    }

    /** A node beside another: its potential, and the element at which the conductance between the two stands. */
    private record Neighbour(Source voltage, Column axialConductance_uS, int element) {
        double conductance_uS(int lane) {
            return axialConductance_uS.get(element + lane);
        }
    }

    private List<Neighbour> neighbours(int node) {
        List<Neighbour> neighbours = new ArrayList<>();
        int[] links = batch.links(), parents = batch.parents();
        int element = batch.element(node);
        for (int j = 0; j < links.length; j++) {
            if (links[j] == element || parents[j] == element) {
                int other = batch.node(links[j] == element ? parents[j] : links[j]);
                boolean compartment = batch.cell().compartments().isCompartment(other);
                if (!compartment && !batch.cell().compartments().isCompartment(node)) {
                    throw new ModelException("nodes " + node + " and " + other + " have no membrane between them");
                }
                neighbours.add(new Neighbour(
                        compartment ? voltage(other) : balanced(other), batch.axialConductance_uS(), links[j]));
            }
        }
        return neighbours;
    }

    /** Gate k of channel c at the time of row n. */
    private Source gate(int c, int k, int site) {
        Column state = batch.stateCursor();
        return (n, lane) -> {
            state.moveTo(batch.stateBase(n, c, k));
            double here = state.get(site + lane);
            if (!scheme.gatesFirst()) {
                return here;
            }
            state.moveTo(batch.stateBase(n + 1, c, k));
            return 0.5 * (here + state.get(site + lane));
        };
    }

    /** The current density of channel c at a node, whose lanes may lie in several chunks. */
    private Source current(int c, int node) {
        batch.site(c, node); // refuses a compartment that has not the channel
        int element = batch.element(node);
        List<ChunkCurrent> parts = batch.chunks().stream()
                .filter(chunk -> chunk.from() < element + batch.width() && chunk.to() > element)
                .map(chunk -> new ChunkCurrent(c, chunk))
                .toList();
        return (n, lane) -> {
            if (lane == 0) {
                parts.forEach(part -> part.run(n));
            }
            int part = (element + lane - parts.getFirst().chunk.from()) / parts.getFirst().length;
            return parts.get(part).i.get(element + lane);
        };
    }

    /** A channel's kernels in one chunk, on the gates at the time of a row, adding to columns of their own. */
    private final class ChunkCurrent {
        private final Chunk chunk;
        private final int length;
        private final int firstSite;
        private final Column[] states;
        private final List<Source> gates = new ArrayList<>();
        private final Column i;
        private final ChannelSites sites;
        private final List<SiteKernel> kernels;

        ChunkCurrent(int c, Chunk chunk) {
            this.chunk = chunk;
            Chunk.Placement placement = chunk.placements().stream()
                    .filter(candidate -> candidate.channel() == c)
                    .findFirst()
                    .orElseThrow();
            length = chunk.to() - chunk.from();
            firstSite = placement.firstSite();
            states = new Column[batch.channel(c).schema().states().size()];
            Block own = new Block(batch.arena(), states.length + 2, length);
            for (int k = 0; k < states.length; k++) {
                states[k] = own.column(k, chunk.from());
                gates.add(gate(c, k, firstSite));
            }
            i = own.column(states.length, chunk.from());
            sites = placement.sites().reading(states, i, own.column(states.length + 1, chunk.from()));
            kernels = batch.channel(c).current();
        }

        void run(int n) {
            for (int k = 0; k < states.length; k++) {
                for (int e = 0; e < length; e++) {
                    states[k].set(chunk.from() + e, gates.get(k).at(n, e));
                }
            }
            i.fill(chunk.from(), chunk.to(), 0);
            batch.voltageAt(n);
            kernels.forEach(kernel -> kernel.run(sites));
        }
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

    /** What has been recorded, in a run with the given divergences that has ended in the given state. */
    public Trace trace(List<Divergence> divergences, State end) {
        return new Trace(probes, first * batch.dt_ms(), stride * batch.dt_ms(), samples, values, divergences, end);
    }
}
