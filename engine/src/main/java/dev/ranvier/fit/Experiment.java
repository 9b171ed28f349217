package dev.ranvier.fit;

import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was done to a cell, and the voltage that was seen.
 *
 * @param name what reports call it
 * @param injections currents, one stimulus each
 * @param synapses synapses, one conductance each
 * @param node the compartment in which the voltage was recorded
 * @param voltage_mV the recording, from t = 0 on
 */
public record Experiment(
        String name, List<Injection> injections, List<Synapse> synapses, int node, SampledSignal voltage_mV) {
    /** Copies the lists; refuses a recording of one sample, and signals that differ from lane to lane. */
    public Experiment {
        injections = List.copyOf(injections);
        synapses = List.copyOf(synapses);
        if (voltage_mV.length() < 2) {
            throw new ModelException("recording " + name + " needs at least two samples");
        }
        if (injections.stream().anyMatch(injection -> injection.stimuli().size() != 1)
                || synapses.stream().anyMatch(synapse -> synapse.conductances().size() != 1)) {
            throw new ModelException(
                    "experiment " + name + " needs one stimulus an injection and one conductance a synapse");
        }
    }

    /** A recorded current, injected where the voltage was recorded, at the root. */
    public static Experiment atRoot(String name, SampledSignal voltage_mV, SampledSignal current_nA) {
        Injection injection = new Injection(0, new Stimulus.Sampled(current_nA));
        return new Experiment(name, List.of(injection), List.of(), 0, voltage_mV);
    }

    /** The nodes at which a current is injected. */
    Set<Integer> injected() {
        return injections.stream().map(Injection::node).collect(Collectors.toSet());
    }
}
