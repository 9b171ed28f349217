package dev.ranvier.channel.traubmiles;

import dev.ranvier.channel.Gates;
import dev.ranvier.channel.Linoid;
import dev.ranvier.channel.SodiumCurrent;
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
 * Fast sodium current {@code i = g m^3 h (v - e)}, with w = v - v_t:
 *
 * <pre>
 *   alpha_m = 0.32 (w - 13) / (1 - exp(-(w - 13)/4))     beta_m = 0.28 (w - 40) / (exp((w - 40)/5) - 1)
 *   alpha_h = 0.128 exp(-(w - 17)/18)                    beta_h = 4 / (1 + exp(-(w - 40)/5))
 * </pre>
 *
 * Traub and Miles, Neuronal Networks of the Hippocampus (Cambridge, 1991), in the form with a threshold of
 * Brette et al., J. Comput. Neurosci. 23 (2007) 349, appendix B, and Pospischil et al., Biol. Cybern. 99 (2008) 427, I_Na. Rates [1/ms] at
 * 36 degC times {@code rate_factor}, q10 3.
 */
public final class FastSodium implements Channel {
    private static final int M = 0, H = 1;
    private static final int VT = 2, Q = 3;
    private static final int W = Gates.SCRATCH, E4 = W + 1, E5 = W + 2, E18 = W + 3;
    private static final int M_BY_M = 4, M_BY_V = 5, M_BY_Q = 6, M_BY_VT = 7;
    private static final int H_BY_H = 8, H_BY_V = 9, H_BY_Q = 10, H_BY_VT = 11;
    private static final Linoid ALPHA_M = new Linoid(13, 4), BETA_M = new Linoid(40, 5);

    private final Schema schema;

    /** A sodium channel with the given defaults. */
    public FastSodium(String name, double conductance_mS_per_cm2, double reversal_mV, double threshold_mV) {
        schema = new Schema(
                name,
                List.of(Field.gate("m"), Field.gate("h")),
                List.of(
                        Field.conductance(conductance_mS_per_cm2),
                        Field.reversal(reversal_mV),
                        Threshold.field(threshold_mV),
                        Field.rateFactor()),
                Gates.SCRATCH + 4,
                Partial.joined(
                        SodiumCurrent.PARTIALS,
                        List.of(
                                Partial.nextByItself(M),
                                Partial.nextByVoltage(M),
                                Partial.nextByParameter(M, Q),
                                Partial.nextByParameter(M, VT),
                                Partial.nextByItself(H),
                                Partial.nextByVoltage(H),
                                Partial.nextByParameter(H, Q),
                                Partial.nextByParameter(H, VT))));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(SodiumCurrent::add);
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(SodiumCurrent::partials);
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(
                Threshold.above(VT, W),
                Gates.exponential(W, -1 / 4.0, 13 / 4.0, E4),
                Gates.exponential(W, -1 / 5.0, 40 / 5.0, E5),
                FastSodium::alphaM,
                FastSodium::betaM,
                Gates.fromAlphaBeta(Q),
                Gates.advance(M),
                Gates.exponential(W, -1 / 18.0, 17 / 18.0, E18),
                FastSodium::ratesH,
                Gates.fromAlphaBeta(Q),
                Gates.advance(H));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                Threshold.above(VT, W),
                Gates.exponential(W, -1 / 4.0, 13 / 4.0, E4),
                Gates.exponential(W, -1 / 5.0, 40 / 5.0, E5),
                FastSodium::alphaM,
                FastSodium::betaM,
                FastSodium::alphaMSlope,
                FastSodium::betaMSlope,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(M, Q, M_BY_M, M_BY_V, M_BY_Q),
                Threshold.partial(M_BY_V, M_BY_VT),
                Gates.exponential(W, -1 / 18.0, 17 / 18.0, E18),
                FastSodium::ratesH,
                FastSodium::ratesHSlopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(H, Q, H_BY_H, H_BY_V, H_BY_Q),
                Threshold.partial(H_BY_V, H_BY_VT));
    }

    private static void alphaM(Sites x) {
        ALPHA_M.apply(x.scratch(W), x.scratch(E4), 1.28, x.scratch(Gates.INF), x.from(), x.to());
    }

    private static void alphaMSlope(Sites x) {
        ALPHA_M.slope(x.scratch(W), x.scratch(E4), 1.28, x.scratch(Gates.INF_SLOPE), x.from(), x.to());
    }

    /** {@code beta_m = 1.4 L(-y) = 1.4 exp(-y) L(y)} with y = (w - 40)/5. */
    private static void betaM(Sites x) {
        Column w = x.scratch(W), e5 = x.scratch(E5), beta = x.scratch(Gates.RATE);
        BETA_M.apply(w, e5, 1.4, beta, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            beta.store(k, beta.load(k).mul(e5.load(k)));
        }
    }

    /** {@code beta_m' = 1.4 exp(-y) L'(y) - beta_m / 5}. */
    private static void betaMSlope(Sites x) {
        Column w = x.scratch(W), e5 = x.scratch(E5), beta = x.scratch(Gates.RATE);
        Column slope = x.scratch(Gates.RATE_SLOPE);
        BETA_M.slope(w, e5, 1.4, slope, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            slope.store(k, slope.load(k).mul(e5.load(k)).sub(beta.load(k).mul(0.2)));
        }
    }

    private static void ratesH(Sites x) {
        Column alpha = x.scratch(Gates.INF), beta = x.scratch(Gates.RATE), e5 = x.scratch(E5), e18 = x.scratch(E18);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            alpha.store(k, e18.load(k).mul(0.128));
            beta.store(
                    k, DoubleVector.broadcast(Lanes.SPECIES, 4).div(e5.load(k).add(1)));
        }
    }

    /** {@code beta_h' = beta_h (1 - beta_h/4) / 5}. */
    private static void ratesHSlopes(Sites x) {
        Column alpha = x.scratch(Gates.INF), beta = x.scratch(Gates.RATE);
        Column alphaSlope = x.scratch(Gates.INF_SLOPE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector b = beta.load(k);
            alphaSlope.store(k, alpha.load(k).mul(-1 / 18.0));
            betaSlope.store(k, b.mul(b.mul(-0.25).add(1)).mul(0.2));
        }
    }
}
