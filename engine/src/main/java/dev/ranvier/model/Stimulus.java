package dev.ranvier.model;

import java.util.List;

/** A current injected into the cell, positive inward (depolarising). Before its start and after its end it is zero. */
public sealed interface Stimulus {
    /** The mean current over {@code [from_ms, to_ms]}: edges inside a time step are integrated, not sampled. */
    double mean_nA(double from_ms, double to_ms);

    /** Whether the current surely does not change within {@code (from_ms, to_ms)}; false is always a correct answer. */
    boolean isConstant(double from_ms, double to_ms);

    /** How many numbers describe the current: its record's numbers in their order, or its samples, or those of its parts. */
    int parameters();

    /** The derivatives of {@link #mean_nA} by the {@link #parameters}; those not told are zero. */
    void partials(double from_ms, double to_ms, SignalPartials partials);

    /** A constant current. */
    record Step(double start_ms, double duration_ms, double amplitude_nA) implements Stimulus {
        /** Refuses values that are not finite and a negative duration. */
        public Step {
            ModelException.finite("start_ms", start_ms);
            ModelException.notNegative("duration_ms", duration_ms);
            ModelException.finite("amplitude_nA", amplitude_nA);
        }

        @Override
        public double mean_nA(double from_ms, double to_ms) {
            return amplitude_nA * overlap(start_ms, duration_ms, from_ms, to_ms) / (to_ms - from_ms);
        }

        @Override
        public boolean isConstant(double from_ms, double to_ms) {
            return edgeOutside(start_ms, from_ms, to_ms) && edgeOutside(start_ms + duration_ms, from_ms, to_ms);
        }

        @Override
        public int parameters() {
            return 3;
        }

        @Override
        public void partials(double from_ms, double to_ms, SignalPartials partials) {
            double overlap = overlap(start_ms, duration_ms, from_ms, to_ms), perStep = 1 / (to_ms - from_ms);
            if (overlap > 0) {
                double begins = start_ms > from_ms ? 1 : 0, ends = start_ms + duration_ms < to_ms ? 1 : 0;
                partials.add(0, amplitude_nA * (ends - begins) * perStep);
                partials.add(1, amplitude_nA * ends * perStep);
                partials.add(2, overlap * perStep);
            }
        }
    }

    /** A current that goes in a straight line from one value to another. */
    record Ramp(double start_ms, double duration_ms, double from_nA, double to_nA) implements Stimulus {
        /** Refuses values that are not finite and a duration that is not positive. */
        public Ramp {
            ModelException.finite("start_ms", start_ms);
            ModelException.positive("duration_ms", duration_ms);
            ModelException.finite("from_nA", from_nA);
            ModelException.finite("to_nA", to_nA);
        }

        @Override
        public double mean_nA(double from_ms, double to_ms) {
            double overlap = overlap(start_ms, duration_ms, from_ms, to_ms);
            double middle_ms = Math.max(from_ms, start_ms) + overlap / 2;
            double there = from_nA + (to_nA - from_nA) * (middle_ms - start_ms) / duration_ms;
            return there * overlap / (to_ms - from_ms);
        }

        @Override
        public boolean isConstant(double from_ms, double to_ms) {
            return to_ms <= start_ms || from_ms >= start_ms + duration_ms;
        }

        @Override
        public int parameters() {
            return 4;
        }

        @Override
        public void partials(double from_ms, double to_ms, SignalPartials partials) {
            double overlap = overlap(start_ms, duration_ms, from_ms, to_ms), perStep = 1 / (to_ms - from_ms);
            if (overlap > 0) {
                double begins = start_ms > from_ms ? 1 : 0, ends = start_ms + duration_ms < to_ms ? 1 : 0;
                double slope = (to_nA - from_nA) / duration_ms;
                double reached = (Math.max(from_ms, start_ms) + overlap / 2 - start_ms) / duration_ms;
                double there = from_nA + (to_nA - from_nA) * reached;
                partials.add(0, (slope * ((begins + ends) / 2 - 1) * overlap + there * (ends - begins)) * perStep);
                partials.add(1, (slope * (ends / 2 - reached) * overlap + there * ends) * perStep);
                partials.add(2, (1 - reached) * overlap * perStep);
                partials.add(3, reached * overlap * perStep);
            }
        }
    }

    /** A current given by samples, each holding until the next. */
    record Sampled(SampledSignal current_nA) implements Stimulus {
        @Override
        public double mean_nA(double from_ms, double to_ms) {
            return current_nA.meanHeld(from_ms, to_ms);
        }

        @Override
        public boolean isConstant(double from_ms, double to_ms) {
            return from_ms >= current_nA.length() * current_nA.interval_ms();
        }

        @Override
        public int parameters() {
            return current_nA.length();
        }

        @Override
        public void partials(double from_ms, double to_ms, SignalPartials partials) {
            current_nA.meanHeldPartials(from_ms, to_ms, partials);
        }
    }

    /** Several currents at once; none of them is no current. */
    record Sum(List<Stimulus> parts) implements Stimulus {
        /** Copies the list. */
        public Sum {
            parts = List.copyOf(parts);
        }

        @Override
        public double mean_nA(double from_ms, double to_ms) {
            double sum = 0;
            for (Stimulus part : parts) {
                sum += part.mean_nA(from_ms, to_ms);
            }
            return sum;
        }

        @Override
        public boolean isConstant(double from_ms, double to_ms) {
            return parts.stream().allMatch(part -> part.isConstant(from_ms, to_ms));
        }

        @Override
        public int parameters() {
            return parts.stream().mapToInt(Stimulus::parameters).sum();
        }

        @Override
        public void partials(double from_ms, double to_ms, SignalPartials partials) {
            int first = 0;
            for (Stimulus part : parts) {
                int offset = first;
                part.partials(from_ms, to_ms, (parameter, derivative) -> partials.add(offset + parameter, derivative));
                first += part.parameters();
            }
        }
    }

    /** No current. */
    static Stimulus none() {
        return new Sum(List.of());
    }

    /** How long [start, start + duration] and [from, to] overlap; overlaps within rounding of nothing are nothing. */
    private static double overlap(double start_ms, double duration_ms, double from_ms, double to_ms) {
        double overlap = Math.min(to_ms, start_ms + duration_ms) - Math.max(from_ms, start_ms);
        return overlap > 1e-9 * (to_ms - from_ms) ? overlap : 0;
    }

    private static boolean edgeOutside(double edge_ms, double from_ms, double to_ms) {
        return edge_ms <= from_ms || edge_ms >= to_ms;
    }
}
