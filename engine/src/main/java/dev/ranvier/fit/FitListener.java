package dev.ranvier.fit;

import dev.ranvier.optimise.Status;

/** Hears how a fit goes on; called by several threads. */
@FunctionalInterface
public interface FitListener {
    /**
     * A start has taken a step or ended.
     *
     * @param stage what the start is at, as in "clamp 10 mS/cm2" or "free"
     * @param value the objective there
     * @param status running as long as another stage or round of one follows
     */
    void moved(int start, int steps, String stage, double value, Status status);
}
