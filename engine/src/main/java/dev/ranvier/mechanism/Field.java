package dev.ranvier.mechanism;

/**
 * A number that a channel or a signal declares: its name with unit, its default and its allowed range (both ends included).
 *
 * @param name the name with its unit, as in {@code conductance_mS_per_cm2}; pure numbers carry none
 * @param value the default
 * @param low the smallest allowed value
 * @param high the largest allowed value
 */
public record Field(String name, double value, double low, double high) {
    /** Refuses an empty range and a default outside it. */
    public Field {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "default of " + name + " must lie in [" + low + ", " + high + "]: " + value);
        }
    }

    /** The maximal conductance of a channel, not negative. */
    public static Field conductance(double value_mS_per_cm2) {
        return new Field("conductance_mS_per_cm2", value_mS_per_cm2, 0, 1e6);
    }

    /** The reversal potential of a channel. */
    public static Field reversal(double value_mV) {
        return new Field("reversal_mV", value_mV, -1000, 1000);
    }

    /** A factor on every rate of a channel; 1 at the temperature of its measurement. */
    public static Field rateFactor() {
        return new Field("rate_factor", 1, 1e-6, 1e6);
    }

    /** A gating variable: starts at steady state, stays in [0, 1]. */
    public static Field gate(String name) {
        return new Field(name, 0, 0, 1);
    }
}
