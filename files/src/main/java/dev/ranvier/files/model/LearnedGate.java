package dev.ranvier.files.model;

import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.Power;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.Field;
import java.util.List;
import java.util.Optional;

/**
 * A gate that is learned.
 *
 * @param name its name
 * @param power how it enters the current, where no formula says it
 * @param orientation whether it opens or closes with the voltage
 * @param curves its x_inf and tau, if they are known
 */
public record LearnedGate(String name, Optional<Power> power, Orientation orientation, Optional<LearnedCurves> curves) {
    /** Curves for a gate whose own are yet to be learned. */
    private static final LearnedCurves STAND_IN = LearnedCurves.initialise(List.of(1), 0);

    /** The power of the gate of that name as a parameter of its channel. */
    static Field power(String name) {
        return new Field(name + "_power", 1, 0.1, 12);
    }

    LearnedCurves curvesOrStandIn() {
        return curves.orElse(STAND_IN);
    }

    /** The gate with these curves. */
    LearnedGate with(LearnedCurves learned) {
        return new LearnedGate(name, power, orientation, Optional.of(learned));
    }
}
