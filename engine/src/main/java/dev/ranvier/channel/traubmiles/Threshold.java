package dev.ranvier.channel.traubmiles;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;

/** The parameter v_t, which shifts the spike threshold: rates depend on {@code w = v - v_t}. */
final class Threshold {
    private Threshold() {}

    /** v_t. */
    static Field field(double value_mV) {
        return new Field("v_t_mV", value_mV, -200, 200);
    }

    /** {@code w = v - v_t}. */
    static SiteKernel above(int thresholdParameter, int w) {
        return x -> above(x, x.parameter(thresholdParameter), x.scratch(w));
    }

    private static void above(Sites x, Column vt, Column w) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            w.store(k, x.v().load(k).sub(vt.load(k)));
        }
    }

    /** {@code d next / d v_t = -d next / d v}. */
    static SiteKernel partial(int byVoltage, int byThreshold) {
        return x -> partial(x, x.partial(byVoltage), x.partial(byThreshold));
    }

    private static void partial(Sites x, Column byVoltage, Column byThreshold) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            byThreshold.store(k, byVoltage.load(k).neg());
        }
    }
}
