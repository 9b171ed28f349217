package dev.ranvier.kinetics;

import dev.ranvier.learned.LearnedCurves;

/**
 * A gate's curves as a network has learned them.
 *
 * @param curves the network
 * @param starts random networks that were tried
 * @param steps steps of all of them together
 * @param score over the fitted voltages
 */
public record FittedCurves(LearnedCurves curves, int starts, int steps, Score score) {}
