package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.PlacedSites;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.simd.Lanes;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;

/**
 * What is done to the cells of a batch from outside: injected currents and synaptic conductances, averaged over each step, events
 * at point processes, and a voltage clamp, always on unless {@link #clampDuring} says when.
 */
public final class Drive {
    /** A step gets the events from half a step before its beginning to half a step after. */
    private static final double EARLY = 0.5;

    private final Batch batch;
    private final List<Injection> injections;
    private final List<Synapse> synapses;
    private final List<LaneSignal<Stimulus>> currents;
    private final List<LaneSignal<Conductance>> conductances;
    private final List<Arrivals> arrivals;
    private final List<LaneSignal<EventTrain>> trains;
    private final int[] processes;
    private final int[] places;
    private final int[] injected;
    private final int[] driven;
    private final int clamped;
    private final boolean hasClamp;
    private final boolean hasElectrode;
    private final Column gain;
    private final Column clamp;
    private final Column offset;
    private final Column area;
    /** By the time in ms: the clamp's command, and whether it is on. */
    private DoubleUnaryOperator command_mV;

    private DoublePredicate isOn = ClampWindows.ALWAYS::contains;

    /** One current for all lanes, or one a lane, at the root; the clamp's conductance is written to every lane of the batch. */
    public Drive(Batch batch, List<Stimulus> stimuli, Optional<VoltageClamp> clamp) {
        this(batch, List.of(new Injection(0, stimuli)), List.of(), clamp);
    }

    /** Currents and synapses anywhere, without events. */
    public Drive(Batch batch, List<Injection> injections, List<Synapse> synapses, Optional<VoltageClamp> clamp) {
        this(batch, injections, synapses, List.of(), clamp);
    }

    /** Currents, synapses and events anywhere; each has one signal for all lanes, or one a lane. */
    public Drive(
            Batch batch,
            List<Injection> injections,
            List<Synapse> synapses,
            List<Arrivals> arrivals,
            Optional<VoltageClamp> clamp) {
        this.batch = batch;
        this.arrivals = List.copyOf(arrivals);
        this.trains = arrivals.stream()
                .map(place -> new LaneSignal<>(batch, place.trains(), EventTrain::weight, EARLY))
                .toList();
        this.processes = arrivals.stream()
                .mapToInt(place -> pointProcess(batch, place.process()))
                .toArray();
        this.places = arrivals.stream()
                .mapToInt(place -> batch.site(batch.cell().indexOf(place.process()), place.node()))
                .toArray();
        this.injections = List.copyOf(injections);
        this.synapses = List.copyOf(synapses);
        this.injected = injections.stream()
                .mapToInt(injection -> batch.element(injection.node()))
                .toArray();
        this.driven = synapses.stream()
                .mapToInt(synapse -> compartment(batch, synapse.node()))
                .toArray();
        this.currents = injections.stream()
                .map(injection -> new LaneSignal<>(batch, injection.stimuli(), Stimulus::mean_nA))
                .toList();
        this.conductances = synapses.stream()
                .map(synapse -> new LaneSignal<>(batch, synapse.conductances(), Conductance::mean_uS))
                .toList();
        this.clamped = compartment(batch, clamp.map(VoltageClamp::node).orElse(0));
        this.hasClamp = clamp.isPresent();
        this.hasElectrode =
                clamp.filter(there -> there.conductance_mS_per_cm2() > 0).isPresent();
        this.command_mV = clamp.<DoubleUnaryOperator>map(there -> there.command_mV()::held)
                .orElse(_ -> 0);
        this.gain = batch.stimulusGain();
        this.clamp = batch.clampConductance_mS_per_cm2();
        this.offset = batch.electrodeOffset_mV();
        this.area = batch.area();
        this.clamp.fill(
                0,
                batch.width(),
                clamp.map(VoltageClamp::conductance_mS_per_cm2).orElse(0.0));
        this.offset.fill(0, batch.width(), clamp.map(VoltageClamp::offset_mV).orElse(0.0));
    }

    private static int pointProcess(Batch batch, String name) {
        int position = batch.cell().indexOf(name);
        if (!batch.kinds().points().containsKey(position)) {
            throw new ModelException("events cannot arrive at " + name + ", which is no point process");
        }
        return position;
    }

    private static int compartment(Batch batch, int node) {
        if (node > 0 && !batch.cell().compartments().isCompartment(node)) {
            throw new ModelException("a clamp or synapse must be on a compartment, and node " + node
                    + " is an end of a branch, without membrane: choose a place between its ends");
        }
        return batch.element(node);
    }

    /** The injections, in order, with the stimuli that were given at first. */
    public List<Injection> injections() {
        return injections;
    }

    /** The synapses, in order, with the conductances that were given at first. */
    public List<Synapse> synapses() {
        return synapses;
    }

    /** The places at which events arrive, in order, with the trains that were given at first. */
    public List<Arrivals> arrivals() {
        return arrivals;
    }

    /** The events of place {@code k}; their interval of a step is that in which they arrive in it. */
    public LaneSignal<EventTrain> events(int k) {
        return trains.get(k);
    }

    /** The stimulus of injection {@code k}. */
    public LaneSignal<Stimulus> stimulus(int k) {
        return currents.get(k);
    }

    /** The conductance of synapse {@code k}. */
    public LaneSignal<Conductance> conductance(int k) {
        return conductances.get(k);
    }

    /** Mean current of injection {@code k} over step {@code n} in every lane [nA], before the stimulus gain. */
    public Column injected_nA(int k, long n) {
        return currents.get(k).means(n);
    }

    /** The clamp's command at the middle of step {@code n}; 0 without a clamp, whose conductance is 0. */
    public double command_mV(long n) {
        return command_mV((n + 0.5) * batch.dt_ms());
    }

    /**
     * Lets the clamp act in these windows only, from the next run on. A step is clamped or free as a whole, as its middle is;
     * in a free step the clamp's conductance and all derivatives by it are 0.
     */
    public void clampDuring(ClampWindows windows) {
        this.isOn = windows::contains;
    }

    /** Lets another say what the clamp's command is and when it is on, by the time in ms at the middle of a step. */
    public void clampBy(DoubleUnaryOperator command_mV, DoublePredicate isOn) {
        this.command_mV = command_mV;
        this.isOn = isOn;
    }

    /** Whether the clamp acts in step {@code n}, from row n to row n + 1; never without a clamp. */
    public boolean isClamped(long n) {
        return hasClamp && isOn.test((n + 0.5) * batch.dt_ms());
    }

    /** Whether the clamp is at a node, in whatever windows. */
    public boolean clamps(int node) {
        return hasClamp && clamped == batch.element(node);
    }

    /** Whether there is a clamp, in whatever windows. */
    public boolean hasClamp() {
        return hasClamp;
    }

    /** The clamp's command at a time; 0 without a clamp. */
    double command_mV(double t_ms) {
        return command_mV.applyAsDouble(t_ms);
    }

    /** Element of the clamped node. */
    public int clamped() {
        return clamped;
    }

    /** Whether the clamp was given with a conductance, and not only to hold a model to a recording now and then. */
    public boolean hasElectrode() {
        return hasElectrode;
    }

    /** Element of injection k. */
    int injected(int k) {
        return injected[k];
    }

    /** Element of synapse k. */
    int driven(int k) {
        return driven[k];
    }

    /** Position of the point process at which events k arrive. */
    int process(int k) {
        return processes[k];
    }

    /** Site there. */
    int place(int k) {
        return places[k];
    }

    /** Writes the weights of the events that arrive at a point process in step n. */
    void deliver(long n, PlacedSites<PointProcess> point) {
        Column weight = point.sites().weight();
        weight.fill(point.sites().from(), point.sites().to(), 0);
        for (int k = 0; k < processes.length; k++) {
            if (processes[k] == point.position()) {
                Column arriving = trains.get(k).means(n);
                for (int lane = 0; lane < batch.width(); lane++) {
                    int j = places[k] + lane;
                    weight.set(j, weight.get(j) + arriving.get(lane));
                }
            }
        }
    }

    /** Takes the injected and synaptic currents of step n at the voltage u out of a balance of currents [nA]. */
    void removeFrom(long n, Column u, Column balance) {
        for (int lane = 0; lane < batch.width(); lane++) {
            for (int k = 0; k < currents.size(); k++) {
                subtract(balance, injected[k] + lane, currents.get(k).means(n).get(lane) * gain.get(lane));
            }
            for (int k = 0; k < conductances.size(); k++) {
                int e = driven[k] + lane;
                subtract(
                        balance,
                        e,
                        conductances.get(k).means(n).get(lane)
                                * (synapses.get(k).reversal_mV() - u.get(e)));
            }
        }
    }

    private static void subtract(Column column, int k, double x) {
        column.set(k, column.get(k) - x);
    }

    /**
     * Adds currents and synapses of step {@code n} to its equations: {@code r += gain I},  and for a synapse
     * {@code r += g (E - v)}, {@code d += g}. Modifies r [nA], d [uS].
     */
    void add(long n, Column v, Column r, Column d) {
        for (int k = 0; k < currents.size(); k++) {
            addCurrent(currents.get(k).means(n), injected[k], r);
        }
        for (int k = 0; k < conductances.size(); k++) {
            addConductance(
                    conductances.get(k).means(n), driven[k], synapses.get(k).reversal_mV(), v, r, d);
        }
    }

    private void addCurrent(Column current, int element, Column r) {
        if (batch.width() == 1) {
            r.set(element, Math.fma(current.get(0), gain.get(0), r.get(element)));
            return;
        }
        for (int k = 0; k < batch.width(); k += Lanes.COUNT) {
            r.store(element + k, current.load(k).fma(gain.load(k), r.load(element + k)));
        }
    }

    private void addConductance(Column g, int element, double reversal, Column v, Column r, Column d) {
        if (batch.width() == 1) {
            r.set(element, Math.fma(reversal - v.get(element), g.get(0), r.get(element)));
            d.set(element, d.get(element) + g.get(0));
            return;
        }
        for (int k = 0; k < batch.width(); k += Lanes.COUNT) {
            int e = element + k;
            DoubleVector drive = DoubleVector.broadcast(Lanes.SPECIES, reversal).sub(v.load(e));
            r.store(e, drive.fma(g.load(k), r.load(e)));
            d.store(e, d.load(e).add(g.load(k)));
        }
    }

    /** Adds the clamp, when it is on at step {@code n}: {@code r += g (E - offset - v)}, {@code d += g}. Modifies r [nA], d [uS]. */
    void addClamp(long n, Column v, Column r, Column d) {
        if (!isClamped(n)) {
            return;
        }
        double command = command_mV(n);
        if (batch.width() == 1) {
            double g = clamp.get(0) * area.get(clamped);
            r.set(clamped, Math.fma(command - offset.get(0) - v.get(clamped), g, r.get(clamped)));
            d.set(clamped, d.get(clamped) + g);
            return;
        }
        for (int k = 0; k < batch.width(); k += Lanes.COUNT) {
            int e = clamped + k;
            DoubleVector g = clamp.load(k).mul(area.load(e));
            DoubleVector drive = DoubleVector.broadcast(Lanes.SPECIES, command)
                    .sub(offset.load(k))
                    .sub(v.load(e));
            r.store(e, drive.fma(g, r.load(e)));
            d.store(e, d.load(e).add(g));
        }
    }
}
