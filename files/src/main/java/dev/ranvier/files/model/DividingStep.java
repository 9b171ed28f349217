package dev.ranvier.files.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * A time step that divides the sampling interval.
 *
 * @param dt_ms the step
 * @param note what to say if it is not the step that was asked for
 */
public record DividingStep(double dt_ms, Optional<String> note) {
    private static final double ROUNDING = 1e-6, MOST_STEPS = 1e9;

    /** The largest step that divides the interval and does not exceed {@code asked_ms}. */
    public static DividingStep of(double asked_ms, double interval_ms) {
        double parts = interval_ms / asked_ms;
        double whole = Math.abs(parts - Math.rint(parts)) <= ROUNDING * parts ? Math.rint(parts) : Math.ceil(parts);
        double dt_ms =
                new BigDecimal(interval_ms / whole).round(new MathContext(12)).doubleValue();
        boolean asItIs = Math.abs(dt_ms - asked_ms) <= ROUNDING * asked_ms;
        return new DividingStep(
                dt_ms,
                asItIs
                        ? Optional.empty()
                        : Optional.of("dt_ms " + asked_ms + " does not divide the sampling interval " + interval_ms
                                + " ms: using " + dt_ms));
    }

    /**
     * What is wrong with a run of that length; empty if it can be made.
     *
     * @param what what lasts so long, for the complaint
     */
    public Optional<String> complaint(String what, double duration_ms) {
        double steps = duration_ms / dt_ms;
        return steps <= MOST_STEPS
                ? Optional.empty()
                : Optional.of(what + " lasts " + duration_ms + " ms, which is more than a billion steps of " + dt_ms
                        + " ms: check the unit of the times, or take a larger step");
    }
}
