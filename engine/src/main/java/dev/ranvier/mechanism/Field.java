package dev.ranvier.mechanism;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

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

    private static final Pattern DENSITY = Pattern.compile(".*([SA]_per_[cu]m2|cm_per_s)");
    /** Times, rates, concentrations and lengths. */
    private static final Pattern POSITIVE = Pattern.compile(".*_(ms|per_ms|mM|um)");
    /** Here, and in NMODL files. */
    private static final Pattern REVERSAL = Pattern.compile("reversal_mV|e[a-z]*_mV");

    private static final Map<String, Double> CONDUCTANCES_mS_per_cm2 =
            Map.of("mS_per_cm2", 1.0, "S_per_cm2", 1e3, "uS_per_cm2", 1e-3, "pS_per_um2", 0.1);

    /**
     * Whether it tells how much of a channel there is on a membrane, so that currents are proportional to it: a conductance or a current
     * per area, or a permeability, by its unit.
     */
    public boolean isDensity() {
        return DENSITY.matcher(name).matches();
    }

    /** Whether it means nothing below zero: by its range, or, where a file gives none, by its unit. */
    public boolean isPositive() {
        return low >= 0 || isDensity() || POSITIVE.matcher(name).matches();
    }

    /** Whether it is a reversal potential, by its name. */
    public boolean isReversal() {
        return REVERSAL.matcher(name).matches();
    }

    /** What its unit is in mS/cm2; nothing if it is not a conductance per area. */
    public OptionalDouble unit_mS_per_cm2() {
        return CONDUCTANCES_mS_per_cm2.entrySet().stream()
                .filter(unit -> name.endsWith("_" + unit.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .findFirst();
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
