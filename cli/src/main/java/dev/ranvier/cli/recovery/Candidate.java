package dev.ranvier.cli.recovery;

import dev.ranvier.files.input.Shown;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A current that might be injected.
 *
 * @param name what it is
 * @param current_nA its samples
 */
record Candidate(String name, SampledSignal current_nA) {
    /**
     * What an amplifier and a cell stand.
     *
     * @param least_pA the lowest current
     * @param most_pA the highest current
     * @param duration_ms of a recording
     * @param interval_ms between its samples
     */
    record Limits(double least_pA, double most_pA, double duration_ms, double interval_ms) {
        private double middle_pA() {
            return (least_pA + most_pA) / 2;
        }

        private double amplitude_pA() {
            return (most_pA - least_pA) / 2;
        }

        private double clipped(double current_pA) {
            return Math.clamp(current_pA, least_pA, most_pA);
        }
    }

    private static final double nA_PER_pA = 1e-3;
    /** Before and after there is no current, so that the cell is seen at rest. */
    private static final double FROM = 0.1, TO = 0.9;

    private static final double[] LEVELS = {0.2, 0.4, 0.6, 0.8, 1};
    private static final double[] CORRELATIONS_ms = {1, 3, 10};
    private static final double[] CHIRPS_TO_Hz = {50, 200};
    private static final double LOWEST_Hz = 2;

    /** Steps, ramps, noises and chirps within these limits. */
    static List<Candidate> within(Limits limits) {
        List<Candidate> candidates = new ArrayList<>();
        for (double level : LEVELS) {
            candidates.add(step(limits, level * limits.most_pA));
        }
        if (limits.least_pA < 0) {
            candidates.add(step(limits, limits.least_pA));
            candidates.add(during(
                    limits,
                    "a step to " + shown(limits.least_pA) + " pA, then to " + shown(limits.most_pA) + " pA",
                    part -> part < 0.5 ? limits.least_pA : limits.most_pA));
        }
        candidates.add(during(
                limits,
                "a ramp from " + shown(limits.least_pA) + " to " + shown(limits.most_pA) + " pA",
                part -> limits.least_pA + part * (limits.most_pA - limits.least_pA)));
        candidates.add(during(
                limits,
                "a ramp from " + shown(limits.most_pA) + " to " + shown(limits.least_pA) + " pA",
                part -> limits.most_pA + part * (limits.least_pA - limits.most_pA)));
        for (double correlation_ms : CORRELATIONS_ms) {
            candidates.add(noise(limits, correlation_ms));
        }
        for (double highest_Hz : CHIRPS_TO_Hz) {
            candidates.add(chirp(limits, highest_Hz));
        }
        return candidates;
    }

    private static String shown(double number) {
        return Shown.number(number);
    }

    private static Candidate step(Limits limits, double amplitude_pA) {
        return during(limits, "a step of " + shown(amplitude_pA) + " pA", _ -> amplitude_pA);
    }

    /** Noise of the middle, half as wide as the limits, cut off at them. */
    private static Candidate noise(Limits limits, double correlation_ms) {
        SampledSignal path = new OrnsteinUhlenbeck(limits.middle_pA(), limits.amplitude_pA() / 2, correlation_ms, 1)
                .sampled(limits.interval_ms, limits.duration_ms);
        return sampled(
                limits,
                "noise of " + shown(limits.middle_pA()) + " pA, deviation " + shown(limits.amplitude_pA() / 2) + " pA, "
                        + shown(correlation_ms) + " ms",
                t -> limits.clipped(path.value((int) Math.round(t / limits.interval_ms))));
    }

    /** A sine whose frequency grows by the same factor in equal times. */
    private static Candidate chirp(Limits limits, double highest_Hz) {
        double grows = Math.log(highest_Hz / LOWEST_Hz);
        double duration_s = (TO - FROM) * limits.duration_ms / 1000;
        return during(
                limits,
                "a chirp from " + shown(LOWEST_Hz) + " to " + shown(highest_Hz) + " Hz, " + shown(limits.least_pA)
                        + " to " + shown(limits.most_pA) + " pA",
                part -> limits.middle_pA()
                        + limits.amplitude_pA()
                                * Math.sin(2 * Math.PI * LOWEST_Hz * duration_s * Math.expm1(grows * part) / grows));
    }

    /** Of the part of the time that has gone of the middle eight tenths. */
    private static Candidate during(Limits limits, String name, DoubleUnaryOperator ofPart) {
        return sampled(limits, name, t -> {
            double part = (t / limits.duration_ms - FROM) / (TO - FROM);
            return part >= 0 && part < 1 ? ofPart.applyAsDouble(part) : 0;
        });
    }

    private static Candidate sampled(Limits limits, String name, DoubleUnaryOperator current_pA) {
        double[] samples = new double[(int) Math.round(limits.duration_ms / limits.interval_ms) + 1];
        for (int k = 0; k < samples.length; k++) {
            samples[k] = nA_PER_pA * current_pA.applyAsDouble(k * limits.interval_ms);
        }
        return new Candidate(name, new SampledSignal(limits.interval_ms, samples));
    }
}
