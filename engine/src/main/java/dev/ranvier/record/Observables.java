package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.PlacedSites;
import dev.ranvier.integrate.ClampCurrent;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the probes of a batch see. All values belong to the time of a row: gates of the staggered scheme, which live half a step
 * off, are the mean of their two neighbours, second order like the scheme; the potential of a node without membrane balances the
 * currents of its neighbours at that time.
 */
final class Observables {
    private static final Target OFFSET = new Target.ElectrodeOffset(),
            CLAMP = new Target.ClampConductance(),
            AREA = new Target.Area();

    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final long first;

    /** Of runs that begin at row {@code first}. */
    Observables(Batch batch, Scheme scheme, Drive drive, long first) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.first = first;
    }

    Observable of(Probe probe) {
        return switch (probe) {
            case Probe.Voltage(int node) -> voltage(node);
            case Probe.ShownVoltage(int node) -> new Shown(node);
            case Probe.InjectedCurrent(int node) -> injected(node);
            case Probe.ElectrodeCurrent _ ->
                throw new ModelException(
                        "the current of an electrode is a mean over steps, and has no value at a time: only a Recorder"
                                + " knows it");
            case Probe.Gate(int node, String channel, String gate) -> {
                int c = batch.cell().indexOf(channel);
                yield gate(c, stateIndex(c, gate), batch.site(c, node));
            }
            case Probe.ChannelCurrent(int node, String channel) ->
                new CurrentOfChannel(batch, this, batch.cell().indexOf(channel), node);
            case Probe.PlacedCurrent(int node, String mechanism) ->
                placed(batch.cell().indexOf(mechanism))
                        .<Observable>map(place -> new CurrentOfPlace(batch, this, place, node))
                        .orElseThrow(() -> new ModelException(
                                mechanism + " has no places of its own: record the density of its current"));
            case Probe.AxialCurrent(int node) -> new Axial(node);
            case Probe.ClampCurrent(int node) -> new Clamped(node);
            case Probe.Own own -> own.observed(batch, this::of);
        };
    }

    /** The sum of the currents injected at a node, averaged over the step that follows. */
    Observable injected(int node) {
        return new Injected(node);
    }

    private Optional<PlacedSites<?>> placed(int position) {
        return Stream.<PlacedSites<?>>concat(batch.axialCurrents().stream(), batch.pointProcesses().stream())
                .filter(place -> place.position() == position)
                .findFirst();
    }

    private int stateIndex(int c, String gate) {
        int index = batch.mechanism(c).schema().stateIndex(gate);
        if (index < 0) {
            throw new ModelException(
                    "channel " + batch.cell().insertions().get(c).name() + " has no gate " + gate
                            + "; it has "
                            + batch.mechanism(c).schema().states());
        }
        return index;
    }

    private Observable voltage(int node) {
        return batch.cell().compartments().isCompartment(node) ? new Membrane(node) : new Balanced(node);
    }

    /** State k of channel c at a site, lane 0. */
    Observable gate(int c, int k, int site) {
        return scheme.gatesFirst() && !batch.kinds().pools().containsKey(c)
                ? new MeanState(c, k, site)
                : new State(c, k, site);
    }

    /** The voltage of a compartment. */
    private final class Membrane implements Observable {
        private final int element;
        private final Column v = batch.rows().stateCursor();

        Membrane(int node) {
            element = batch.element(node);
        }

        @Override
        public double at(long n, int lane) {
            v.moveTo(batch.rows().voltageBase(n));
            return v.get(element + lane);
        }

        @Override
        public void write(long n, int lanes, int width, Column row) {
            if (width == 1) {
                row.set(0, at(n, 0));
            } else {
                v.moveTo(batch.rows().voltageBase(n) + (long) element * Double.BYTES);
                row.copyFrom(v, 0, width);
            }
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            partials.byVoltage(element + lane, scale);
        }
    }

    /** A state in its row. */
    private final class State implements Observable {
        private final int channel;
        private final int state;
        private final int site;
        private final Column column = batch.rows().stateCursor();

        State(int channel, int state, int site) {
            this.channel = channel;
            this.state = state;
            this.site = site;
        }

        @Override
        public double at(long n, int lane) {
            column.moveTo(batch.rows().stateBase(n, channel, state));
            return column.get(site + lane);
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            partials.byState(channel, state, site + lane, scale);
        }
    }

    /** {@code (x(n) + x(n + 1)) / 2}. */
    private final class MeanState implements Observable {
        private final int channel;
        private final int state;
        private final int site;
        private final State here;

        MeanState(int channel, int state, int site) {
            this.channel = channel;
            this.state = state;
            this.site = site;
            here = new State(channel, state, site);
        }

        @Override
        public double at(long n, int lane) {
            return 0.5 * (here.at(n, lane) + here.at(n + 1, lane));
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            here.partials(n, lane, 0.5 * scale, partials);
            partials.byNextState(channel, state, site + lane, 0.5 * scale);
        }
    }

    /** The sum of the currents injected at a node. */
    private final class Injected implements Observable {
        private final int node;

        Injected(int node) {
            this.node = node;
        }

        private boolean isHere(int injection) {
            return drive.injections().get(injection).node() == node;
        }

        @Override
        public double at(long n, int lane) {
            double sum = 0;
            for (int k = 0; k < drive.injections().size(); k++) {
                if (isHere(k)) {
                    sum += drive.injected_nA(k, n).get(lane);
                }
            }
            return sum;
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            for (int k = 0; k < drive.injections().size(); k++) {
                if (isHere(k)) {
                    Target target = new Target.StimulusParameters(k);
                    drive.stimulus(k)
                            .of(lane)
                            .partials(
                                    n * batch.dt_ms(),
                                    (n + 1) * batch.dt_ms(),
                                    (number, derivative) ->
                                            partials.byTarget(target, number, lane, scale * derivative));
                }
            }
        }
    }

    /** The current of the clamp. */
    private final class Clamped implements Observable {
        private final ClampCurrent current = new ClampCurrent(batch, drive);

        Clamped(int node) {
            if (!drive.clamps(node)) {
                throw new ModelException(
                        "no current of a clamp can be recorded at node " + node + ": no clamp is there");
            }
        }

        @Override
        public double at(long n, int lane) {
            return current.at_nA(n, lane);
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            partials.byVoltage(current.element() + lane, scale * current.byVoltage(n, lane));
            partials.byTarget(CLAMP, 0, lane, scale * current.byConductance(n, lane));
            partials.byTarget(AREA, 0, current.element() + lane, scale * current.byArea(n, lane));
            partials.byTarget(OFFSET, 0, lane, scale * current.byVoltage(n, lane));
        }
    }

    /** The voltage with the electrode's offset. */
    private final class Shown implements Observable {
        private final Observable voltage;

        Shown(int node) {
            voltage = voltage(node);
        }

        @Override
        public double at(long n, int lane) {
            return voltage.at(n, lane) + batch.electrodeOffset_mV().get(lane);
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            voltage.partials(n, lane, scale, partials);
            partials.byTarget(OFFSET, 0, lane, scale);
        }
    }

    /** {@code sum of G (v_n - v)} over the neighbours, and the currents that flow in another way. */
    private final class Axial implements Observable {
        private final List<Neighbour> neighbours;
        private final Observable own;
        private final List<Observable> in = new ArrayList<>();
        private final List<Observable> out = new ArrayList<>();

        Axial(int node) {
            neighbours = neighbours(node);
            own = voltage(node);
            for (PlacedSites<AxialCurrent> link : batch.axialCurrents()) {
                for (int j = 0; j < link.nodes().length; j++) {
                    int child = batch.node(link.nodes()[j]), parent = batch.node(link.parents()[j]);
                    if (child == node || parent == node) {
                        (child == node ? out : in).add(new CurrentOfPlace(batch, Observables.this, link, child));
                    }
                }
            }
        }

        @Override
        public double at(long n, int lane) {
            double v = own.at(n, lane), sum = 0;
            for (Neighbour neighbour : neighbours) {
                sum += neighbour.conductance_uS(lane) * (neighbour.voltage.at(n, lane) - v);
            }
            for (Observable current : in) {
                sum += current.at(n, lane);
            }
            for (Observable current : out) {
                sum -= current.at(n, lane);
            }
            return sum;
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            double v = own.at(n, lane);
            for (Neighbour neighbour : neighbours) {
                double g = scale * neighbour.conductance_uS(lane), fall = neighbour.voltage.at(n, lane) - v;
                neighbour.voltage.partials(n, lane, g, partials);
                own.partials(n, lane, -g, partials);
                partials.byTarget(new Target.AxialConductance(), 0, neighbour.element + lane, scale * fall);
            }
            in.forEach(current -> current.partials(n, lane, scale, partials));
            out.forEach(current -> current.partials(n, lane, -scale, partials));
        }
    }

    /** {@code (sum of G v_n + gain I) / sum of G}, with the current of the step that has just ended, or at the start of the first. */
    private final class Balanced implements Observable {
        private final List<Neighbour> neighbours;
        private final Injected injected;

        Balanced(int node) {
            neighbours = neighbours(node);
            injected = new Injected(node);
        }

        private long stepOf(long n) {
            return Math.max(first, n - 1);
        }

        private double conductance_uS(int lane) {
            double sum = 0;
            for (Neighbour neighbour : neighbours) {
                sum += neighbour.conductance_uS(lane);
            }
            return sum;
        }

        @Override
        public double at(long n, int lane) {
            double sum = injected.at(stepOf(n), lane) * batch.stimulusGain().get(lane);
            for (Neighbour neighbour : neighbours) {
                sum += neighbour.conductance_uS(lane) * neighbour.voltage.at(n, lane);
            }
            return sum / conductance_uS(lane);
        }

        @Override
        public void partials(long n, int lane, double scale, Partials partials) {
            double v = at(n, lane), share = scale / conductance_uS(lane);
            for (Neighbour neighbour : neighbours) {
                double fall = neighbour.voltage.at(n, lane) - v;
                neighbour.voltage.partials(n, lane, share * neighbour.conductance_uS(lane), partials);
                partials.byTarget(new Target.AxialConductance(), 0, neighbour.element + lane, share * fall);
            }
            partials.byTarget(new Target.StimulusGain(), 0, lane, share * injected.at(stepOf(n), lane));
            injected.partials(stepOf(n), lane, share * batch.stimulusGain().get(lane), partials);
        }
    }

    /** A node beside another: its potential, and the element at which the conductance between the two stands. */
    private record Neighbour(Observable voltage, Column axialConductance_uS, int element) {
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
                if (batch.cell().hasAxialCurrent(batch.node(links[j]))
                        && !batch.cell().compartments().isCompartment(node)) {
                    throw new ModelException(
                            "the potential of node " + node + ", which has no membrane, is not known at the"
                                    + " time of a sample: the current between it and node " + other + " is not ohmic");
                }
                neighbours.add(new Neighbour(voltage(other), batch.axialConductance_uS(), links[j]));
            }
        }
        return neighbours;
    }
}
