package dev.ranvier.channel.mainensejnowski;

import dev.ranvier.channel.Gates;
import dev.ranvier.channel.Linoid;
import dev.ranvier.channel.Ohmic;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * High-threshold (L-type) calcium current {@code i = g q^2 r (v - e)}:
 *
 * <pre>
 *   alpha_q = 0.055 (-27 - v) / (exp((-27 - v)/3.8) - 1)     beta_q = 0.94 exp((-75 - v)/17)
 *   alpha_r = 0.000457 exp((-13 - v)/50)                     beta_r = 0.0065 / (exp((-15 - v)/28) + 1)
 * </pre>
 *
 * Reuveni, Friedman, Amitai and Gutnick, J. Neurosci. 13 (1993) 4609; used by Mainen and Sejnowski, Nature 382 (1996) 363, I_Ca,
 * and Pospischil et al., Biol. Cybern. 99 (2008) 427, I_L.
 */
public final class HighThresholdCalcium implements Channel {
    private static final int GATE_Q = 0, R = 1;
    private static final int G = 0, E = 1, Q = 2;
    private static final int E3_8 = Gates.SCRATCH, E17 = E3_8 + 1, E50 = E3_8 + 2, E28 = E3_8 + 3;
    private static final int I_BY_Q = 0, I_BY_R = 1, I_BY_G = 2, I_BY_E = 3;
    private static final int Q_BY_Q = 4, Q_BY_V = 5, Q_BY_FACTOR = 6, R_BY_R = 7, R_BY_V = 8, R_BY_FACTOR = 9;
    private static final Linoid ALPHA_Q = new Linoid(-27, 3.8);

    private final Schema schema;

    /** A calcium channel with the given defaults. */
    public HighThresholdCalcium(String name, double conductance_mS_per_cm2, double reversal_mV) {
        schema = new Schema(
                        name,
                        List.of(Field.gate("q"), Field.gate("r")),
                        List.of(
                                Field.conductance(conductance_mS_per_cm2),
                                Field.reversal(reversal_mV),
                                Field.rateFactor()),
                        Gates.SCRATCH + 4,
                        List.of(
                                Partial.currentByState(GATE_Q),
                                Partial.currentByState(R),
                                Partial.currentByParameter(G),
                                Partial.currentByParameter(E),
                                Partial.nextByItself(GATE_Q),
                                Partial.nextByVoltage(GATE_Q),
                                Partial.nextByParameter(GATE_Q, Q),
                                Partial.nextByItself(R),
                                Partial.nextByVoltage(R),
                                Partial.nextByParameter(R, Q)))
                .with(new IonUse.Carries(Ion.CALCIUM, E));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** {@code i += g q^2 r (v - e)}. */
    @Override
    public List<SiteKernel> current() {
        return List.of(HighThresholdCalcium::current);
    }

    private static void current(Sites x) {
        Column conductance = x.scratch(Ohmic.CONDUCTANCE);
        Column q = x.state(GATE_Q), r = x.state(R), g = x.parameter(G);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            conductance.store(k, g.load(k).mul(q.load(k)).mul(q.load(k)).mul(r.load(k)));
        }
        Ohmic.apply(x, conductance, x.parameter(E));
    }

    /** {@code di/dq = 2 g q r (u - e)}, {@code di/dr = g q^2 (u - e)}, {@code di/dg = q^2 r (u - e)}, {@code di/de = -g q^2 r}. */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(HighThresholdCalcium::currentPartials);
    }

    private static void currentPartials(Sites x) {
        Column u = x.u();
        Column q = x.state(GATE_Q), r = x.state(R), g = x.parameter(G), e = x.parameter(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector qk = q.load(k),
                    rk = r.load(k),
                    gk = g.load(k),
                    drive = u.load(k).sub(e.load(k)),
                    q2 = qk.mul(qk);
            x.partial(I_BY_Q).store(k, gk.mul(qk).mul(2).mul(rk).mul(drive));
            x.partial(I_BY_R).store(k, gk.mul(q2).mul(drive));
            x.partial(I_BY_G).store(k, q2.mul(rk).mul(drive));
            x.partial(I_BY_E).store(k, gk.mul(q2).mul(rk).neg());
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(
                Gates.exponential(-1 / 3.8, -27 / 3.8, E3_8),
                Gates.exponential(-1 / 17.0, -75 / 17.0, E17),
                HighThresholdCalcium::ratesQ,
                Gates.fromAlphaBeta(Q),
                Gates.advance(GATE_Q),
                Gates.exponential(-1 / 50.0, -13 / 50.0, E50),
                Gates.exponential(-1 / 28.0, -15 / 28.0, E28),
                HighThresholdCalcium::ratesR,
                Gates.fromAlphaBeta(Q),
                Gates.advance(R));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                Gates.exponential(-1 / 3.8, -27 / 3.8, E3_8),
                Gates.exponential(-1 / 17.0, -75 / 17.0, E17),
                HighThresholdCalcium::ratesQ,
                HighThresholdCalcium::ratesQSlopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(GATE_Q, Q, Q_BY_Q, Q_BY_V, Q_BY_FACTOR),
                Gates.exponential(-1 / 50.0, -13 / 50.0, E50),
                Gates.exponential(-1 / 28.0, -15 / 28.0, E28),
                HighThresholdCalcium::ratesR,
                HighThresholdCalcium::ratesRSlopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(R, Q, R_BY_R, R_BY_V, R_BY_FACTOR));
    }

    private static void ratesQ(Sites x) {
        Column v = x.v(), e = x.scratch(E3_8), e17 = x.scratch(E17);
        Column beta = x.scratch(Gates.RATE);
        ALPHA_Q.apply(v, e, 0.055 * 3.8, x.scratch(Gates.INF), x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            beta.store(k, e17.load(k).mul(0.94));
        }
    }

    private static void ratesQSlopes(Sites x) {
        Column beta = x.scratch(Gates.RATE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        ALPHA_Q.slope(x.v(), x.scratch(E3_8), 0.055 * 3.8, x.scratch(Gates.INF_SLOPE), x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            betaSlope.store(k, beta.load(k).mul(-1 / 17.0));
        }
    }

    private static void ratesR(Sites x) {
        Column e50 = x.scratch(E50), e28 = x.scratch(E28);
        Column alpha = x.scratch(Gates.INF), beta = x.scratch(Gates.RATE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            alpha.store(k, e50.load(k).mul(0.000457));
            beta.store(
                    k,
                    DoubleVector.broadcast(Lanes.SPECIES, 0.0065)
                            .div(e28.load(k).add(1)));
        }
    }

    /** {@code beta_r' = beta_r (1 - beta_r/0.0065) / 28}. */
    private static void ratesRSlopes(Sites x) {
        Column alpha = x.scratch(Gates.INF), beta = x.scratch(Gates.RATE);
        Column alphaSlope = x.scratch(Gates.INF_SLOPE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector b = beta.load(k);
            alphaSlope.store(k, alpha.load(k).mul(-1 / 50.0));
            betaSlope.store(k, b.mul(b.mul(-1 / 0.0065).add(1)).mul(1 / 28.0));
        }
    }
}
