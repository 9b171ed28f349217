package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.Screening;

/**
 * A gate with its fits.
 *
 * @param gate the gate
 * @param screening its usable values and flags
 * @param curves number of its curves among all different ones
 * @param fits the fits of these curves
 */
record FittedGate(GateRecord gate, Screening screening, int curves, CurveFits fits) {}
