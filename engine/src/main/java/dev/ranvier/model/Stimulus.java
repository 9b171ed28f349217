package dev.ranvier.model;

import dev.ranvier.mechanism.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A current injected into the cell, positive inward (depolarising). Before its start and after its end it is zero. What describes
 * it are its record's numbers in their order, or its samples, or the numbers of its parts.
 */
public sealed interface Stimulus extends Signal<Stimulus> {
    /** The mean current over {@code [from_ms, to_ms]}: edges inside a time step are integrated, not sampled. */
    double mean_nA(double from_ms, double to_ms);

    /** A constant current. */
    record Step(double start_ms, double duration_ms, double amplitude_nA) implements Stimulus {
        /** What describes a step. */
        public static final List<Field> FIELDS = List.of(start(), duration(), current("amplitude_nA"));

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
        public Field field(int parameter) {
            return FIELDS.get(parameter);
        }

        @Override
        public boolean isAmplitude(int parameter) {
            return parameter == 2;
        }

        @Override
        public double[] values() {
            return new double[] {start_ms, duration_ms, amplitude_nA};
        }

        @Override
        public Step with(double[] values) {
            return new Step(values[0], values[1], values[2]);
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
        /** What describes a ramp. */
        public static final List<Field> FIELDS = List.of(start(), duration(), current("from_nA"), current("to_nA"));

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
        public Field field(int parameter) {
            return FIELDS.get(parameter);
        }

        @Override
        public boolean isAmplitude(int parameter) {
            return parameter >= 2;
        }

        @Override
        public double[] values() {
            return new double[] {start_ms, duration_ms, from_nA, to_nA};
        }

        @Override
        public Ramp with(double[] values) {
            return new Ramp(values[0], values[1], values[2], values[3]);
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
        public Field field(int parameter) {
            return current("sample[" + parameter + "]_nA");
        }

        @Override
        public boolean isAmplitude(int parameter) {
            return true;
        }

        @Override
        public double[] values() {
            return current_nA.values();
        }

        @Override
        public Sampled with(double[] values) {
            return new Sampled(new SampledSignal(current_nA.interval_ms(), values));
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
        public Field field(int parameter) {
            Member member = member(parameter);
            Field field = parts.get(member.part).field(member.parameter);
            return new Field("part[" + member.part + "]." + field.name(), field.value(), field.low(), field.high());
        }

        @Override
        public boolean isAmplitude(int parameter) {
            Member member = member(parameter);
            return parts.get(member.part).isAmplitude(member.parameter);
        }

        /** Number {@code parameter} of a part. */
        private record Member(int part, int parameter) {}

        private Member member(int parameter) {
            int part = 0, left = parameter;
            while (left >= parts.get(part).parameters()) {
                left -= parts.get(part++).parameters();
            }
            return new Member(part, left);
        }

        @Override
        public double[] values() {
            return parts.stream()
                    .flatMapToDouble(part -> Arrays.stream(part.values()))
                    .toArray();
        }

        @Override
        public Sum with(double[] values) {
            List<Stimulus> others = new ArrayList<>();
            int first = 0;
            for (Stimulus part : parts) {
                others.add(part.with(Arrays.copyOfRange(values, first, first + part.parameters())));
                first += part.parameters();
            }
            return new Sum(others);
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

    private static Field start() {
        return new Field("start_ms", 0, 0, 1e12);
    }

    /** Without a duration there would be no derivatives. */
    private static Field duration() {
        return new Field("duration_ms", 1, 1e-9, 1e12);
    }

    private static Field current(String name) {
        return new Field(name, 0, -1e12, 1e12);
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
