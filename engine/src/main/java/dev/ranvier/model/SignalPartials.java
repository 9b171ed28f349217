package dev.ranvier.model;

/** Takes in the derivatives of a signal's mean by the numbers that describe the signal. */
@FunctionalInterface
public interface SignalPartials {
    /** The derivative by number {@code parameter}; called at most once for each. */
    void add(int parameter, double derivative);
}
