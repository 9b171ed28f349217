package dev.ranvier.cli.model;

import dev.ranvier.channel.Field;
import dev.ranvier.channel.Power;
import dev.ranvier.learned.LearnedCurves;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gate of a learned channel.
 *
 * @param name its name
 * @param power how it enters the current
 * @param powerFitted whether a fit may change the power
 * @param curves its x_inf and tau, if they are known
 */
public record LearnedGate(String name, Power power, boolean powerFitted, Optional<LearnedCurves> curves) {
    private static final String POWER = "_power";

    /** Curves for a gate whose own are yet to be learned. */
    static final LearnedCurves STAND_IN = LearnedCurves.initialise(List.of(1), 0);

    /** Name of the power in the schema of the gate's channel, where it is a parameter. */
    String powerName() {
        return name + POWER;
    }

    /** The power of the gate of that name as a parameter of its channel. */
    static Field power(String name) {
        return new Field(name + POWER, 1, 0.1, 12);
    }

    /** The gate with these curves and, if the power was fitted, the one that was found. */
    LearnedGate with(LearnedCurves learned, Map<String, Double> found) {
        Power settled = Optional.ofNullable(found.get(powerName()))
                .<Power>map(Power.Free::new)
                .orElse(power);
        return new LearnedGate(name, settled, false, Optional.of(learned));
    }
}
