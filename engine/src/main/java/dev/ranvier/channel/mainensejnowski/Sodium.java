package dev.ranvier.channel.mainensejnowski;

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
 * Sodium current {@code i = g m^3 h (v - e)}; h goes to an h_inf of its own, with the time constant of its two rates:
 *
 * <pre>
 *   alpha_m = 0.182 (v + 30) / (1 - exp(-(v + 30)/9))     beta_m = -0.124 (v + 30) / (1 - exp((v + 30)/9))
 *   alpha_h = 0.024 (v + 45) / (1 - exp(-(v + 45)/5))     beta_h = -0.0091 (v + 70) / (1 - exp((v + 70)/5))
 *   h_inf = 1 / (1 + exp((v + 60)/6.2))                   tau_h = 1 / (alpha_h + beta_h)
 * </pre>
 *
 * Mainen and Sejnowski, Nature 382 (1996) 363, legend of fig. 1 with the authors' correction by 5 mV (ModelDB 2488, demofig1.hoc). Rates [1/ms]
 * at 23 degC times {@code rate_factor}, q10 2.3; see {@link MainenSejnowski}.
 */
public final class Sodium implements Channel {
    private static final int M = 0, H = 1;
    private static final int Q = 2;
    private static final int E45 = LinoidPair.E + 1,
            E70 = E45 + 1,
            E60 = E45 + 2,
            BETA = E45 + 3,
            ALPHA_SLOPE = E45 + 4;
    private static final int M_BY_M = 4, M_BY_V = 5, M_BY_Q = 6, H_BY_H = 7, H_BY_V = 8, H_BY_Q = 9;
    private static final LinoidPair RATES_M = new LinoidPair(-30, 9, 0.182, 0.124);
    private static final Linoid ALPHA_H = new Linoid(-45, 5), BETA_H = new Linoid(-70, 5);
    private static final double A_H = 0.024 * 5, B_H = 0.0091 * 5;

    private final Schema schema;

    /** A sodium channel with the given defaults. */
    Sodium(String name, double conductance_mS_per_cm2, double reversal_mV) {
        schema = new Schema(
                name,
                List.of(Field.gate("m"), Field.gate("h")),
                List.of(Field.conductance(conductance_mS_per_cm2), Field.reversal(reversal_mV), Field.rateFactor()),
                Gates.SCRATCH + 6,
                Partial.joined(
                        SodiumCurrent.PARTIALS,
                        List.of(
                                Partial.nextByItself(M),
                                Partial.nextByVoltage(M),
                                Partial.nextByParameter(M, Q),
                                Partial.nextByItself(H),
                                Partial.nextByVoltage(H),
                                Partial.nextByParameter(H, Q))));
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
                RATES_M.exponential(),
                RATES_M.rates(Q),
                Gates.advance(M),
                Gates.exponential(-1 / 5.0, -45 / 5.0, E45),
                Gates.exponential(-1 / 5.0, -70 / 5.0, E70),
                Gates.exponential(1 / 6.2, 60 / 6.2, E60),
                Sodium::betaH,
                Sodium::relaxationH,
                Gates.advance(H));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                RATES_M.exponential(),
                RATES_M.rates(Q),
                RATES_M.linoidSlope(),
                RATES_M.slopes(Q),
                Gates.decay(),
                Gates.advancePartials(M, Q, M_BY_M, M_BY_V, M_BY_Q),
                Gates.exponential(-1 / 5.0, -45 / 5.0, E45),
                Gates.exponential(-1 / 5.0, -70 / 5.0, E70),
                Gates.exponential(1 / 6.2, 60 / 6.2, E60),
                Sodium::alphaHSlope,
                Sodium::betaH,
                Sodium::betaHSlope,
                Sodium::relaxationH,
                Sodium::relaxationHSlope,
                Gates.decay(),
                Gates.advancePartials(H, Q, H_BY_H, H_BY_V, H_BY_Q));
    }

    /** {@code beta_h = B exp(-y) L(y)}, y = (v + 70)/5. */
    private static void betaH(Sites x) {
        Column e = x.scratch(E70), beta = x.scratch(BETA);
        BETA_H.apply(x.v(), e, B_H, beta, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            beta.store(k, beta.load(k).mul(e.load(k)));
        }
    }

    /** {@code rate = q (alpha_h + beta_h)}, {@code inf = 1/(1 + exp((v + 60)/6.2))}. */
    private static void relaxationH(Sites x) {
        Column e60 = x.scratch(E60), beta = x.scratch(BETA), q = x.parameter(Q);
        Column inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE);
        ALPHA_H.apply(x.v(), x.scratch(E45), A_H, rate, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            rate.store(k, rate.load(k).add(beta.load(k)).mul(q.load(k)));
            inf.store(
                    k, DoubleVector.broadcast(Lanes.SPECIES, 1).div(e60.load(k).add(1)));
        }
    }

    private static void alphaHSlope(Sites x) {
        ALPHA_H.slope(x.v(), x.scratch(E45), A_H, x.scratch(ALPHA_SLOPE), x.from(), x.to());
    }

    /** {@code beta_h' = B exp(-y) L'(y) - beta_h / 5}. */
    private static void betaHSlope(Sites x) {
        Column e = x.scratch(E70), beta = x.scratch(BETA), slope = x.scratch(Gates.RATE_SLOPE);
        BETA_H.slope(x.v(), e, B_H, slope, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            slope.store(k, slope.load(k).mul(e.load(k)).sub(beta.load(k).mul(0.2)));
        }
    }

    /** {@code rate' = q (alpha_h' + beta_h')}, {@code inf' = -inf (1 - inf)/6.2}. */
    private static void relaxationHSlope(Sites x) {
        Column inf = x.scratch(Gates.INF), alphaSlope = x.scratch(ALPHA_SLOPE), q = x.parameter(Q);
        Column infSlope = x.scratch(Gates.INF_SLOPE), rateSlope = x.scratch(Gates.RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector h = inf.load(k);
            infSlope.store(k, h.mul(h.sub(1)).mul(1 / 6.2));
            rateSlope.store(k, rateSlope.load(k).add(alphaSlope.load(k)).mul(q.load(k)));
        }
    }
}
