package dev.ranvier.reduce;

import dev.ranvier.model.Conductance;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Synapse;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How strong a synapse of the full cell is to be on a ghost: so strong that one event moves the soma as far as in the full cell.
 *
 * @param reversal_mV of the synapse
 * @param weight_uS of an event; if one fires the soma, a half, a quarter... of it is looked at
 * @param rise_ms of its conductance
 * @param decay_ms of its conductance
 */
public record SynapticWeight(double reversal_mV, double weight_uS, double rise_ms, double decay_ms) {
    private static final double DURATION_ms = 80, EVENT_ms = 20, NOTHING_mV = 1e-3;
    private static final int TRIES = 20, ROUNDS = 8, MANY = 64;

    /** By what the weight is to be multiplied; 1 where the synapse does not move the soma. */
    public double factor(Neuron full, int node, Neuron reduced, int ghost) {
        SynapticWeight quiet = quiet(full, node);
        double expected_mV = quiet.peak_mV(full, node), factor = 1;
        for (int k = 0; k < ROUNDS; k++) {
            double found_mV = quiet.times(factor).peak_mV(reduced, ghost);
            if (Math.abs(expected_mV) < NOTHING_mV || Math.abs(found_mV) < NOTHING_mV) {
                return 1;
            }
            factor *= Math.abs(expected_mV / found_mV);
        }
        return factor;
    }

    /** The same; if an event fires the soma, a half, a quarter... of it. */
    SynapticWeight quiet(Neuron neuron, int node) {
        SynapticWeight quiet = this;
        for (int k = 0; k < TRIES && quiet.moved(neuron, node).fires; k++) {
            quiet = quiet.times(0.5);
        }
        return quiet;
    }

    /** An event so many times as strong. */
    SynapticWeight times(double factor) {
        return new SynapticWeight(reversal_mV, factor * weight_uS, rise_ms, decay_ms);
    }

    /**
     * How far one event moves the soma, in units of what many weak ones that are together as strong would do if each moved it as far
     * alone. It is below 1 where an event drives a dendrite near its reversal potential.
     */
    double effect(Neuron neuron, int node) {
        return peak_mV(neuron, node) / (MANY * times(1.0 / MANY).peak_mV(neuron, node));
    }

    /** How far one event moves the soma at most, up or down [mV]. */
    public double peak_mV(Neuron neuron, int node) {
        return moved(neuron, node).peak_mV;
    }

    private record Moved(double peak_mV, boolean fires) {}

    private Moved moved(Neuron neuron, int node) {
        List<Conductance> lanes = List.of(event(weight_uS), event(0));
        Probe soma = new Probe.Voltage(neuron.soma());
        Trace trace = neuron.simulation(List.of(), DURATION_ms)
                .withSynapses(List.of(new Synapse(node, reversal_mV, lanes)))
                .run(1);
        double[] with = trace.values(soma, 0), without = trace.values(soma, 1);
        double peak = IntStream.range(0, with.length)
                .mapToDouble(k -> with[k] - without[k])
                .reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
        return new Moved(peak, neuron.spikes_ms(new SampledSignal(neuron.interval_ms(), with)).length > 0);
    }

    private Conductance event(double weight_uS) {
        return new Conductance.Events(List.of(new Conductance.Event(EVENT_ms, weight_uS)), rise_ms, decay_ms);
    }
}
