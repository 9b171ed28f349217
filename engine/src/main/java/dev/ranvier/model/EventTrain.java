package dev.ranvier.model;

import dev.ranvier.mechanism.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Events that arrive at a point process, each with a weight, whose unit is the process's. What describes it are the weights in the
 * order of time.
 *
 * @param events the events
 */
public record EventTrain(List<Event> events) implements Signal<EventTrain> {
    /**
     * An event.
     *
     * @param time_ms when it arrives, not before the run begins
     * @param weight what it is worth
     */
    public record Event(double time_ms, double weight) {
        /** Refuses a negative time. */
        public Event {
            ModelException.notNegative("time_ms", time_ms);
            ModelException.finite("weight", weight);
        }
    }

    /** Sorts the events by time. */
    public EventTrain {
        events = events.stream()
                .sorted(Comparator.comparingDouble(Event::time_ms))
                .toList();
    }

    /** Events of one weight. */
    public static EventTrain of(double weight, double... times_ms) {
        List<Event> events = new ArrayList<>();
        for (double time_ms : times_ms) {
            events.add(new Event(time_ms, weight));
        }
        return new EventTrain(events);
    }

    /** The sum of the weights of the events in {@code (from_ms, to_ms]}. */
    public double weight(double from_ms, double to_ms) {
        double sum = 0;
        for (int k = 0; k < events.size() && events.get(k).time_ms <= to_ms; k++) {
            sum += isIn(events.get(k), from_ms, to_ms) ? events.get(k).weight : 0;
        }
        return sum;
    }

    private static boolean isIn(Event event, double from_ms, double to_ms) {
        return from_ms < event.time_ms && event.time_ms <= to_ms;
    }

    @Override
    public boolean isConstant(double from_ms, double to_ms) {
        for (int k = 0; k < events.size() && events.get(k).time_ms <= to_ms; k++) {
            if (isIn(events.get(k), from_ms, to_ms)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int parameters() {
        return events.size();
    }

    @Override
    public Field field(int parameter) {
        return new Field("event[" + parameter + "].weight", 0, -1e12, 1e12);
    }

    @Override
    public boolean isAmplitude(int parameter) {
        return true;
    }

    @Override
    public double[] values() {
        return events.stream().mapToDouble(Event::weight).toArray();
    }

    @Override
    public EventTrain with(double[] values) {
        List<Event> others = new ArrayList<>();
        for (Event event : events) {
            others.add(new Event(event.time_ms, values[others.size()]));
        }
        return new EventTrain(others);
    }

    /** The derivatives of {@link #weight}, which is what a step sees of the train. */
    @Override
    public void partials(double from_ms, double to_ms, SignalPartials partials) {
        for (int k = 0; k < events.size() && events.get(k).time_ms <= to_ms; k++) {
            if (isIn(events.get(k), from_ms, to_ms)) {
                partials.add(k, 1);
            }
        }
    }
}
