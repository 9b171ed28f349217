package dev.ranvier.channel;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Calcium in a thin shell under the membrane with a buffer that does not move, Ca + B = CaB, filled by the calcium currents and
 * removed exponentially; b is the concentration of CaB:
 *
 * <pre>
 *   d[Ca]/dt = -phi i_Ca - ([Ca] - rest) / tau - db/dt     phi = 1 / (2 F depth), at 1 um 5.18e-5 mM/ms per uA/cm2
 *   db/dt    = kon [Ca] (total - b) - koff b
 *   e        = (R T / 2 F) ln(outside / [Ca])
 * </pre>
 *
 * The first term is cut at zero, as in {@code CalciumPool}. With {@code f = -(c - rest)/tau} and g = db/dt a step at a fixed current is
 *
 * <pre>
 *   c' + b' = c + b + dt (theta f(c') + (1 - theta) f(c) - phi i)     b' = b + dt (theta g(c', b') + (1 - theta) g(c, b))
 * </pre>
 *
 * whose only positive solution is that of a quadratic equation in c'. A step of implicit Euler keeps c positive and b in [0, total]; the
 * trapezoidal rule does while dt is below {@code 2 / (kon total + 1/tau)} and {@code 2 / (kon [Ca] + koff)}.
 *
 * <p>Buffer: Carnevale and Hines, The NEURON Book (2006), ch. 9, "ca + Buffer = CaBuffer" of its {@code cadif}, with its defaults, which
 * name Yamada, Koch and Adams (1989); Sala and Hernandez-Cruz, Biophys. J. 57 (1990) 313. Shell and removal:
 * as {@code dev.ranvier.channel.destexhe.CalciumPool}, whose defaults they have.
 */
public final class BufferedCalciumPool implements IonPool {
    /** Index of the state that is the calcium bound [mM]. */
    public static final int BOUND = 2;

    private static final int DEPTH = 0, TAU = 1, REST = 2, OUTSIDE = 3, TEMPERATURE = 4, KON = 5, KOFF = 6, TOTAL = 7;
    private static final int SUM = 0, KNOWN = 1, CONSTANT = 0, LINEAR = 2, SQUARE = 3;
    private static final int CC = 0, CB = 1, BC = 2, BB = 3, MORE = 4, SCRATCH = 5;
    private static final int INPUTS = 9, OF_CALCIUM = 0, OF_BOUND = INPUTS, OF_REVERSAL = 2 * INPUTS;
    private static final int BY_C = 0,
            BY_B = 1,
            BY_I = 2,
            BY_DEPTH = 3,
            BY_TAU = 4,
            BY_REST = 5,
            BY_KON = 6,
            BY_KOFF = 7;
    private static final int BY_TOTAL = 8;
    private static final Nernst NERNST = new Nernst(OUTSIDE, TEMPERATURE);
    /** phi at 1 um. */
    private static final double INFLUX_mM_per_ms = 10 / (Ion.CALCIUM.valence() * Nernst.FARADAY_C_per_mol);

    private static final Schema SCHEMA = new Schema(
            "buffered-calcium-pool",
            List.of(
                    new Field("calcium_mM", 2.4e-4, 0, 1e3),
                    Field.reversal(120),
                    new Field("bound_mM", 5.8e-4, 0, 1e3)),
            List.of(
                    new Field("depth_um", 1, 1e-4, 1e4),
                    new Field("tau_ms", 5, 1e-3, 1e9),
                    new Field("rest_mM", 2.4e-4, 1e-9, 1e3),
                    new Field("outside_mM", 2, 1e-9, 1e3),
                    new Field("temperature_degC", 36, -50, 100),
                    new Field("kon_per_mM_ms", 100, 0, 1e6),
                    new Field("koff_per_ms", 0.1, 1e-9, 1e6),
                    new Field("total_mM", 0.003, 0, 1e3)),
            SCRATCH,
            Partial.joined(Partial.joined(byInputs(CONCENTRATION), byInputs(BOUND)), NERNST.partials()));

    private static List<Partial> byInputs(int state) {
        return List.of(
                Partial.nextByState(state, CONCENTRATION),
                Partial.nextByState(state, BOUND),
                Partial.nextByIonCurrent(state),
                Partial.nextByParameter(state, DEPTH),
                Partial.nextByParameter(state, TAU),
                Partial.nextByParameter(state, REST),
                Partial.nextByParameter(state, KON),
                Partial.nextByParameter(state, KOFF),
                Partial.nextByParameter(state, TOTAL));
    }

    /** With the numbers that its source gives; an insertion may give others. */
    public BufferedCalciumPool() {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Ion ion() {
        return Ion.CALCIUM;
    }

    @Override
    public List<SiteKernel> advance() {
        return SiteKernel.joined(
                List.of(
                        BufferedCalciumPool::balance,
                        BufferedCalciumPool::coefficients,
                        BufferedCalciumPool::solve,
                        BufferedCalciumPool::bind),
                NERNST.kernels());
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                BufferedCalciumPool::invert,
                BufferedCalciumPool::partialsByCalcium,
                BufferedCalciumPool::partialsByBound,
                BufferedCalciumPool::partialsByCurrent,
                BufferedCalciumPool::partialsByDepth,
                BufferedCalciumPool::partialsByTau,
                BufferedCalciumPool::partialsByRest,
                BufferedCalciumPool::partialsByBinding,
                BufferedCalciumPool::partialsByUnbinding,
                BufferedCalciumPool::partialsByTotal,
                x -> NERNST.partials(x, OF_REVERSAL));
    }

    /** {@code [Ca] = rest} and the buffer in balance with it. */
    @Override
    public List<SiteKernel> steadyState() {
        return SiteKernel.joined(List.of(BufferedCalciumPool::rest), NERNST.kernels());
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return List.of(BufferedCalciumPool::restPartials, x -> NERNST.partials(x, OF_REVERSAL));
    }

    /** {@code SUM = c' + b' + (theta dt/tau) c'} and {@code KNOWN = b + (1 - theta) dt g(c, b)}. */
    private static void balance(Sites x) {
        Column i = x.i(), depth = x.parameter(DEPTH), tau = x.parameter(TAU), rest = x.parameter(REST);
        Column kon = x.parameter(KON), koff = x.parameter(KOFF), total = x.parameter(TOTAL);
        Column calcium = x.state(CONCENTRATION), bound = x.state(BOUND);
        double dt = x.dt_ms(), e = (1 - x.theta()) * dt;
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector c = calcium.load(k), b = bound.load(k);
            DoubleVector inward = i.load(k).min(0).mul(-INFLUX_mM_per_ms).div(depth.load(k));
            DoubleVector relaxing = rest.load(k).mul(dt).sub(c.mul(e)).div(tau.load(k));
            x.scratch(SUM).store(k, inward.mul(dt).add(relaxing).add(c).add(b));
            DoubleVector binding = kon.load(k)
                    .mul(c)
                    .mul(total.load(k).sub(b))
                    .sub(koff.load(k).mul(b));
            x.scratch(KNOWN).store(k, binding.mul(e).add(b));
        }
    }

    /**
     * Of {@code SQUARE c'^2 + LINEAR c' = CONSTANT}: with {@code h = theta dt, m = 1 + h/tau} they are {@code m kon h},
     * {@code m (1 + h koff) + h kon (total - SUM)} and {@code SUM (1 + h koff) - KNOWN}, in the place of SUM.
     */
    private static void coefficients(Sites x) {
        Column tau = x.parameter(TAU), kon = x.parameter(KON), koff = x.parameter(KOFF), total = x.parameter(TOTAL);
        Column sum = x.scratch(SUM), known = x.scratch(KNOWN);
        double h = x.theta() * x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector m =
                    DoubleVector.broadcast(Lanes.SPECIES, h).div(tau.load(k)).add(1);
            DoubleVector on = kon.load(k).mul(h), off = koff.load(k).mul(h).add(1), s = sum.load(k);
            x.scratch(SQUARE).store(k, m.mul(on));
            x.scratch(LINEAR).store(k, m.mul(off).add(on.mul(total.load(k).sub(s))));
            x.scratch(CONSTANT).store(k, s.mul(off).sub(known.load(k)));
        }
    }

    /** Of the two forms of the positive root the one that cancels nothing. */
    private static void solve(Sites x) {
        Column square = x.scratch(SQUARE), linear = x.scratch(LINEAR), constant = x.scratch(CONSTANT);
        Column next = x.next(CONCENTRATION);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector a = square.load(k), p = linear.load(k), q = constant.load(k);
            DoubleVector larger = p.mul(p).add(a.mul(q).mul(4)).sqrt().add(p.abs());
            next.store(k, larger.div(a.mul(2)).blend(q.mul(2).div(larger), p.compare(VectorOperators.GT, 0)));
        }
    }

    /** {@code b' = (KNOWN + h kon total c') / (1 + h (kon c' + koff))}. */
    private static void bind(Sites x) {
        Column kon = x.parameter(KON), koff = x.parameter(KOFF), total = x.parameter(TOTAL);
        Column known = x.scratch(KNOWN), calcium = x.next(CONCENTRATION), bound = x.next(BOUND);
        double h = x.theta() * x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector binding = kon.load(k).mul(calcium.load(k));
            DoubleVector whole = binding.add(koff.load(k)).mul(h).add(1);
            bound.store(k, binding.mul(total.load(k)).mul(h).add(known.load(k)).div(whole));
        }
    }

    /**
     * What a change of the right sides of the two balances, of c' and of b', makes of c' and b': the inverse of
     * {@code ((m + h g_c, h g_b), (-h g_c, 1 - h g_b))} at c', b', with {@code g_c = kon (total - b'), g_b = -(kon c' + koff)}.
     */
    private static void invert(Sites x) {
        Column tau = x.parameter(TAU), kon = x.parameter(KON), koff = x.parameter(KOFF), total = x.parameter(TOTAL);
        Column calcium = x.next(CONCENTRATION), bound = x.next(BOUND);
        double h = x.theta() * x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector m =
                    DoubleVector.broadcast(Lanes.SPECIES, h).div(tau.load(k)).add(1);
            DoubleVector gc = total.load(k).sub(bound.load(k)).mul(kon.load(k)).mul(h);
            DoubleVector gb = kon.load(k).mul(calcium.load(k)).add(koff.load(k)).mul(-h);
            DoubleVector off = gb.neg().add(1), det = m.mul(off).add(gc);
            x.scratch(CC).store(k, off.div(det));
            x.scratch(CB).store(k, gb.neg().div(det));
            x.scratch(BC).store(k, gc.div(det));
            x.scratch(BB).store(k, m.add(gc).div(det));
        }
    }

    /** {@code 1 - (1 - theta) dt (1/tau + g_c)} to the balance of c', {@code (1 - theta) dt g_c} to that of b'. */
    private static void partialsByCalcium(Sites x) {
        Column tau = x.parameter(TAU), kon = x.parameter(KON), total = x.parameter(TOTAL), bound = x.state(BOUND);
        Column cc = x.scratch(CC), cb = x.scratch(CB), bc = x.scratch(BC), bb = x.scratch(BB);
        Column ofCalcium = x.partial(OF_CALCIUM + BY_C), ofBound = x.partial(OF_BOUND + BY_C);
        double e = (1 - x.theta()) * x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector gc = total.load(k).sub(bound.load(k)).mul(kon.load(k)).mul(e);
            DoubleVector kept = DoubleVector.broadcast(Lanes.SPECIES, -e)
                    .div(tau.load(k))
                    .add(1)
                    .sub(gc);
            ofCalcium.store(k, cc.load(k).mul(kept).add(cb.load(k).mul(gc)));
            ofBound.store(k, bc.load(k).mul(kept).add(bb.load(k).mul(gc)));
        }
    }

    /** {@code -(1 - theta) dt g_b} to the balance of c', {@code 1 + (1 - theta) dt g_b} to that of b'. */
    private static void partialsByBound(Sites x) {
        Column kon = x.parameter(KON), koff = x.parameter(KOFF), calcium = x.state(CONCENTRATION);
        Column cc = x.scratch(CC), cb = x.scratch(CB), bc = x.scratch(BC), bb = x.scratch(BB);
        Column ofCalcium = x.partial(OF_CALCIUM + BY_B), ofBound = x.partial(OF_BOUND + BY_B);
        double e = (1 - x.theta()) * x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector gb = kon.load(k).mul(calcium.load(k)).add(koff.load(k)).mul(-e), kept = gb.add(1);
            ofCalcium.store(k, cb.load(k).mul(kept).sub(cc.load(k).mul(gb)));
            ofBound.store(k, bb.load(k).mul(kept).sub(bc.load(k).mul(gb)));
        }
    }

    /** {@code -dt phi} by i, 0 when that is cut. */
    private static void partialsByCurrent(Sites x) {
        Column i = x.i(), depth = x.parameter(DEPTH);
        double filling = -INFLUX_mM_per_ms * x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector full = DoubleVector.broadcast(Lanes.SPECIES, filling).div(depth.load(k));
            x.scratch(MORE)
                    .store(
                            k,
                            DoubleVector.zero(Lanes.SPECIES)
                                    .blend(full, i.load(k).lt(0)));
        }
        fillMore(x, BY_I);
    }

    /** {@code dt phi i / depth} by the depth, from what {@link #partialsByCurrent} left. */
    private static void partialsByDepth(Sites x) {
        Column i = x.i(), depth = x.parameter(DEPTH), more = x.scratch(MORE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            more.store(k, more.load(k).mul(i.load(k)).div(depth.load(k)).neg());
        }
        fillMore(x, BY_DEPTH);
    }

    /** {@code (h c' + (1 - theta) dt c - dt rest) / tau^2} by tau. */
    private static void partialsByTau(Sites x) {
        Column tau = x.parameter(TAU), rest = x.parameter(REST);
        Column before = x.state(CONCENTRATION), after = x.next(CONCENTRATION);
        double dt = x.dt_ms(), h = x.theta() * dt, e = dt - h;
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector away = after.load(k)
                    .mul(h)
                    .add(before.load(k).mul(e))
                    .sub(rest.load(k).mul(dt));
            x.scratch(MORE).store(k, away.div(tau.load(k).mul(tau.load(k))));
        }
        fillMore(x, BY_TAU);
    }

    /** {@code dt/tau} by the rest. */
    private static void partialsByRest(Sites x) {
        Column tau = x.parameter(TAU);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            x.scratch(MORE)
                    .store(k, DoubleVector.broadcast(Lanes.SPECIES, x.dt_ms()).div(tau.load(k)));
        }
        fillMore(x, BY_REST);
    }

    /** MORE to the balance of c'. */
    private static void fillMore(Sites x, int by) {
        Column cc = x.scratch(CC), bc = x.scratch(BC), more = x.scratch(MORE);
        Column ofCalcium = x.partial(OF_CALCIUM + by), ofBound = x.partial(OF_BOUND + by);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            ofCalcium.store(k, more.load(k).mul(cc.load(k)));
            ofBound.store(k, more.load(k).mul(bc.load(k)));
        }
    }

    /** What binds more takes as much calcium: {@code h c' (total - b') + (1 - theta) dt c (total - b)} by kon. */
    private static void partialsByBinding(Sites x) {
        Column total = x.parameter(TOTAL), c = x.state(CONCENTRATION), b = x.state(BOUND);
        Column nextC = x.next(CONCENTRATION), nextB = x.next(BOUND);
        double h = x.theta() * x.dt_ms(), e = x.dt_ms() - h;
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector all = total.load(k), before = c.load(k).mul(all.sub(b.load(k)));
            x.scratch(MORE)
                    .store(k, nextC.load(k).mul(all.sub(nextB.load(k))).mul(h).add(before.mul(e)));
        }
        bindMore(x, BY_KON);
    }

    /** {@code -(h b' + (1 - theta) dt b)} by koff. */
    private static void partialsByUnbinding(Sites x) {
        Column b = x.state(BOUND), nextB = x.next(BOUND);
        double h = x.theta() * x.dt_ms(), e = x.dt_ms() - h;
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            x.scratch(MORE).store(k, nextB.load(k).mul(-h).sub(b.load(k).mul(e)));
        }
        bindMore(x, BY_KOFF);
    }

    /** {@code kon (h c' + (1 - theta) dt c)} by the total. */
    private static void partialsByTotal(Sites x) {
        Column kon = x.parameter(KON), c = x.state(CONCENTRATION), nextC = x.next(CONCENTRATION);
        double h = x.theta() * x.dt_ms(), e = x.dt_ms() - h;
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            x.scratch(MORE).store(k, nextC.load(k).mul(h).add(c.load(k).mul(e)).mul(kon.load(k)));
        }
        bindMore(x, BY_TOTAL);
    }

    /** MORE to the balance of b', and as much less to that of c'. */
    private static void bindMore(Sites x, int by) {
        Column cc = x.scratch(CC), cb = x.scratch(CB), bc = x.scratch(BC), bb = x.scratch(BB), more = x.scratch(MORE);
        Column ofCalcium = x.partial(OF_CALCIUM + by), ofBound = x.partial(OF_BOUND + by);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            ofCalcium.store(k, more.load(k).mul(cb.load(k).sub(cc.load(k))));
            ofBound.store(k, more.load(k).mul(bb.load(k).sub(bc.load(k))));
        }
    }

    /** {@code b = kon rest total / (kon rest + koff)}. */
    private static void rest(Sites x) {
        Column rest = x.parameter(REST), kon = x.parameter(KON), koff = x.parameter(KOFF), total = x.parameter(TOTAL);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector binding = kon.load(k).mul(rest.load(k));
            x.next(CONCENTRATION).store(k, rest.load(k));
            x.next(BOUND).store(k, binding.mul(total.load(k)).div(binding.add(koff.load(k))));
        }
    }

    /** By the rest 1, and with {@code s = kon rest + koff}: {@code kon koff total/s^2} by it, and so on; 0 by everything else. */
    private static void restPartials(Sites x) {
        for (int j = 0; j < OF_REVERSAL; j++) {
            x.partial(j).fill(x.from(), x.to(), j == OF_CALCIUM + BY_REST ? 1 : 0);
        }
        Column rest = x.parameter(REST), kon = x.parameter(KON), koff = x.parameter(KOFF), total = x.parameter(TOTAL);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector binding = kon.load(k).mul(rest.load(k)), s = binding.add(koff.load(k));
            DoubleVector share = total.load(k).div(s.mul(s));
            x.partial(OF_BOUND + BY_REST).store(k, share.mul(kon.load(k)).mul(koff.load(k)));
            x.partial(OF_BOUND + BY_KON).store(k, share.mul(rest.load(k)).mul(koff.load(k)));
            x.partial(OF_BOUND + BY_KOFF).store(k, share.mul(binding).neg());
            x.partial(OF_BOUND + BY_TOTAL).store(k, binding.div(s));
        }
    }
}
