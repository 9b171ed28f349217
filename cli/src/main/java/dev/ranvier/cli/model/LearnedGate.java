package dev.ranvier.cli.model;

import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.Power;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.Field;
import java.util.List;
import java.util.Optional;

/**
 * A gate of a learned channel.
 *
 * @param name its name
 * @param power how it enters the current
 * @param orientation whether it opens or closes with the voltage
 * @param curves its x_inf and tau, if they are known
 */
public record LearnedGate(String name, Power power, Orientation orientation, Optional<LearnedCurves> curves) {
    /** Curves for a gate whose own are yet to be learned. */
    static final LearnedCurves STAND_IN = LearnedCurves.initialise(List.of(1), 0);

    /** The power of the gate of that name as a parameter of its channel. */
    static Field power(String name) {
        return new Field(name + "_power", 1, 0.1, 12);
    }

    /** The gate with these curves. */
    LearnedGate with(LearnedCurves learned) {
        return new LearnedGate(name, power, orientation, Optional.of(learned));
    }
}
