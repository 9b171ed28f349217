package dev.ranvier.kinetics;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.learned.LearnedCurves;

/**
 * A gate of a learned channel.
 *
 * @param id which gate
 * @param exponent its power in the current; NaN if the channel's file does not tell
 * @param inFamily whether the current that it gates is one of the family's ion
 * @param curves its learned curves
 */
public record LibraryGate(GateId id, double exponent, boolean inFamily, LearnedCurves curves) {
    private static final int HIGHEST_WHOLE = 12;

    /** The gate in a channel; an unknown power is taken as 1. */
    TabulatedGate tabulated() {
        boolean whole = exponent == Math.rint(exponent) && exponent >= 1 && exponent <= HIGHEST_WHOLE;
        Power power = Double.isNaN(exponent)
                ? new Power.Fixed(1)
                : whole ? new Power.Fixed((int) exponent) : new Power.Free(exponent);
        return new TabulatedGate(id.gate(), power, curves);
    }
}
