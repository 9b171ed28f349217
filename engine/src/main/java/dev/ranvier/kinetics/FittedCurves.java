package dev.ranvier.kinetics;

import dev.ranvier.learned.LearnedCurves;

/**
 * A gate's curves as a network has learned them.
 *
 * @param curves the network
 * @param starts fits that were tried
 * @param steps steps of all of them together
 * @param score over the fitted voltages
 * @param overshoot see {@link Overshoot}
 */
public record FittedCurves(LearnedCurves curves, int starts, int steps, Score score, double overshoot) {
    /** One of two fits of the same gate, with what both have cost. */
    FittedCurves orBetter(FittedCurves next, boolean isBetter) {
        FittedCurves kept = isBetter ? next : this;
        return new FittedCurves(kept.curves, starts + next.starts, steps + next.steps, kept.score, kept.overshoot);
    }
}
