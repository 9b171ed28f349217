package dev.ranvier.model;

import dev.ranvier.mechanism.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A conductance that changes in time, not negative. What describes it are the weights of its events in the order of time, or its
 * samples.
 */
public sealed interface Conductance extends Signal<Conductance> {
    /** The mean over {@code [from_ms, to_ms]}. */
    double mean_uS(double from_ms, double to_ms);

    @Override
    default boolean isAmplitude(int parameter) {
        return true;
    }

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
                sum += event.weight_uS * integral(event, from_ms, to_ms);
            }
            return sum / (peak() * (to_ms - from_ms));
        }

        @Override
        public int parameters() {
            return events.size();
        }

        @Override
        public Field field(int parameter) {
            return conductance("event[" + parameter + "].weight_uS");
        }

        @Override
        public double[] values() {
            return events.stream().mapToDouble(Event::weight_uS).toArray();
        }

        @Override
        public Events with(double[] values) {
            List<Event> others = new ArrayList<>();
            for (Event event : events) {
                others.add(new Event(event.time_ms, values[others.size()]));
            }
            return new Events(others, rise_ms, decay_ms);
        }

        @Override
        public void partials(double from_ms, double to_ms, SignalPartials partials) {
            double scale = 1 / (peak() * (to_ms - from_ms));
            for (int k = 0; k < events.size() && events.get(k).time_ms < to_ms; k++) {
                partials.add(k, integral(events.get(k), from_ms, to_ms) * scale);
            }
        }

        /** What an event of weight 1 opens over an interval, before it is divided by the peak. */
        private double integral(Event event, double from_ms, double to_ms) {
            double since = Math.max(0, from_ms - event.time_ms), until = to_ms - event.time_ms;
            return integral(decay_ms, since, until) - integral(rise_ms, since, until);
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

        @Override
        public int parameters() {
            return conductance_uS.length();
        }

        @Override
        public Field field(int parameter) {
            return conductance("sample[" + parameter + "]_uS");
        }

        @Override
        public double[] values() {
            return conductance_uS.values();
        }

        @Override
        public Sampled with(double[] values) {
            return new Sampled(new SampledSignal(conductance_uS.interval_ms(), values));
        }

        @Override
        public void partials(double from_ms, double to_ms, SignalPartials partials) {
            if (conductance_uS.meanHeld(from_ms, to_ms) >= 0) {
                conductance_uS.meanHeldPartials(from_ms, to_ms, partials);
            }
        }
    }

    private static Field conductance(String name) {
        return new Field(name, 0, 0, 1e12);
    }
}
