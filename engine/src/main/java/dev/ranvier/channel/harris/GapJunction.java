package dev.ranvier.channel.harris;

import dev.ranvier.channel.Gates;
import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;

/**
 * A gap junction that closes when the voltages on its two sides differ, {@code i = G (r + (1 - r) a b) (v_c - v_p)}, r the share
 * that stays open. Two gates in series see the voltage w across it, a as {@code w = v_c - v_p} and b the other way round:
 *
 * <pre>
 *   alpha = 0.0013 exp(-0.077 (w - h))     beta = 0.0013 exp(0.14 (w - h))     [1/ms], h = 14.9 mV
 * </pre>
 *
 * The form is that of Harris, Spray and Bennett, J. Gen. Physiol. 77 (1981) 95, for junctions of amphibian blastomeres, where closing is
 * about twice as voltage dependent as opening; the numbers, of theirs and of Spray, Harris and Bennett, ibid. 77, are as models since
 * have quoted them and were not checked against the papers. There a gate closes only while the other is open; here the two do not know
 * of each other, which differs after the voltage across has changed its sign.
 */
public final class GapJunction implements AxialCurrent {
    private static final int A = 0, B = 1;
    private static final int G = 0, R = 1, H = 2, Q = 3;
    private static final int I_BY_A = 0, I_BY_B = 1, I_BY_G = 2, I_BY_R = 3, GATES = 4;
    /** Of each gate, from {@link #GATES} on. */
    private static final int BY_ITSELF = 0, BY_CHILD = 1, BY_PARENT = 2, BY_H = 3, BY_Q = 4, PARTIALS = 5;

    private static final int ACROSS = Gates.SCRATCH;
    private static final double OPENING_per_mV = -0.077, CLOSING_per_mV = 0.14, LOG_RATE = Math.log(0.0013);

    private static final Schema SCHEMA = new Schema(
            "gap-junction",
            List.of(Field.gate("a"), Field.gate("b")),
            List.of(
                    new Field("conductance_uS", 1e-3, 0, 1e6),
                    new Field("residual", 0.05, 0, 1),
                    new Field("half_mV", 14.9, -1000, 1000),
                    Field.rateFactor()),
            Gates.SCRATCH + 1,
            Stream.of(
                            List.of(
                                    Partial.currentByState(A),
                                    Partial.currentByState(B),
                                    Partial.currentByParameter(G),
                                    Partial.currentByParameter(R)),
                            partials(A),
                            partials(B))
                    .flatMap(List::stream)
                    .toList());

    private static List<Partial> partials(int gate) {
        return List.of(
                Partial.nextByItself(gate),
                Partial.nextByVoltage(gate),
                Partial.nextByParentVoltage(gate),
                Partial.nextByParameter(gate, H),
                Partial.nextByParameter(gate, Q));
    }

    /** With the numbers that its source gives; an insertion may give others. */
    public GapJunction() {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** {@code i += g (v_c - v_p)}, {@code g = G (r + (1 - r) a b)}; slopes g and -g. */
    @Override
    public List<SiteKernel> current() {
        return List.of(GapJunction::current);
    }

    private static void current(Sites x) {
        Column v = x.v(), parent = x.parentV(), i = x.i(), slope = x.slope(), parentSlope = x.parentSlope();
        Column a = x.state(A), b = x.state(B), conductance = x.parameter(G), residual = x.parameter(R);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector r = residual.load(k),
                    open = r.neg().add(1).mul(a.load(k)).fma(b.load(k), r),
                    g = conductance.load(k).mul(open);
            i.store(k, v.load(k).sub(parent.load(k)).fma(g, i.load(k)));
            slope.store(k, slope.load(k).add(g));
            parentSlope.store(k, parentSlope.load(k).sub(g));
        }
    }

    /**
     * With d the difference of u: {@code di/da = G (1 - r) b d}, {@code di/dG = (r + (1 - r) a b) d}, {@code di/dr = G (1 - a b) d}.
     */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(GapJunction::currentPartials);
    }

    private static void currentPartials(Sites x) {
        Column u = x.u(), parent = x.parentU();
        Column a = x.state(A), b = x.state(B), conductance = x.parameter(G), residual = x.parameter(R);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector d = u.load(k).sub(parent.load(k)),
                    r = residual.load(k),
                    gated = r.neg().add(1);
            DoubleVector ak = a.load(k), bk = b.load(k), g = conductance.load(k).mul(d);
            x.partial(I_BY_A).store(k, g.mul(gated).mul(bk));
            x.partial(I_BY_B).store(k, g.mul(gated).mul(ak));
            x.partial(I_BY_G).store(k, gated.mul(ak).fma(bk, r).mul(d));
            x.partial(I_BY_R).store(k, ak.mul(bk).neg().add(1).mul(g));
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return Stream.of(A, B)
                .flatMap(gate ->
                        Stream.concat(rates(gate).stream(), Stream.of(Gates.fromAlphaBeta(Q), Gates.advance(gate))))
                .toList();
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return Stream.of(A, B)
                .flatMap(gate -> Stream.concat(
                        rates(gate).stream(),
                        Stream.of(
                                GapJunction::slopes,
                                Gates.fromAlphaBetaSlopes(Q),
                                Gates.decay(),
                                Gates.advancePartials(gate, Q, at(gate, BY_ITSELF), at(gate, BY_CHILD), at(gate, BY_Q)),
                                x -> byAcross(x, gate))))
                .toList();
    }

    private static int at(int gate, int partial) {
        return GATES + gate * PARTIALS + partial;
    }

    private static List<SiteKernel> rates(int gate) {
        return List.of(
                x -> across(x, sign(gate)),
                Gates.exponential(ACROSS, OPENING_per_mV, LOG_RATE, Gates.INF),
                Gates.exponential(ACROSS, CLOSING_per_mV, LOG_RATE, Gates.RATE));
    }

    private static double sign(int gate) {
        return gate == A ? 1 : -1;
    }

    /** {@code w - h}. */
    private static void across(Sites x, double sign) {
        Column v = x.v(), parent = x.parentV(), h = x.parameter(H), across = x.scratch(ACROSS);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            across.store(k, v.load(k).sub(parent.load(k)).mul(sign).sub(h.load(k)));
        }
    }

    private static void slopes(Sites x) {
        Column alpha = x.scratch(Gates.INF), beta = x.scratch(Gates.RATE);
        Column alphaSlope = x.scratch(Gates.INF_SLOPE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            alphaSlope.store(k, alpha.load(k).mul(OPENING_per_mV));
            betaSlope.store(k, beta.load(k).mul(CLOSING_per_mV));
        }
    }

    /** The partial by w, which stands where that by v_c belongs, is by both voltages and, with a minus, by h. */
    private static void byAcross(Sites x, int gate) {
        Column byChild = x.partial(at(gate, BY_CHILD)),
                byParent = x.partial(at(gate, BY_PARENT)),
                byHalf = x.partial(at(gate, BY_H));
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector byW = byChild.load(k);
            byChild.store(k, byW.mul(sign(gate)));
            byParent.store(k, byW.mul(-sign(gate)));
            byHalf.store(k, byW.neg());
        }
    }
}
