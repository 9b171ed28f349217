package dev.ranvier.channel.traubmiles;

import dev.ranvier.channel.Gates;
import dev.ranvier.channel.Linoid;
import dev.ranvier.channel.PotassiumCurrent;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * Delayed-rectifier potassium current {@code i = g n^4 (v - e)}, with w = v - v_t:
 *
 * <pre>
 *   alpha_n = 0.032 (w - 15) / (1 - exp(-(w - 15)/5))     beta_n = 0.5 exp(-(w - 10)/40)
 * </pre>
 *
 * Traub and Miles, Neuronal Networks of the Hippocampus (Cambridge, 1991), in the form with a threshold of
 * Brette et al., J. Comput. Neurosci. 23 (2007) 349, appendix B, and Pospischil et al., Biol. Cybern. 99 (2008) 427, I_Kd. Rates [1/ms] at
 * 36 degC times {@code rate_factor}, q10 3.
 */
public final class DelayedRectifier implements Channel {
    private static final int N = 0;
    private static final int VT = 2, Q = 3;
    private static final int W = Gates.SCRATCH, E40 = W + 1, E5 = W + 2;
    private static final int N_BY_N = 3, N_BY_V = 4, N_BY_Q = 5, N_BY_VT = 6;
    private static final Linoid ALPHA = new Linoid(15, 5);
    /** exp(-(w - 15)/5) over exp(-(w - 10)/40)^8. */
    private static final double TO_15 = Math.E;

    private final Schema schema;

    /** A potassium channel with the given defaults. */
    public DelayedRectifier(String name, double conductance_mS_per_cm2, double reversal_mV, double threshold_mV) {
        schema = new Schema(
                name,
                List.of(Field.gate("n")),
                List.of(
                        Field.conductance(conductance_mS_per_cm2),
                        Field.reversal(reversal_mV),
                        Threshold.field(threshold_mV),
                        Field.rateFactor()),
                Gates.SCRATCH + 3,
                Partial.joined(
                        PotassiumCurrent.PARTIALS,
                        List.of(
                                Partial.nextByItself(N),
                                Partial.nextByVoltage(N),
                                Partial.nextByParameter(N, Q),
                                Partial.nextByParameter(N, VT))));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(PotassiumCurrent::add);
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(PotassiumCurrent::partials);
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(
                Threshold.above(VT, W),
                Gates.exponential(W, -1 / 40.0, 10 / 40.0, E40),
                DelayedRectifier::rates,
                Gates.fromAlphaBeta(Q),
                Gates.advance(N));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                Threshold.above(VT, W),
                Gates.exponential(W, -1 / 40.0, 10 / 40.0, E40),
                DelayedRectifier::rates,
                DelayedRectifier::slopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(N, Q, N_BY_N, N_BY_V, N_BY_Q),
                Threshold.partial(N_BY_V, N_BY_VT));
    }

    private static void rates(Sites x) {
        Column w = x.scratch(W), e40 = x.scratch(E40), e5 = x.scratch(E5), beta = x.scratch(Gates.RATE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector e = e40.load(k), e20 = e.mul(e), e10 = e20.mul(e20);
            e5.store(k, e10.mul(e10).mul(TO_15));
            beta.store(k, e.mul(0.5));
        }
        ALPHA.apply(w, e5, 0.16, x.scratch(Gates.INF), x.from(), x.to());
    }

    private static void slopes(Sites x) {
        Column beta = x.scratch(Gates.RATE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        ALPHA.slope(x.scratch(W), x.scratch(E5), 0.16, x.scratch(Gates.INF_SLOPE), x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            betaSlope.store(k, beta.load(k).mul(-1 / 40.0));
        }
    }
}
