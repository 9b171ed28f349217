package dev.ranvier.cli.report;

import java.util.List;

/**
 * The course of a fit.
 *
 * @param rmse_mV error over iterations, counted through all stages
 * @param stages the stages in order
 */
public record Convergence(Points rmse_mV, List<Stage> stages) {
    /** Copies the stages. */
    public Convergence {
        stages = List.copyOf(stages);
    }

    /**
     * A stage.
     *
     * @param firstIteration where it begins
     * @param name what it is
     */
    public record Stage(double firstIteration, String name) {}
}
