package dev.ranvier.fit;

import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was done to a cell, and what was recorded of it.
 *
 * @param name what reports call it
 * @param injections currents, one stimulus each
 * @param synapses synapses, one conductance each
 * @param arrivals events at point processes, one train each
 * @param observed the quantity that was recorded
 * @param recorded its samples, from t = 0 on, in the quantity's unit
 * @param lead_ms so long the model, which begins at the first voltage recorded, is clamped to the recording, so that its gates
 *     are where the cell's were; 0 for a model that begins as it says
 */
public record Experiment(
        String name,
        List<Injection> injections,
        List<Synapse> synapses,
        List<Arrivals> arrivals,
        Probe observed,
        SampledSignal recorded,
        double lead_ms) {
    /** Copies the lists; refuses a recording of one sample, and signals that differ from lane to lane. */
    public Experiment {
        injections = List.copyOf(injections);
        synapses = List.copyOf(synapses);
        arrivals = List.copyOf(arrivals);
        if (ModelException.notNegative("lead_ms", lead_ms) > 0 && !(observed instanceof Probe.Voltage)) {
            throw new ModelException("recording " + name + " is of no voltage, so the model cannot be clamped to it");
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
        this(name, injections, synapses, arrivals, observed, recorded, 0);
    }

    /** The same, the model clamped to it for so long at first. */
    public Experiment led(double lead_ms) {
        return new Experiment(name, injections, synapses, arrivals, observed, recorded, lead_ms);
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

    /** The clamp by which the model can be pulled to the recording, if that is of a compartment's voltage. */
    Optional<VoltageClamp> clamp(Compartments nodes) {
        return observed instanceof Probe.Voltage(int node) && nodes.isCompartment(node)
                ? Optional.of(new VoltageClamp(node, recorded, 0))
                : Optional.empty();
    }
}
