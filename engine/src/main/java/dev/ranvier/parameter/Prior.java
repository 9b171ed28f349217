package dev.ranvier.parameter;

import dev.ranvier.model.ModelException;

/** What is known of a number before a fit, as one more residual: {@code (x - mean)/sd}, a normal distribution's. */
public record Prior(double mean, double sd) {
    /** Refuses a mean that is not finite and a deviation that is not positive. */
    public Prior {
        ModelException.finite("mean", mean);
        ModelException.positive("sd", sd);
    }

    /** The residual at x. */
    public double residual(double value) {
        return (value - mean) / sd;
    }

    /** Its derivative by x. */
    public double slope() {
        return 1 / sd;
    }
}
