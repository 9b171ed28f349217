package dev.ranvier.channel.pospischil;

import dev.ranvier.channel.Leak;
import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.channel.traubmiles.TraubMiles;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;

/** The channels of Pospischil et al., Biol. Cybern. 99 (2008) 427: minimal models of cortical and thalamic cells. */
public final class Pospischil {
    private static final String SOURCE = "Pospischil et al., Biol. Cybern. 99 (2008) 427, ";

    private Pospischil() {}

    /** I_Na, 50 mS/cm2, 50 mV, v_t -60 mV. */
    public static FormulaChannel sodium() {
        return TraubMiles.fastSodium("pospischil-sodium", SOURCE + "I_Na", 50, 50, -60);
    }

    /** I_Kd, 5 mS/cm2, -90 mV, v_t -60 mV. */
    public static FormulaChannel potassium() {
        return TraubMiles.delayedRectifier("pospischil-potassium", SOURCE + "I_Kd", 5, -90, -60);
    }

    /** I_leak, 0.1 mS/cm2, -70 mV. */
    public static FormulaChannel leak() {
        return Leak.of("pospischil-leak", 0.1, -70);
    }

    /** I_M, slow non-inactivating potassium, 0.004 mS/cm2, -90 mV, tau_max 4 s. */
    public static FormulaChannel mCurrent() {
        return MechanismFormulas.named("pospischil-m-current")
                .source(SOURCE + "I_M")
                .conductance(0.004)
                .reversal(-90)
                .parameter(new Field("tau_max_ms", 4000, 1e-3, 1e6))
                .gateByTarget(
                        "p",
                        1,
                        "1 / (1 + exp(-(v + 35 mV)/10 mV))",
                        "tau_max / (3.3 * exp((v + 35 mV)/20 mV) + exp(-(v + 35 mV)/20 mV))")
                .channel();
    }

    /** I_L, 0.1 mS/cm2, 120 mV. */
    public static FormulaChannel highThresholdCalcium() {
        return MainenSejnowski.highThresholdCalcium("pospischil-high-threshold-calcium", SOURCE + "I_L", 0.1, 120)
                .channel();
    }

    /**
     * I_T, {@code i = g s_inf^2 u (v - e)} with instantaneous activation, 0.4 mS/cm2, 120 mV, v_x 2 mV; tau_u is bracketed as printed in
     * the paper, other programs bracket it differently. Since s_inf follows the voltage the current is not linear in v.
     */
    public static FormulaChannel lowThresholdCalcium() {
        return MechanismFormulas.named("pospischil-low-threshold-calcium")
                .source(SOURCE + "I_T")
                .conductance(0.4)
                .reversal(120)
                .parameter(new Field("v_x_mV", 2, -200, 200))
                .let("w", "v + v_x")
                .let("s", "1 / (1 + exp(-(w + 57)/6.2))")
                .gateByTarget(
                        "u",
                        1,
                        "1 / (1 + exp((w + 81)/4))",
                        "30.8 + (211.4 + exp((w + 113.2)/5)) / (3.7 * (1 + exp((w + 84)/3.2)))")
                .current("conductance * s^2 * u * (v - reversal)")
                .carries(Ion.CALCIUM)
                .channel();
    }
}
