package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.loss.Window;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What was done to a cell, and what was recorded of it.
 *
 * @param name what reports call it
 * @param injections currents, one stimulus each
 * @param synapses synapses, one conductance each
 * @param arrivals events at point processes, one train each
 * @param observed the quantity that was recorded; a voltage is what its electrode shows of it
 * @param recorded its samples, from t = 0 on, in the quantity's unit
 * @param clamped the voltage clamp under which it was recorded, if it is the current of the clamp
 * @param lead_ms so long the model, which begins at the first voltage recorded, is clamped to the recording, so that its gates
 *     are where the cell's were; 0 for a model that begins as it says
 * @param offset_mV by how much the electrode shows the voltage too high, unless a fit looks for it
 */
public record Experiment(
        String name,
        List<Injection> injections,
        List<Synapse> synapses,
        List<Arrivals> arrivals,
        Probe observed,
        SampledSignal recorded,
        Optional<ClampedRecording> clamped,
        double lead_ms,
        double offset_mV) {
    /** Of the clamp by which a lead holds a model. */
    static final double LEAD_mS_per_cm2 = 300;

    /** Copies the lists; refuses a recording of one sample, and signals that differ from lane to lane. */
    public Experiment {
        injections = List.copyOf(injections);
        synapses = List.copyOf(synapses);
        arrivals = List.copyOf(arrivals);
        observed = observed instanceof Probe.Voltage(int node) ? new Probe.ShownVoltage(node) : observed;
        ModelException.finite("offset_mV", offset_mV);
        if (ModelException.notNegative("lead_ms", lead_ms) > 0 && !(observed instanceof Probe.ShownVoltage)) {
            throw new ModelException("recording " + name + " is of no voltage, so the model cannot be clamped to it");
        }
        if (clamped.isPresent() != observed instanceof Probe.ClampCurrent) {
            throw new ModelException("recording " + name
                    + " is the current of a clamp with a command, or neither: observed=" + observed + " command="
                    + (clamped.isPresent() ? "given" : "none"));
        }
        if (recorded.length() < 2) {
            throw new ModelException("recording " + name + " needs at least two samples");
        }
        if (injections.stream().anyMatch(injection -> injection.stimuli().size() != 1)
                || synapses.stream().anyMatch(synapse -> synapse.conductances().size() != 1)
                || arrivals.stream().anyMatch(place -> place.trains().size() != 1)) {
            throw new ModelException("experiment " + name
                    + " needs one stimulus an injection, one conductance a synapse and one train a point process");
        }
    }

    /** A recording to which the model is not clamped at first. */
    public Experiment(
            String name,
            List<Injection> injections,
            List<Synapse> synapses,
            List<Arrivals> arrivals,
            Probe observed,
            SampledSignal recorded) {
        this(name, injections, synapses, arrivals, observed, recorded, Optional.empty(), 0, 0);
    }

    /** The same, the model clamped to it for so long at first. */
    public Experiment led(double lead_ms) {
        return new Experiment(name, injections, synapses, arrivals, observed, recorded, clamped, lead_ms, offset_mV);
    }

    /** The same by an electrode that shows the voltage so much too high. */
    public Experiment withOffset_mV(double offset_mV) {
        return new Experiment(name, injections, synapses, arrivals, observed, recorded, clamped, lead_ms, offset_mV);
    }

    /** The same with one current more, behind the others. */
    Experiment injecting(Injection more) {
        List<Injection> all = new ArrayList<>(injections);
        all.add(more);
        return new Experiment(name, all, synapses, arrivals, observed, recorded, clamped, lead_ms, offset_mV);
    }

    /** The current that held a compartment at voltages. */
    public static Experiment underClamp(
            String name, List<Synapse> synapses, int node, SampledSignal current_nA, ClampedRecording clamped) {
        return new Experiment(
                name,
                List.of(),
                synapses,
                List.of(),
                new Probe.ClampCurrent(node),
                current_nA,
                Optional.of(clamped),
                0,
                0);
    }

    /** A recording without events at point processes. */
    public Experiment(
            String name, List<Injection> injections, List<Synapse> synapses, Probe observed, SampledSignal recorded) {
        this(name, injections, synapses, List.of(), observed, recorded);
    }

    /** A recording of the voltage of a compartment. */
    public Experiment(
            String name, List<Injection> injections, List<Synapse> synapses, int node, SampledSignal voltage_mV) {
        this(name, injections, synapses, new Probe.Voltage(node), voltage_mV);
    }

    /** A recorded current, injected where the voltage was recorded, at the root. */
    public static Experiment atRoot(String name, SampledSignal voltage_mV, SampledSignal current_nA) {
        Injection injection = new Injection(0, new Stimulus.Sampled(current_nA));
        return new Experiment(name, List.of(injection), List.of(), 0, voltage_mV);
    }

    /** The nodes at which a current is injected or something is recorded. */
    Set<Integer> nodes() {
        Set<Integer> nodes = new HashSet<>(Set.of(observed.node()));
        injections.forEach(injection -> nodes.add(injection.node()));
        return nodes;
    }

    /** The clamp by which the model can be pulled to the recording, if that is of a compartment's voltage, or under which it was made. */
    Optional<VoltageClamp> clamp(Compartments nodes) {
        return switch (observed) {
            case Probe.ShownVoltage(int node)
            when nodes.isCompartment(node) -> Optional.of(new VoltageClamp(node, recorded, 0));
            case Probe.ClampCurrent(int node) -> clamped.map(under -> under.clamp(node, nodes.area_um2(node)));
            default -> Optional.empty();
        };
    }

    /**
     * What drives a batch of the cell in this experiment, from where the cell was. A command under which a recording was made holds
     * from sample to sample; the clamp by which a model is pulled to a recorded voltage follows straight lines between its samples.
     */
    Drive drive(Batch batch) {
        Drive drive = new Drive(
                batch, injections, synapses, arrivals, clamp(batch.cell().compartments()));
        if (clamped.isEmpty()) {
            drive.clampBy(recorded::linear, _ -> true);
        }
        batch.electrodeOffset_mV().fill(0, batch.width(), offset_mV);
        first_mV().ifPresent(first_mV -> batch.initialVoltage_mV().fill(0, batch.elements(), first_mV));
        return drive;
    }

    /** Lets the clamp by which a model can be pulled to the recording hold all lanes of a batch in these windows, if there is one. */
    void hold(Batch batch, Drive drive, double conductance_mS_per_cm2, ClampWindows windows) {
        Compartments nodes = batch.cell().compartments();
        clamp(nodes).ifPresent(at -> {
            double share = nodes.membraneShare(at.node());
            batch.clampConductance_mS_per_cm2().fill(0, batch.width(), conductance_mS_per_cm2 / share);
            drive.clampDuring(windows);
        });
    }

    /** Where the cell was at first, if that is not what the model says. */
    private OptionalDouble first_mV() {
        return clamped.map(under -> OptionalDouble.of(under.command_mV().value(0) - offset_mV))
                .orElseGet(
                        () -> lead_ms > 0 ? OptionalDouble.of(recorded.value(0) - offset_mV) : OptionalDouble.empty());
    }

    /** The times that are looked at: of a current what is no jump of the clamp, of a voltage what comes after the lead. */
    public List<Window> windows() {
        return clamped.map(ClampedRecording::windows)
                .orElseGet(() ->
                        List.of(lead_ms > 0 ? new Window(lead_ms, Double.POSITIVE_INFINITY) : Window.everything()));
    }

    /** What of the times that are looked at lies in a window. */
    public List<Window> windows(Window within) {
        return windows().stream()
                .filter(window -> window.from_ms() < within.to_ms() && window.to_ms() > within.from_ms())
                .map(window -> new Window(
                        Math.max(window.from_ms(), within.from_ms()), Math.min(window.to_ms(), within.to_ms())))
                .toList();
    }

    /** What a unit of what was recorded counts as: a voltage as it is, a current by what it says. */
    public double mV_per_unit() {
        return clamped.map(ClampedRecording::mV_per_nA).orElse(1.0);
    }

    /** The samples that are looked at, in order. */
    public int[] samples() {
        Sampling sampling = sampling();
        return windows().stream()
                .flatMapToInt(window ->
                        IntStream.range(sampling.firstFrom(window.from_ms()), sampling.firstFrom(window.to_ms())))
                .toArray();
    }

    /** Of a trace of what was recorded, the samples that are looked at, less the recording [mV]. */
    public double[] residuals_mV(double[] trace) {
        return differences_mV(trace, recorded.values());
    }

    /** Root mean square of {@link #residuals_mV}; infinite where the trace is not finite. */
    public double rmse_mV(double[] trace) {
        return distance_mV(trace, recorded.values());
    }

    /** The same of two traces. */
    double distance_mV(double[] trace, double[] other) {
        double rms_mV = Math.sqrt(Arrays.stream(differences_mV(trace, other))
                .map(x -> x * x)
                .average()
                .orElse(0));
        return Double.isFinite(rms_mV) ? rms_mV : Double.POSITIVE_INFINITY;
    }

    private double[] differences_mV(double[] trace, double[] other) {
        double unit = mV_per_unit();
        return Arrays.stream(samples())
                .mapToDouble(k -> unit * (trace[k] - other[k]))
                .toArray();
    }

    /** White noise on the recording [mV]. */
    double noise_mV() {
        return mV_per_unit() * Closeness.noise(recorded);
    }

    /** The noise, from what a trace of what was recorded leaves. */
    Noise noise(double[] trace) {
        return Noise.of(noise_mV(), residuals_mV(trace));
    }

    /** An RMSE up to which such a trace is as near as the noise allows, correlated noise if that is what it leaves. */
    public double limit_mV(double[] trace) {
        return Closeness.limit_mV(noise(trace).deviation_mV());
    }

    /** An RMSE up to which a model is as near as white noise allows. */
    public double limit_mV() {
        return Closeness.limit_mV(noise_mV());
    }

    /** The squared error of the samples that are looked at [mV^2], as a term whose weights are {@code weight}. */
    Objective.Term term(int number, double weight) {
        return term(number, weight, Window.everything());
    }

    /** The same within another window. */
    public Objective.Term term(int number, double weight, Window within) {
        return new Objective.Term(
                number,
                weight * mV_per_unit() * mV_per_unit(),
                new VoltageError(sampling(), recorded.values(), windows(within)));
    }

    private Sampling sampling() {
        return new Sampling(recorded.interval_ms(), recorded.length());
    }
}
