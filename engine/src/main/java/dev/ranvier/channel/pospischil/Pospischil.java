package dev.ranvier.channel.pospischil;

import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.Field;
import dev.ranvier.channel.Leak;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;

/** The channels of Pospischil et al., Biol. Cybern. 99 (2008) 427: minimal models of cortical and thalamic cells. */
public final class Pospischil {
    private Pospischil() {}

    /** I_Na. */
    public static FastSodium sodium() {
        return new FastSodium();
    }

    /** I_Kd. */
    public static DelayedRectifier potassium() {
        return new DelayedRectifier();
    }

    /** I_leak, 0.1 mS/cm2, -70 mV. */
    public static Leak leak() {
        return new Leak("pospischil-leak", 0.1, -70);
    }

    /** I_M. */
    public static SlowPotassium mCurrent() {
        return new SlowPotassium();
    }

    /** I_L. */
    public static HighThresholdCalcium highThresholdCalcium() {
        return new HighThresholdCalcium();
    }

    /** I_T. */
    public static LowThresholdCalcium lowThresholdCalcium() {
        return new LowThresholdCalcium();
    }

    /** v_t, which shifts the spike threshold. */
    static Field threshold() {
        return new Field("v_t_mV", -60, -200, 200);
    }

    /** {@code w = v - v_t}. */
    static SiteKernel aboveThreshold(int thresholdParameter, int w) {
        return x -> aboveThreshold(x, x.parameter(thresholdParameter), x.scratch(w));
    }

    private static void aboveThreshold(ChannelSites x, Column vt, Column w) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            w.store(k, x.v().load(k).sub(vt.load(k)));
        }
    }

    /** {@code d next / d v_t = -d next / d v}. */
    static SiteKernel byThreshold(int byVoltage, int byThreshold) {
        return x -> byThreshold(x, x.partial(byVoltage), x.partial(byThreshold));
    }

    private static void byThreshold(ChannelSites x, Column byVoltage, Column byThreshold) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            byThreshold.store(k, byVoltage.load(k).neg());
        }
    }
}
