package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.simd.Lanes;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;

/**
 * What is done to the cells of a batch from outside: injected currents and synaptic conductances, averaged over each step, and
 * a voltage clamp. Steps are prepared in blocks of {@value #STEPS}, so memory does not grow with the run.
 */
public final class Drive {
    private static final int STEPS = 64;

    private final Batch batch;
    private final List<Injection> injections;
    private final List<Synapse> synapses;
    private final Signal[] currents;
    private final Signal[] conductances;
    private final int[] injected;
    private final int[] driven;
    private final int clamped;
    private final Optional<SampledSignal> command_mV;
    private final Column gain;
    private final Column clamp;
    private final Column area;

    /** One current for all lanes, or one a lane, at the root; the clamp's conductance is written to every lane of the batch. */
    public Drive(Batch batch, List<Stimulus> stimuli, Optional<VoltageClamp> clamp) {
        this(batch, List.of(new Injection(0, stimuli)), List.of(), clamp);
    }

    /** Currents and synapses anywhere; each has one signal for all lanes, or one a lane. */
    public Drive(Batch batch, List<Injection> injections, List<Synapse> synapses, Optional<VoltageClamp> clamp) {
        this.batch = batch;
        this.injections = List.copyOf(injections);
        this.synapses = List.copyOf(synapses);
        this.injected = injections.stream()
                .mapToInt(injection -> batch.element(injection.node()))
                .toArray();
        this.driven = synapses.stream()
                .mapToInt(synapse -> compartment(batch, synapse.node()))
                .toArray();
        this.currents = injections.stream()
                .map(injection -> current(injection.stimuli()))
                .toArray(Signal[]::new);
        this.conductances = synapses.stream()
                .map(synapse -> conductance(synapse.conductances()))
                .toArray(Signal[]::new);
        this.clamped = compartment(batch, clamp.map(VoltageClamp::node).orElse(0));
        this.command_mV = clamp.map(VoltageClamp::command_mV);
        this.gain = batch.stimulusGain();
        this.clamp = batch.clampConductance_mS_per_cm2();
        this.area = batch.area();
        this.clamp.fill(
                0,
                batch.width(),
                clamp.map(VoltageClamp::conductance_mS_per_cm2).orElse(0.0));
    }

    private static int compartment(Batch batch, int node) {
        if (node > 0 && !batch.cell().compartments().isCompartment(node)) {
            throw new ModelException("a clamp or synapse must be on a compartment, and node " + node
                    + " is an end of a branch, without membrane: choose a place between its ends");
        }
        return batch.element(node);
    }

    private Signal current(List<Stimulus> stimuli) {
        return new Signal(stimuli.stream()
                .map(stimulus -> new Source(stimulus::mean_nA, stimulus::isConstant))
                .toArray(Source[]::new));
    }

    private Signal conductance(List<Conductance> conductances) {
        return new Signal(conductances.stream()
                .map(conductance -> new Source(conductance::mean_uS, (from_ms, to_ms) -> false))
                .toArray(Source[]::new));
    }

    /** The injections, in order. */
    public List<Injection> injections() {
        return injections;
    }

    /** The synapses, in order. */
    public List<Synapse> synapses() {
        return synapses;
    }

    /** The stimulus of injection {@code k} in a lane. */
    Stimulus stimulus(int k, int lane) {
        return ofLane(injections.get(k).stimuli(), lane);
    }

    /** The conductance of synapse {@code k} in a lane. */
    Conductance conductance(int k, int lane) {
        return ofLane(synapses.get(k).conductances(), lane);
    }

    private static <T> T ofLane(List<T> signals, int lane) {
        return signals.get(signals.size() == 1 ? 0 : lane);
    }

    /** Mean current of injection {@code k} over step {@code n} in every lane [nA], before the stimulus gain. */
    public Column injected_nA(int k, int n) {
        return currents[k].at(n);
    }

    /** The clamp's command at the middle of step {@code n}; 0 without a clamp, whose conductance is 0. */
    public double command_mV(int n) {
        return command_mV.isPresent() ? command_mV.get().linear((n + 0.5) * batch.dt_ms()) : 0;
    }

    /** Element of the clamped node. */
    int clamped() {
        return clamped;
    }

    /** Element of injection k. */
    int injected(int k) {
        return injected[k];
    }

    /** Element of synapse k. */
    int driven(int k) {
        return driven[k];
    }

    /** Takes the injected and synaptic currents of step n at the voltage u out of a balance of currents [nA]. */
    void removeFrom(int n, Column u, Column balance) {
        for (int lane = 0; lane < batch.width(); lane++) {
            for (int k = 0; k < currents.length; k++) {
                subtract(balance, injected[k] + lane, currents[k].at(n).get(lane) * gain.get(lane));
            }
            for (int k = 0; k < conductances.length; k++) {
                int e = driven[k] + lane;
                subtract(
                        balance,
                        e,
                        conductances[k].at(n).get(lane) * (synapses.get(k).reversal_mV() - u.get(e)));
            }
        }
    }

    private static void subtract(Column column, int k, double x) {
        column.set(k, column.get(k) - x);
    }

    /**
     * Adds what is done at step {@code n} to its equations: {@code r += gain I},  and for a synapse or the clamp
     * {@code r += g (E - v)}, {@code d += g}. Modifies r [nA], d [uS].
     */
    void add(int n, Column v, Column r, Column d) {
        for (int k = 0; k < currents.length; k++) {
            addCurrent(currents[k].at(n), injected[k], r);
        }
        for (int k = 0; k < conductances.length; k++) {
            addConductance(conductances[k].at(n), driven[k], synapses.get(k).reversal_mV(), v, r, d);
        }
        if (command_mV.isPresent()) {
            addClamp(command_mV(n), v, r, d);
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

    private void addClamp(double command, Column v, Column r, Column d) {
        if (batch.width() == 1) {
            double g = clamp.get(0) * area.get(clamped);
            r.set(clamped, Math.fma(command - v.get(clamped), g, r.get(clamped)));
            d.set(clamped, d.get(clamped) + g);
            return;
        }
        for (int k = 0; k < batch.width(); k += Lanes.COUNT) {
            int e = clamped + k;
            DoubleVector g = clamp.load(k).mul(area.load(e));
            DoubleVector drive = DoubleVector.broadcast(Lanes.SPECIES, command).sub(v.load(e));
            r.store(e, drive.fma(g, r.load(e)));
            d.store(e, d.load(e).add(g));
        }
    }

    /** The mean of a lane's signal over an interval. */
    @FunctionalInterface
    private interface Mean {
        double over(double from_ms, double to_ms);
    }

    /** Whether no lane's signal changes within an interval. */
    @FunctionalInterface
    private interface Steady {
        boolean within(double from_ms, double to_ms);
    }

    /** What a lane gets. */
    private record Source(Mean mean, Steady steady) {}

    /** Step means of one signal for all lanes, or one a lane. */
    private final class Signal {
        private final Source[] sources;
        private final Block means;
        private final Column mean;
        private int firstStep = -STEPS;
        private boolean constant;

        Signal(Source[] sources) {
            if (sources.length != 1 && sources.length != batch.lanes()) {
                throw new IllegalArgumentException("one signal, or one for each of " + batch.lanes()
                        + " lanes, is needed at every place: signals=" + sources.length);
            }
            this.sources = sources;
            this.means = new Block(batch.arena(), STEPS, Math.max(Lanes.PADDING, batch.width()));
            this.mean = means.cursor();
        }

        Column at(int n) {
            if (n < firstStep || n >= firstStep + STEPS) {
                prepare(n / STEPS * STEPS);
            }
            mean.moveTo(means.base(constant ? 0 : n - firstStep));
            return mean;
        }

        /** Fills the block that starts at step {@code first}: one row where no lane's signal changes in it, else all. */
        private void prepare(int first) {
            firstStep = first;
            constant = true;
            for (Source source : sources) {
                constant &= source.steady.within(first * batch.dt_ms(), (first + STEPS) * batch.dt_ms());
            }
            for (int s = 0; s < (constant ? 1 : STEPS); s++) {
                mean.moveTo(means.base(s));
                double from_ms = (first + s) * batch.dt_ms(), to_ms = (first + s + 1) * batch.dt_ms();
                for (int lane = 0; lane < sources.length; lane++) {
                    mean.set(lane, sources[lane].mean.over(from_ms, to_ms));
                }
                mean.fill(sources.length, batch.width(), mean.get(0));
            }
        }
    }
}
