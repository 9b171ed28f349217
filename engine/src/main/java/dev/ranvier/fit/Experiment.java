package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.InitialCondition;
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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was done to a cell, and what was recorded of it.
 *
 * @param name what reports call it
 * @param injections currents, one stimulus each
 * @param synapses synapses, one conductance each
 * @param arrivals events at point processes, one train each
 * @param observed the quantity that was recorded; a voltage is what its electrode shows of it
 * @param recorded its samples, from t = 0 on, in the quantity's unit
 * @param beside a voltage that was recorded with another quantity, by which the model can be pulled to what happened
 * @param clamped the voltage clamp under which it was recorded, if it is the current of the clamp
 * @param lead_ms so long the model, which begins at the first voltage recorded, is clamped to the recording, so that its gates
 *     are where the cell's were; 0 for a model that begins as it says
 * @param offset_mV by how much the electrode shows the voltage too high, unless a fit looks for it
 * @param mV_per_unit what a residual of one unit of what was recorded counts as, beside residuals of voltages
 */
public record Experiment(
        String name,
        List<Injection> injections,
        List<Synapse> synapses,
        List<Arrivals> arrivals,
        Probe observed,
        SampledSignal recorded,
        Optional<RecordedVoltage> beside,
        Optional<ClampedRecording> clamped,
        double lead_ms,
        double offset_mV,
        double mV_per_unit) {
    /** Of the clamp by which a lead holds a model. */
    static final double LEAD_mS_per_cm2 = 300;

    /** Copies the lists; refuses a recording of one sample, and signals that differ from lane to lane. */
    public Experiment {
        injections = List.copyOf(injections);
        synapses = List.copyOf(synapses);
        arrivals = List.copyOf(arrivals);
        observed = observed instanceof Probe.Voltage(int node) ? new Probe.ShownVoltage(node) : observed;
        ModelException.finite("offset_mV", offset_mV);
        ModelException.positive("mV_per_unit", mV_per_unit);
        if (ModelException.notNegative("lead_ms", lead_ms) > 0 && !(observed instanceof Probe.ShownVoltage)) {
            throw new ModelException("recording " + name + " is of no voltage, so the model cannot be clamped to it");
        }
        if (clamped.isPresent() != observed instanceof Probe.ClampCurrent) {
            throw new ModelException("recording " + name
                    + " is the current of a clamp with a command, or neither: observed=" + observed + " command="
                    + (clamped.isPresent() ? "given" : "none"));
        }
        if (beside.isPresent() && (clamped.isPresent() || observed instanceof Probe.ShownVoltage)) {
            throw new ModelException("recording " + name + " tells the voltage itself; another beside it has no use");
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
        this(name, injections, synapses, arrivals, observed, recorded, Optional.empty(), Optional.empty(), 0, 0, 1);
    }

    /** The same, the model clamped to it for so long at first. */
    public Experiment led(double lead_ms) {
        return with(injections, beside, lead_ms, offset_mV, mV_per_unit);
    }

    /** The same by an electrode that shows the voltage so much too high. */
    public Experiment withOffset_mV(double offset_mV) {
        return with(injections, beside, lead_ms, offset_mV, mV_per_unit);
    }

    /** The same, with a voltage that was recorded beside it. */
    public Experiment beside(RecordedVoltage voltage) {
        return with(injections, Optional.of(voltage), lead_ms, offset_mV, mV_per_unit);
    }

    /** The same, a residual of one unit counting as so many mV. */
    public Experiment counting(double mV_per_unit) {
        return with(injections, beside, lead_ms, offset_mV, mV_per_unit);
    }

    /** The same with one current more, behind the others. */
    Experiment injecting(Injection more) {
        return with(
                Stream.concat(injections.stream(), Stream.of(more)).toList(), beside, lead_ms, offset_mV, mV_per_unit);
    }

    private Experiment with(
            List<Injection> injections,
            Optional<RecordedVoltage> beside,
            double lead_ms,
            double offset_mV,
            double mV_per_unit) {
        return new Experiment(
                name,
                injections,
                synapses,
                arrivals,
                observed,
                recorded,
                beside,
                clamped,
                lead_ms,
                offset_mV,
                mV_per_unit);
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
                Optional.empty(),
                Optional.of(clamped),
                0,
                0,
                1);
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
        beside.ifPresent(voltage -> nodes.add(voltage.node()));
        injections.forEach(injection -> nodes.add(injection.node()));
        return nodes;
    }

    /** The voltage to which the model can be pulled: what was recorded, or what was recorded beside it. */
    private Optional<RecordedVoltage> voltage() {
        return observed instanceof Probe.ShownVoltage(int node)
                ? Optional.of(new RecordedVoltage(node, recorded))
                : beside;
    }

    /** The clamp by which the model can be pulled to the voltage of a compartment, or under which the recording was made. */
    Optional<VoltageClamp> clamp(Compartments nodes) {
        return clamped.map(under -> under.clamp(observed.node(), nodes.area_um2(observed.node())))
                .or(() -> voltage()
                        .filter(pulled -> nodes.isCompartment(pulled.node()))
                        .map(pulled -> new VoltageClamp(pulled.node(), pulled.voltage_mV(), 0)));
    }

    /**
     * What drives a batch of the cell in this experiment, from where the cell was. A command under which a recording was made holds
     * from sample to sample; the clamp by which a model is pulled to a recorded voltage follows straight lines between its samples.
     */
    Drive drive(Batch batch) {
        Drive drive = new Drive(
                batch, injections, synapses, arrivals, clamp(batch.cell().compartments()));
        if (clamped.isEmpty()) {
            voltage().ifPresent(pulled -> drive.clampBy(pulled.voltage_mV()::linear, _ -> true));
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

    /**
     * How a run begins. Under voltage clamp a cell has been held for long, and the current of the electrode begins as it goes on; where
     * it does not, as in recordings that were simulated from the command's first voltage, so does the model.
     *
     * @param usual the model's own; held, where nothing holds it, is at rest
     */
    public InitialCondition start(InitialCondition usual) {
        boolean isHeld = usual instanceof InitialCondition.AtHold;
        if (clamped.isEmpty()) {
            return isHeld ? new InitialCondition.AtRest() : usual;
        }
        return isHeld || clamped.get().isHeldBefore(recorded)
                ? new InitialCondition.AtHold()
                : new InitialCondition.AtVoltage();
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
        return Arrays.stream(samples())
                .mapToDouble(k -> mV_per_unit * (trace[k] - other[k]))
                .toArray();
    }

    /** White noise on the recording [mV]. */
    double noise_mV() {
        return mV_per_unit * Closeness.noise(recorded);
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
                weight * mV_per_unit * mV_per_unit,
                new VoltageError(sampling(), recorded.values(), windows(within)));
    }

    private Sampling sampling() {
        return new Sampling(recorded.interval_ms(), recorded.length());
    }
}
