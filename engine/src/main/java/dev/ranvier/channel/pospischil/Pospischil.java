package dev.ranvier.channel.pospischil;

import dev.ranvier.channel.Leak;
import dev.ranvier.channel.mainensejnowski.HighThresholdCalcium;
import dev.ranvier.channel.traubmiles.DelayedRectifier;
import dev.ranvier.channel.traubmiles.FastSodium;

/** The channels of Pospischil et al., Biol. Cybern. 99 (2008) 427: minimal models of cortical and thalamic cells. */
public final class Pospischil {
    private Pospischil() {}

    /** I_Na, 50 mS/cm2, 50 mV, v_t -60 mV. */
    public static FastSodium sodium() {
        return new FastSodium("pospischil-sodium", 50, 50, -60);
    }

    /** I_Kd, 5 mS/cm2, -90 mV, v_t -60 mV. */
    public static DelayedRectifier potassium() {
        return new DelayedRectifier("pospischil-potassium", 5, -90, -60);
    }

    /** I_leak, 0.1 mS/cm2, -70 mV. */
    public static Leak leak() {
        return new Leak("pospischil-leak", 0.1, -70);
    }

    /** I_M. */
    public static SlowPotassium mCurrent() {
        return new SlowPotassium();
    }

    /** I_L, 0.1 mS/cm2, 120 mV. */
    public static HighThresholdCalcium highThresholdCalcium() {
        return new HighThresholdCalcium("pospischil-high-threshold-calcium", 0.1, 120);
    }

    /** I_T. */
    public static LowThresholdCalcium lowThresholdCalcium() {
        return new LowThresholdCalcium();
    }
}
