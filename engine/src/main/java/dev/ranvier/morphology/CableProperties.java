package dev.ranvier.morphology;

import java.util.function.ToDoubleFunction;

/**
 * What a branch is made of, as far as its space constant needs it.
 *
 * @param axialResistivity_ohm_cm of the cytoplasm, by branch
 * @param capacitance_uF_per_cm2 of the membrane, by branch
 */
public record CableProperties(
        ToDoubleFunction<Branch> axialResistivity_ohm_cm, ToDoubleFunction<Branch> capacitance_uF_per_cm2) {
    /** The same everywhere. Refuses values that are not positive and finite. */
    public static CableProperties uniform(double axialResistivity_ohm_cm, double capacitance_uF_per_cm2) {
        MorphologyException.positive("axialResistivity_ohm_cm", axialResistivity_ohm_cm);
        MorphologyException.positive("capacitance_uF_per_cm2", capacitance_uF_per_cm2);
        return new CableProperties(branch -> axialResistivity_ohm_cm, branch -> capacitance_uF_per_cm2);
    }
}
