package dev.ranvier.model;

import java.util.Comparator;
import java.util.List;

/** A conductance that changes in time, not negative. */
public sealed interface Conductance {
    /** The mean over {@code [from_ms, to_ms]}. */
    double mean_uS(double from_ms, double to_ms);

    /**
     * An event.
     *
     * @param time_ms when it arrives
     * @param weight_uS how much conductance it opens, at its peak
     */
    record Event(double time_ms, double weight_uS) {
        /** Refuses a negative weight. */
        public Event {
            ModelException.finite("time_ms", time_ms);
            ModelException.notNegative("weight_uS", weight_uS);
        }
    }

    /**
     * Every event opens {@code weight (exp(-t/decay) - exp(-t/rise)) / peak}, {@code peak} the largest value of the bracket; with
     * {@code rise_ms} 0 it is {@code weight exp(-t/decay)}. NEURON's Exp2Syn and ExpSyn have the same shapes.
     */
    record Events(List<Event> events, double rise_ms, double decay_ms) implements Conductance {
        /** Sorts the events by time. */
        public Events {
            ModelException.notNegative("rise_ms", rise_ms);
            if (!(decay_ms > rise_ms && Double.isFinite(decay_ms))) {
                throw new ModelException(
                        "decay_ms must be finite and above rise_ms: decay_ms=" + decay_ms + " rise_ms=" + rise_ms);
            }
            events = events.stream()
                    .sorted(Comparator.comparingDouble(Event::time_ms))
                    .toList();
        }

        @Override
        public double mean_uS(double from_ms, double to_ms) {
            double sum = 0;
            for (Event event : events) {
                if (event.time_ms >= to_ms) {
                    break;
                }
                double since = Math.max(0, from_ms - event.time_ms), until = to_ms - event.time_ms;
                sum += event.weight_uS * (integral(decay_ms, since, until) - integral(rise_ms, since, until));
            }
            return sum / (peak() * (to_ms - from_ms));
        }

        /** {@code integral of exp(-t/tau) dt}. */
        private static double integral(double tau_ms, double since_ms, double until_ms) {
            return tau_ms == 0
                    ? 0
                    : -tau_ms * Math.exp(-since_ms / tau_ms) * Math.expm1((since_ms - until_ms) / tau_ms);
        }

        private double peak() {
            if (rise_ms == 0) {
                return 1;
            }
            double time_ms = rise_ms * decay_ms / (decay_ms - rise_ms) * Math.log(decay_ms / rise_ms);
            return Math.exp(-time_ms / decay_ms) - Math.exp(-time_ms / rise_ms);
        }
    }

    /** Given by samples in uS, each holding until the next; below zero is zero. */
    record Sampled(SampledSignal conductance_uS) implements Conductance {
        @Override
        public double mean_uS(double from_ms, double to_ms) {
            return Math.max(0, conductance_uS.meanHeld(from_ms, to_ms));
        }
    }
}
