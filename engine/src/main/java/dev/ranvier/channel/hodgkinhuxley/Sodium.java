package dev.ranvier.channel.hodgkinhuxley;

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
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * Sodium current of the squid axon, {@code i = g m^3 h (v - e)}, with rest near -65 mV:
 *
 * <pre>
 *   alpha_m = 0.1 (v + 40) / (1 - exp(-(v + 40)/10))     beta_m = 4 exp(-(v + 65)/18)
 *   alpha_h = 0.07 exp(-(v + 65)/20)                     beta_h = 1 / (1 + exp(-(v + 35)/10))
 * </pre>
 *
 * Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eqs. 20, 21, 23, 24, in today's sign convention. Rates [1/ms] at 6.3 degC
 * times {@code rate_factor}; see {@link HodgkinHuxley#rateFactor}.
 */
public final class Sodium implements Channel {
    private static final int M = 0, H = 1;
    private static final int Q = 2;
    private static final int E20 = Gates.SCRATCH, E10 = E20 + 1;
    private static final int M_BY_M = 4, M_BY_V = 5, M_BY_Q = 6, H_BY_H = 7, H_BY_V = 8, H_BY_Q = 9;
    private static final Linoid ALPHA_M = new Linoid(-40, 10);
    /** exp(-(v + 40)/10) and exp(-(v + 35)/10) over exp(-(v + 65)/20)^2. */
    private static final double TO_40 = Math.exp(2.5), TO_35 = Math.exp(3);

    private static final SiteKernel BETA_M = Gates.exponential(-1 / 18.0, -65 / 18.0 + Math.log(4), Gates.RATE);

    private final Schema schema;

    /** A sodium channel with the given defaults. */
    public Sodium(String name, double conductance_mS_per_cm2, double reversal_mV) {
        schema = new Schema(
                name,
                List.of(Field.gate("m"), Field.gate("h")),
                List.of(Field.conductance(conductance_mS_per_cm2), Field.reversal(reversal_mV), Field.rateFactor()),
                Gates.SCRATCH + 2,
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
                Sodium::exponentials,
                BETA_M,
                Sodium::relaxationM,
                Gates.advance(M),
                Sodium::ratesH,
                Gates.fromAlphaBeta(Q),
                Gates.advance(H));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                Sodium::exponentials,
                BETA_M,
                Sodium::alphaM,
                Sodium::ratesMSlopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(M, Q, M_BY_M, M_BY_V, M_BY_Q),
                Sodium::ratesH,
                Sodium::ratesHSlopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(H, Q, H_BY_H, H_BY_V, H_BY_Q));
    }

    /** {@code E20 = exp(-(v + 65)/20)}, {@code E10 = exp(-(v + 40)/10)}. */
    private static void exponentials(Sites x) {
        Column e20 = x.scratch(E20), e10 = x.scratch(E10);
        Exponential.apply(x.v(), -1 / 20.0, -65 / 20.0, e20, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            e10.store(k, e20.load(k).mul(e20.load(k)).mul(TO_40));
        }
    }

    private static void relaxationM(Sites x) {
        Column inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE);
        ALPHA_M.rates(x.v(), x.scratch(E10), 1, x.parameter(Q), inf, rate, x.from(), x.to());
    }

    private static void alphaM(Sites x) {
        ALPHA_M.apply(x.v(), x.scratch(E10), 1, x.scratch(Gates.INF), x.from(), x.to());
    }

    private static void ratesMSlopes(Sites x) {
        Column beta = x.scratch(Gates.RATE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        ALPHA_M.slope(x.v(), x.scratch(E10), 1, x.scratch(Gates.INF_SLOPE), x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            betaSlope.store(k, beta.load(k).mul(-1 / 18.0));
        }
    }

    private static void ratesH(Sites x) {
        Column e20 = x.scratch(E20), alpha = x.scratch(Gates.INF), beta = x.scratch(Gates.RATE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector ek = e20.load(k), e = ek.mul(ek).mul(TO_35);
            alpha.store(k, ek.mul(0.07));
            beta.store(k, DoubleVector.broadcast(Lanes.SPECIES, 1).div(e.add(1)));
        }
    }

    /** {@code beta_h' = beta_h (1 - beta_h) / 10}. */
    private static void ratesHSlopes(Sites x) {
        Column alpha = x.scratch(Gates.INF),
                beta = x.scratch(Gates.RATE),
                alphaSlope = x.scratch(Gates.INF_SLOPE),
                betaSlope = x.scratch(Gates.RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector b = beta.load(k);
            alphaSlope.store(k, alpha.load(k).mul(-1 / 20.0));
            betaSlope.store(k, b.mul(b.neg().add(1)).mul(0.1));
        }
    }
}
