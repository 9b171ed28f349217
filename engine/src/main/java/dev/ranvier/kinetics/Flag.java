package dev.ranvier.kinetics;

import java.util.Locale;

/** What is unusual about a gate's curves. */
public enum Flag {
    /** Values are missing; the fit does without them. */
    MISSING_POINTS,
    /** x_inf leaves [0, 1], which no gate can: those values are left out. */
    X_INF_OUTSIDE_0_1,
    /** tau is zero or negative somewhere: those values are left out. */
    TAU_NOT_POSITIVE,
    /** tau is positive nowhere: the gate follows the voltage at once, and gets a tau of {@link Screening#INSTANT_ms}. */
    INSTANTANEOUS,
    /** One value stands far off a smooth course on both sides: it is left out. */
    OUTLIER,
    /** x_inf hardly depends on the voltage. */
    X_INF_FLAT,
    /** tau does not depend on the voltage. */
    TAU_CONSTANT,
    /** x_inf neither only rises nor only falls. */
    X_INF_NOT_MONOTONE,
    /** x_inf or tau jumps between two voltages that are neighbours. */
    DISCONTINUOUS,
    /** Too few values are left to fit. */
    NOT_FITTED;

    /** In lower case, as files have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
