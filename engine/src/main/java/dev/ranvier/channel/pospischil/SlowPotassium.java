package dev.ranvier.channel.pospischil;

import dev.ranvier.channel.Gates;
import dev.ranvier.channel.SingleGateCurrent;
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
 * Slow non-inactivating (M-type) potassium current {@code i = g p (v - e)}:
 *
 * <pre>
 *   p_inf = 1 / (1 + exp(-(v + 35)/10))     tau_p = tau_max / (3.3 exp((v + 35)/20) + exp(-(v + 35)/20))
 * </pre>
 *
 * Pospischil et al., Biol. Cybern. 99 (2008) 427, I_M.
 */
public final class SlowPotassium implements Channel {
    private static final int P = 0;
    private static final int TAU_MAX = 2, Q = 3;
    private static final int E20 = Gates.SCRATCH;
    private static final int P_BY_P = 3, P_BY_V = 4, P_BY_Q = 5, P_BY_TAU_MAX = 6;

    private static final Schema SCHEMA = new Schema(
            "pospischil-m-current",
            List.of(Field.gate("p")),
            List.of(
                    Field.conductance(0.004),
                    Field.reversal(-90),
                    new Field("tau_max_ms", 4000, 1e-3, 1e6),
                    Field.rateFactor()),
            Gates.SCRATCH + 1,
            Partial.joined(
                    SingleGateCurrent.PARTIALS,
                    List.of(
                            Partial.nextByItself(P),
                            Partial.nextByVoltage(P),
                            Partial.nextByParameter(P, Q),
                            Partial.nextByParameter(P, TAU_MAX))));

    /** With the numbers that its source gives; an insertion may give others. */
    public SlowPotassium() {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(SingleGateCurrent::add);
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(SingleGateCurrent::partials);
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(Gates.exponential(-1 / 20.0, -35 / 20.0, E20), SlowPotassium::rates, Gates.advance(P));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                Gates.exponential(-1 / 20.0, -35 / 20.0, E20),
                SlowPotassium::rates,
                SlowPotassium::slopes,
                Gates.decay(),
                Gates.advancePartials(P, Q, P_BY_P, P_BY_V, P_BY_Q),
                SlowPotassium::byTauMax);
    }

    /** {@code d next / d tau_max = -(d next / d factor) factor / tau_max}. */
    private static void byTauMax(Sites x) {
        Column q = x.parameter(Q),
                tauMax = x.parameter(TAU_MAX),
                byQ = x.partial(P_BY_Q),
                out = x.partial(P_BY_TAU_MAX);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            out.store(k, byQ.load(k).mul(q.load(k)).div(tauMax.load(k)).neg());
        }
    }

    private static void rates(Sites x) {
        Column e20 = x.scratch(E20), inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE);
        Column q = x.parameter(Q), tauMax = x.parameter(TAU_MAX);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector e = e20.load(k);
            inf.store(k, one().div(e.mul(e).add(1)));
            rate.store(k, one().div(e).mul(3.3).add(e).mul(q.load(k)).div(tauMax.load(k)));
        }
    }

    /** {@code inf' = inf (1 - inf)/10}, {@code rate' = factor (3.3/E - E) / (20 tau_max)}, E = exp(-(v + 35)/20). */
    private static void slopes(Sites x) {
        Column e20 = x.scratch(E20), inf = x.scratch(Gates.INF);
        Column infSlope = x.scratch(Gates.INF_SLOPE), rateSlope = x.scratch(Gates.RATE_SLOPE);
        Column q = x.parameter(Q), tauMax = x.parameter(TAU_MAX);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector e = e20.load(k), p = inf.load(k);
            infSlope.store(k, p.mul(p.neg().add(1)).mul(0.1));
            rateSlope.store(
                    k, one().div(e).mul(3.3).sub(e).mul(0.05).mul(q.load(k)).div(tauMax.load(k)));
        }
    }

    private static DoubleVector one() {
        return DoubleVector.broadcast(Lanes.SPECIES, 1);
    }
}
