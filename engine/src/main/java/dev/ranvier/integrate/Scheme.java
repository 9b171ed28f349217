package dev.ranvier.integrate;

import dev.ranvier.mechanism.Step;

/** The order of a time step and the point at which the current is taken. */
public enum Scheme {
    /**
     * Second order: gates live half a step before the voltage, {@code x(n-1/2) -> x(n+1/2)} at v(n), then
     * {@code v(n) -> v(n+1)} by the trapezoidal rule at x(n+1/2). Gates that start at steady state need no half step.
     * Mascagni and Sherman, in Koch and Segev, Methods in Neuronal Modeling (1998), ch. 14.
     */
    STAGGERED(0.5),
    /**
     * First order, NEURON's fixed step ({@code secondorder = 0}): voltage by implicit Euler with the gates of time n, then
     * gates at the new voltage. Hines and Carnevale, Neural Comput. 9 (1997) 1179.
     */
    IMPLICIT_EULER(1);

    private final double theta;

    Scheme(double theta) {
        this.theta = theta;
    }

    /** Weight of the new voltage in the current of a step, and of the new states in a mechanism that has no closed solution. */
    public double theta() {
        return theta;
    }

    /** A step of mechanisms. */
    Step step(double dt_ms) {
        return new Step(dt_ms, theta);
    }

    /** Whether the gates advance before the voltage. */
    public boolean gatesFirst() {
        return this == STAGGERED;
    }
}
