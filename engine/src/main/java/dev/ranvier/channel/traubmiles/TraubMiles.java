package dev.ranvier.channel.traubmiles;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;

/**
 * The spike-generating currents of Traub and Miles, Neuronal Networks of the Hippocampus (Cambridge, 1991), with a parameter v_t that
 * shifts the threshold: rates [1/ms] depend on {@code w = v - v_t}, and are those at 36 degC times {@code rate_factor}, q10 3. Constants
 * are those of Brette et al., J. Comput. Neurosci. 23 (2007) 349, appendix B, benchmark 3.
 */
public final class TraubMiles {
    private static final String SOURCE =
            "Traub and Miles, Neuronal Networks of the Hippocampus (Cambridge, 1991), in the form with a threshold of "
                    + "Brette et al., J. Comput. Neurosci. 23 (2007) 349, appendix B";

    private TraubMiles() {}

    /** Sodium, 100 mS/cm2, 50 mV, v_t -63 mV. */
    public static FormulaChannel sodium() {
        return fastSodium("traub-miles-sodium", SOURCE, 100, 50, -63);
    }

    /** Delayed rectifier, 30 mS/cm2, -90 mV, v_t -63 mV. */
    public static FormulaChannel potassium() {
        return delayedRectifier("traub-miles-potassium", SOURCE, 30, -90, -63);
    }

    /** Fast sodium current {@code i = g m^3 h (v - e)}. */
    public static FormulaChannel fastSodium(
            String name, String source, double conductance_mS_per_cm2, double reversal_mV, double threshold_mV) {
        return aboveThreshold(name, source, conductance_mS_per_cm2, reversal_mV, threshold_mV)
                .gateByRates(
                        "m", 3, "0.32 * (w - 13) / (1 - exp(-(w - 13)/4))", "0.28 * (w - 40) / (exp((w - 40)/5) - 1)")
                .gateByRates("h", 1, "0.128 * exp(-(w - 17)/18)", "4 / (1 + exp(-(w - 40)/5))")
                .channel();
    }

    /** Delayed-rectifier potassium current {@code i = g n^4 (v - e)}. */
    public static FormulaChannel delayedRectifier(
            String name, String source, double conductance_mS_per_cm2, double reversal_mV, double threshold_mV) {
        return aboveThreshold(name, source, conductance_mS_per_cm2, reversal_mV, threshold_mV)
                .gateByRates("n", 4, "0.032 * (w - 15) / (1 - exp(-(w - 15)/5))", "0.5 * exp(-(w - 10)/40)")
                .channel();
    }

    private static MechanismFormulas aboveThreshold(
            String name, String source, double conductance_mS_per_cm2, double reversal_mV, double threshold_mV) {
        return MechanismFormulas.named(name)
                .source(source)
                .conductance(conductance_mS_per_cm2)
                .reversal(reversal_mV)
                .parameter(new Field("v_t_mV", threshold_mV, -200, 200))
                .let("w", "v - v_t");
    }
}
