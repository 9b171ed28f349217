package dev.ranvier.model;

import java.util.List;

/** A current injected into the cell, positive inward (depolarising). Before its start and after its end it is zero. */
public sealed interface Stimulus {
    /** The mean current over {@code [from_ms, to_ms]}: edges inside a time step are integrated, not sampled. */
    double mean_nA(double from_ms, double to_ms);

    /** Whether the current surely does not change within {@code (from_ms, to_ms)}; false is always a correct answer. */
    boolean isConstant(double from_ms, double to_ms);

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
