package dev.ranvier.record;

/** Takes the samples of a run as they are made, so that a run may be longer than memory. */
@FunctionalInterface
public interface Sink {
    /**
     * The samples that follow those taken before.
     *
     * @param first number of the first of them, from 0 at the start of the run
     * @param samples how many
     * @param values {@code [probe][lane][k]}, k below {@code samples}; only until this returns, not a copy
     */
    void take(int first, int samples, double[][][] values);
}
