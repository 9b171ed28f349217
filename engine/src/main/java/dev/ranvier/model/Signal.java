package dev.ranvier.model;

import dev.ranvier.mechanism.Field;

/**
 * What drives a cell from outside, as a function of time that some numbers describe.
 *
 * @param <S> the kind of signal
 */
public sealed interface Signal<S extends Signal<S>> permits Stimulus, Conductance, EventTrain {
    /** Whether the signal surely does not change within {@code (from_ms, to_ms)}; false is always a correct answer. */
    default boolean isConstant(double from_ms, double to_ms) {
        return false;
    }

    /** How many numbers describe the signal. */
    int parameters();

    /** Number {@code parameter} by its name, with its unit, and the range in which a fit may choose it. */
    Field field(int parameter);

    /** Whether number {@code parameter} is one of those to which, taken together, the signal is proportional. */
    boolean isAmplitude(int parameter);

    /** The numbers. */
    double[] values();

    /** The signal that other numbers describe; as many as {@link #parameters}. */
    S with(double[] values);

    /** The derivatives of the signal's mean over {@code [from_ms, to_ms]} by the numbers; those not told are zero. */
    void partials(double from_ms, double to_ms, SignalPartials partials);
}
