package dev.ranvier.channel.mainensejnowski;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Ion;

/**
 * The channels of Mainen and Sejnowski, Nature 382 (1996) 363: a pyramidal cell whose firing pattern follows from its dendrites.
 * Constants are those of the authors' own program of fig. 1 (ModelDB 2488, demofig1.hoc), whose notes correct what the paper
 * prints.
 *
 * <p>Rates are those at 23 degC times {@code rate_factor}; the paper's cells are at 37 degC: see {@link #rateFactor}. The paper
 * multiplies conductances by the same factor. Here a conductance is what it says; the defaults are the paper's somatic densities
 * before that factor.
 */
public final class MainenSejnowski {
    private static final String SOURCE =
            "Mainen and Sejnowski, Nature 382 (1996) 363, legend of fig. 1 (ModelDB 2488, demofig1.hoc)";

    private MainenSejnowski() {}

    /** I_Na, 2 mS/cm2, 60 mV; h goes to an h_inf of its own, with the time constant of its two rates. */
    public static FormulaChannel sodium() {
        return MechanismFormulas.named("mainen-sodium")
                .source(SOURCE)
                .conductance(2)
                .reversal(60)
                .gateByRates(
                        "m",
                        3,
                        "0.182 * (v + 30) / (1 - exp(-(v + 30)/9))",
                        "-0.124 * (v + 30) / (1 - exp((v + 30)/9))")
                .let("alpha_h_per_ms", "0.024 * (v + 45) / (1 - exp(-(v + 45)/5))")
                .let("beta_h_per_ms", "-0.0091 * (v + 70) / (1 - exp((v + 70)/5))")
                .gateByTarget("h", 1, "1 / (1 + exp((v + 60)/6.2))", "1 / (alpha_h + beta_h)")
                .channel();
    }

    /** I_Kv, the fast potassium current, 20 mS/cm2, -90 mV. */
    public static FormulaChannel potassium() {
        return mirrored("mainen-potassium", 20, "0.02", "0.002", "v - 25");
    }

    /** I_Km, the slow non-inactivating (M-type) potassium current, 0.01 mS/cm2, -90 mV. */
    public static FormulaChannel mCurrent() {
        return mirrored("mainen-m-current", 0.01, "0.001", "0.001", "v + 30");
    }

    /** One gate whose two rates are mirror images but for a factor. */
    private static FormulaChannel mirrored(String name, double conductance_mS_per_cm2, String a, String b, String w) {
        return MechanismFormulas.named(name)
                .source(SOURCE)
                .conductance(conductance_mS_per_cm2)
                .reversal(-90)
                .let("w", w)
                .gateByRates("n", 1, a + " * w / (1 - exp(-w/9))", "-" + b + " * w / (1 - exp(w/9))")
                .channel();
    }

    /** I_Ca, the high-threshold calcium current, 0.03 mS/cm2, 140 mV. */
    public static FormulaChannel calcium() {
        return highThresholdCalcium("mainen-calcium", SOURCE, 0.03, 140).channel();
    }

    /** High-threshold (L-type) calcium current {@code i = g q^2 r (v - e)}; Reuveni et al., J. Neurosci. 13 (1993) 4609. */
    public static MechanismFormulas highThresholdCalcium(
            String name, String source, double conductance_mS_per_cm2, double reversal_mV) {
        return MechanismFormulas.named(name)
                .source("Reuveni, Friedman, Amitai and Gutnick, J. Neurosci. 13 (1993) 4609; " + source)
                .conductance(conductance_mS_per_cm2)
                .reversal(reversal_mV)
                .gateByRates("q", 2, "0.055 * (-27 - v) / (exp((-27 - v)/3.8) - 1)", "0.94 * exp((-75 - v)/17)")
                .gateByRates("r", 1, "0.000457 * exp((-13 - v)/50)", "0.0065 / (exp((-15 - v)/28) + 1)")
                .carries(Ion.CALCIUM);
    }

    /** {@code 2.3^((celsius - 23)/10)}, the factor on all rates at a temperature. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(2.3, (celsius_degC - 23) / 10);
    }
}
