package dev.ranvier.kinetics;

/** Which voltages a fit does not see. */
public enum Holdout {
    /** It sees all. */
    NONE,
    /** It does not see the second, fourth, ... voltage. */
    ODD;

    /** Whether the fit sees voltage {@code k}, from 0. */
    public boolean isFitted(int k) {
        return this == NONE || k % 2 == 0;
    }
}
