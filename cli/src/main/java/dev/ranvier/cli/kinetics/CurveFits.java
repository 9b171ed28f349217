package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.FittedCurves;
import dev.ranvier.kinetics.OmnimodelCurves;
import java.util.List;
import java.util.Optional;

/**
 * All fits of one pair of curves.
 *
 * @param learned the network, if networks are fitted and the curves can be
 * @param learnedSeconds what that took
 * @param omni the forms of the omnimodel; empty if they are not fitted
 * @param omniSeconds what all of them took
 */
record CurveFits(
        Optional<FittedCurves> learned, double learnedSeconds, List<OmnimodelCurves> omni, double omniSeconds) {
    CurveFits {
        omni = List.copyOf(omni);
    }
}
