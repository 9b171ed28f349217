package dev.ranvier.reduce;

import dev.ranvier.model.ModelException;

/**
 * How a cell is reduced.
 *
 * @param ghosts compartments beside the soma
 * @param starts of the fit; the first is the lumped cell, the others are scattered around it
 * @param seed of starts
 * @param threads how many currents run at once
 */
public record ReductionSettings(int ghosts, int starts, long seed, int threads) {
    /** Refuses counts below one. */
    public ReductionSettings {
        if (ghosts < 1 || starts < 1 || threads < 1) {
            throw new ModelException("ghosts, starts and threads must be positive: ghosts=" + ghosts + " starts="
                    + starts + " threads=" + threads);
        }
    }

    /** Four ghosts, eight starts, which are lanes of one batch. */
    public static ReductionSettings usual() {
        return new ReductionSettings(4, 8, 1, Runtime.getRuntime().availableProcessors());
    }
}
