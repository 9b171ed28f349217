package dev.ranvier.fit;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.record.Trace;
import java.util.List;

/**
 * What one seed of a recovery found.
 *
 * @param seed the seed
 * @param rmse_mV free-running distance of model and recording; infinite when the model diverges
 * @param iterations optimiser steps
 * @param seconds time taken
 * @param converged whether rmse_mV is at most {@link Closeness#limit_mV}
 * @param curves the learned curves, one a gate
 * @param values what was found for the parameters, in their order
 * @param trace what the model does then: the voltage that was recorded, and the unknown gates in the same compartment, or, where
 *     the channel is not there, in its first one
 * @param history every iteration
 */
public record RecoveryResult(
        long seed,
        double rmse_mV,
        int iterations,
        double seconds,
        boolean converged,
        List<LearnedCurves> curves,
        List<Double> values,
        Trace trace,
        List<Progress> history) {
    /** Copies the collections. */
    public RecoveryResult {
        curves = List.copyOf(curves);
        values = List.copyOf(values);
        history = List.copyOf(history);
    }
}
