package dev.ranvier.channel.pospischil;

import dev.ranvier.channel.Gates;
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
 * Low-threshold (T-type) calcium current {@code i = g s_inf^2 u (v - e)} with instantaneous activation, w = v + v_x:
 *
 * <pre>
 *   s_inf = 1 / (1 + exp(-(w + 57)/6.2))     u_inf = 1 / (1 + exp((w + 81)/4))
 *   tau_u = 30.8 + (211.4 + exp((w + 113.2)/5)) / (3.7 (1 + exp((w + 84)/3.2)))
 * </pre>
 *
 * Pospischil et al., Biol. Cybern. 99 (2008) 427, I_T, with tau_u bracketed as printed there. Other programs bracket it
 * differently. Since s_inf follows the voltage, di/dv includes its slope, and the current is not linear in v.
 */
public final class LowThresholdCalcium implements Channel {
    private static final int U = 0;
    private static final int G = 0, E = 1, VX = 2, Q = 3;
    private static final int W = Gates.SCRATCH,
            ES = W + 1,
            E4 = W + 2,
            E5 = W + 3,
            E3_2 = W + 4,
            A = W + 5,
            A1 = W + 6,
            A2 = W + 7;
    private static final int I_BY_V = 0, I_BY_U = 1, I_BY_G = 2, I_BY_E = 3, I_BY_VX = 4;
    private static final int U_BY_U = 5, U_BY_V = 6, U_BY_Q = 7, U_BY_VX = 8;

    private static final Schema SCHEMA = new Schema(
                    "pospischil-low-threshold-calcium",
                    List.of(Field.gate("u")),
                    List.of(
                            Field.conductance(0.4),
                            Field.reversal(120),
                            new Field("v_x_mV", 2, -200, 200),
                            Field.rateFactor()),
                    Gates.SCRATCH + 8,
                    List.of(
                            Partial.currentByVoltage(),
                            Partial.currentByState(U),
                            Partial.currentByParameter(G),
                            Partial.currentByParameter(E),
                            Partial.currentByParameter(VX),
                            Partial.nextByItself(U),
                            Partial.nextByVoltage(U),
                            Partial.nextByParameter(U, Q),
                            Partial.nextByParameter(U, VX)))
            .with(new IonUse.Carries(Ion.CALCIUM, E));

    /** {@code exp(-(w + 57)/6.2)}. */
    private static final SiteKernel ACTIVATION = Gates.exponential(W, -1 / 6.2, -57 / 6.2, ES);

    /** With the numbers that its source gives; an insertion may give others. */
    public LowThresholdCalcium() {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** {@code i += g s^2 u (v - e)}, {@code slope += g u (s^2 + 2 s s' (v - e))}, {@code s' = s (1 - s)/6.2}. */
    @Override
    public List<SiteKernel> current() {
        return List.of(LowThresholdCalcium::shifted, ACTIVATION, LowThresholdCalcium::current);
    }

    private static void current(Sites x) {
        Column u = x.state(U), g = x.parameter(G), e = x.parameter(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector s = s(x, k),
                    s2 = s.mul(s),
                    gu = g.load(k).mul(u.load(k)),
                    drive = x.v().load(k).sub(e.load(k));
            x.i().add(k, gu.mul(s2).mul(drive));
            x.slope().add(k, gu.mul(s2.add(s.mul(sSlope(s)).mul(2).mul(drive))));
        }
    }

    /**
     * With d = v - e, w = u_voltage - v, {@code a = s^2}, {@code a' = 2 s s'}, {@code a'' = 2 (s'^2 + s s'')},
     * {@code s'' = s' (1 - 2 s)/6.2}, and the linearised current {@code J = g u (a d + (a + a' d) w)}:
     *
     * <pre>
     *   dJ/du = J/u     dJ/dg = J/g     dJ/de = -g u (a + a' w)
     *   dJ/dv_x = g u (a' d + (a' + a'' d) w)     by voltage = g u (2 a' + a'' d) w
     * </pre>
     */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(
                LowThresholdCalcium::shifted,
                ACTIVATION,
                LowThresholdCalcium::activationSlopes,
                LowThresholdCalcium::byGateAndConductance,
                LowThresholdCalcium::byShiftAndVoltage);
    }

    /** a, a' and a'' into their scratch columns. */
    private static void activationSlopes(Sites x) {
        Column es = x.scratch(ES), a = x.scratch(A), a1 = x.scratch(A1), a2 = x.scratch(A2);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector s = one().div(es.load(k).add(1)),
                    s1 = s.mul(s.neg().add(1)).mul(1 / 6.2);
            DoubleVector s2 = s1.mul(s.mul(-2).add(1)).mul(1 / 6.2);
            a.store(k, s.mul(s));
            a1.store(k, s.mul(s1).mul(2));
            a2.store(k, s1.mul(s1).add(s.mul(s2)).mul(2));
        }
    }

    private static void byGateAndConductance(Sites x) {
        Column v = x.v(), u = x.u(), gate = x.state(U), g = x.parameter(G), e = x.parameter(E);
        Column a = x.scratch(A), a1 = x.scratch(A1);
        Column byU = x.partial(I_BY_U), byG = x.partial(I_BY_G), byE = x.partial(I_BY_E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector d = v.load(k).sub(e.load(k)), w = u.load(k).sub(v.load(k)), a1k = a1.load(k);
            DoubleVector j = a1k.mul(d).add(a.load(k)).mul(w).add(a.load(k).mul(d));
            byU.store(k, g.load(k).mul(j));
            byG.store(k, gate.load(k).mul(j));
            byE.store(
                    k,
                    a1k.mul(w).add(a.load(k)).mul(g.load(k)).mul(gate.load(k)).neg());
        }
    }

    private static void byShiftAndVoltage(Sites x) {
        Column v = x.v(), u = x.u(), gate = x.state(U), g = x.parameter(G), e = x.parameter(E);
        Column a1 = x.scratch(A1), a2 = x.scratch(A2), byV = x.partial(I_BY_V), byVx = x.partial(I_BY_VX);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector d = v.load(k).sub(e.load(k)), w = u.load(k).sub(v.load(k)), a1k = a1.load(k);
            DoubleVector gu = g.load(k).mul(gate.load(k)),
                    bent = a2.load(k).mul(d).add(a1k);
            byV.store(k, gu.mul(bent.add(a1k)).mul(w));
            byVx.store(k, gu.mul(a1k.mul(d).add(bent.mul(w))));
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(
                LowThresholdCalcium::shifted,
                Gates.exponential(W, 1 / 4.0, 81 / 4.0, E4),
                Gates.exponential(W, 1 / 5.0, 113.2 / 5.0, E5),
                Gates.exponential(W, 1 / 3.2, 84 / 3.2, E3_2),
                LowThresholdCalcium::rates,
                Gates.advance(U));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                LowThresholdCalcium::shifted,
                Gates.exponential(W, 1 / 4.0, 81 / 4.0, E4),
                Gates.exponential(W, 1 / 5.0, 113.2 / 5.0, E5),
                Gates.exponential(W, 1 / 3.2, 84 / 3.2, E3_2),
                LowThresholdCalcium::rates,
                LowThresholdCalcium::slopes,
                Gates.decay(),
                Gates.advancePartials(U, Q, U_BY_U, U_BY_V, U_BY_Q),
                LowThresholdCalcium::byShift);
    }

    /** {@code d next / d v_x = d next / d v}. */
    private static void byShift(Sites x) {
        x.partial(U_BY_VX).copyFrom(x.partial(U_BY_V), x.from(), x.to());
    }

    private static DoubleVector s(Sites x, int k) {
        return one().div(x.scratch(ES).load(k).add(1));
    }

    private static DoubleVector sSlope(DoubleVector s) {
        return s.mul(s.neg().add(1)).mul(1 / 6.2);
    }

    private static void rates(Sites x) {
        Column e4 = x.scratch(E4), e5 = x.scratch(E5), e3 = x.scratch(E3_2);
        Column inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE), q = x.parameter(Q);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            inf.store(k, one().div(e4.load(k).add(1)));
            DoubleVector tau =
                    e5.load(k).add(211.4).div(e3.load(k).add(1).mul(3.7)).add(30.8);
            rate.store(k, q.load(k).div(tau));
        }
    }

    /**
     * {@code inf' = -inf (1 - inf)/4}; with {@code tau = 30.8 + A/B}, {@code tau' = (A' - A B'/B)/B} and
     * {@code rate' = -rate^2 tau' / factor}.
     */
    private static void slopes(Sites x) {
        Column e5 = x.scratch(E5), e3 = x.scratch(E3_2), inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE);
        Column infSlope = x.scratch(Gates.INF_SLOPE), rateSlope = x.scratch(Gates.RATE_SLOPE), q = x.parameter(Q);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector u = inf.load(k), r = rate.load(k);
            infSlope.store(k, u.mul(u.neg().add(1)).mul(-1 / 4.0));
            DoubleVector a = e5.load(k).add(211.4), b = e3.load(k).add(1).mul(3.7);
            DoubleVector tauSlope = e5.load(k)
                    .mul(1 / 5.0)
                    .sub(a.mul(e3.load(k).mul(3.7 / 3.2)).div(b))
                    .div(b);
            rateSlope.store(k, r.mul(r).mul(tauSlope).div(q.load(k)).neg());
        }
    }

    private static void shifted(Sites x) {
        Column v = x.v(), vx = x.parameter(VX), w = x.scratch(W);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            w.store(k, v.load(k).add(vx.load(k)));
        }
    }

    private static DoubleVector one() {
        return DoubleVector.broadcast(Lanes.SPECIES, 1);
    }
}
