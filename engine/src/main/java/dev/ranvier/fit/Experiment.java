package dev.ranvier.fit;

import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Synapse;
import java.util.List;

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
}
