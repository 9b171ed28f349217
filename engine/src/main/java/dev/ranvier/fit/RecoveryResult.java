package dev.ranvier.fit;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.record.Trace;
import java.util.List;

/**
 * What one seed of a recovery found.
 *
 * @param seed the seed
 * @param rmse_mV free-running distance of model and recordings, over all their samples; infinite when the model diverges
 * @param iterations optimiser steps
 * @param seconds time taken
 * @param converged whether the distance to every recording is at most its {@link Closeness#limit_mV}
 * @param curves the learned curves, one a gate, channel by channel
 * @param values what was found for the parameters, in their order
 * @param runs what the model does then, one an experiment
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
        List<Run> runs,
        List<Progress> history) {
    /**
     * The free-running model in one experiment.
     *
     * @param trace the voltage that was recorded, and the unknown gates in the same compartment, or, where a channel is not there,
     *     in its first one
     * @param rmse_mV distance of model and recording; infinite when the model diverges
     */
    public record Run(Trace trace, double rmse_mV) {}

    /** Copies the collections. */
    public RecoveryResult {
        curves = List.copyOf(curves);
        values = List.copyOf(values);
        runs = List.copyOf(runs);
        history = List.copyOf(history);
    }
}
