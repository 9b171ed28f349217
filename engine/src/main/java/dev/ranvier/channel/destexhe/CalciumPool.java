package dev.ranvier.channel.destexhe;

import dev.ranvier.channel.Nernst;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
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
 * Calcium in a thin shell under the membrane, filled by the calcium currents and removed exponentially:
 *
 * <pre>
 *   d[Ca]/dt = -phi i_Ca - ([Ca] - rest) / tau     phi = 1 / (2 F depth), at 1 um 5.18e-5 mM/ms per uA/cm2
 *   e = (R T / 2 F) ln(outside / [Ca])
 * </pre>
 *
 * The first term is cut at zero: a current outward empties nothing, so that [Ca] stays above zero. The update is exact at a fixed
 * current.
 *
 * <p>Destexhe, Babloyantz and Sejnowski, Biophys. J. 65 (1993) 1538 for the shell; Destexhe, Bal, McCormick and Sejnowski, J.
 * Neurophysiol. 76 (1996) 2049, for the removal and the values, those of the authors' program (ModelDB 3343, cadecay.mod and
 * IT2.mod).
 */
public final class CalciumPool implements IonPool {
    private static final int DEPTH = 0, TAU = 1, REST = 2, OUTSIDE = 3, TEMPERATURE = 4;
    private static final int DECAY = 0, SCRATCH = 1;
    private static final int C_BY_C = 0, C_BY_I = 1, C_BY_DEPTH = 2, C_BY_TAU = 3, C_BY_REST = 4;
    private static final int E_BY_C = 5;
    private static final Nernst NERNST = new Nernst(OUTSIDE, TEMPERATURE);
    /** phi at 1 um: 1 uA/cm2 over 1 um is 10 C/(s l), and 1 mol/(s l) is 1 mM/ms. */
    private static final double INFLUX_mM_per_ms = 10 / (Ion.CALCIUM.valence() * Nernst.FARADAY_C_per_mol);

    private static final Schema SCHEMA = new Schema(
            "destexhe-calcium-pool",
            List.of(new Field("calcium_mM", 2.4e-4, 0, 1e3), Field.reversal(120)),
            List.of(
                    new Field("depth_um", 1, 1e-4, 1e4),
                    new Field("tau_ms", 5, 1e-3, 1e9),
                    new Field("rest_mM", 2.4e-4, 1e-9, 1e3),
                    new Field("outside_mM", 2, 1e-9, 1e3),
                    new Field("temperature_degC", 36, -50, 100)),
            SCRATCH,
            Partial.joined(
                    List.of(
                            Partial.nextByItself(CONCENTRATION),
                            Partial.nextByIonCurrent(CONCENTRATION),
                            Partial.nextByParameter(CONCENTRATION, DEPTH),
                            Partial.nextByParameter(CONCENTRATION, TAU),
                            Partial.nextByParameter(CONCENTRATION, REST)),
                    NERNST.partials()));

    /** With the numbers that its source gives; an insertion may give others. */
    public CalciumPool() {}

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
                List.of(CalciumPool::exponent, CalciumPool::decay, CalciumPool::relax), NERNST.kernels());
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                CalciumPool::exponent,
                CalciumPool::decay,
                CalciumPool::relaxPartials,
                CalciumPool::relaxPartialsByShell,
                x -> NERNST.partials(x, E_BY_C));
    }

    /** {@code [Ca] = rest}. */
    @Override
    public List<SiteKernel> steadyState() {
        return SiteKernel.joined(
                List.of(x -> x.next(CONCENTRATION).copyFrom(x.parameter(REST), x.from(), x.to())), NERNST.kernels());
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return List.of(CalciumPool::restPartials, x -> NERNST.partials(x, E_BY_C));
    }

    /** 1 by the rest, 0 by everything else. */
    private static void restPartials(Sites x) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            x.partial(C_BY_C).store(k, DoubleVector.zero(Lanes.SPECIES));
            x.partial(C_BY_I).store(k, DoubleVector.zero(Lanes.SPECIES));
            x.partial(C_BY_DEPTH).store(k, DoubleVector.zero(Lanes.SPECIES));
            x.partial(C_BY_TAU).store(k, DoubleVector.zero(Lanes.SPECIES));
            x.partial(C_BY_REST).store(k, DoubleVector.broadcast(Lanes.SPECIES, 1));
        }
    }

    private static void exponent(Sites x) {
        Column tau = x.parameter(TAU), exponent = x.scratch(DECAY);
        double dt_ms = x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            exponent.store(k, DoubleVector.broadcast(Lanes.SPECIES, -dt_ms).div(tau.load(k)));
        }
    }

    private static void decay(Sites x) {
        Exponential.apply(x.scratch(DECAY), 1, 0, x.scratch(DECAY), x.from(), x.to());
    }

    /** {@code next = inf + ([Ca] - inf) exp(-dt/tau)}, {@code inf = rest - tau phi i}, i cut at zero. */
    private static void relax(Sites x) {
        Column i = x.i(), depth = x.parameter(DEPTH), tau = x.parameter(TAU), rest = x.parameter(REST);
        Column now = x.state(CONCENTRATION), next = x.next(CONCENTRATION), decay = x.scratch(DECAY);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector inward = i.load(k).min(0).mul(-INFLUX_mM_per_ms).div(depth.load(k));
            DoubleVector inf = inward.fma(tau.load(k), rest.load(k));
            next.store(k, now.load(k).sub(inf).fma(decay.load(k), inf));
        }
    }

    /** With {@code D = exp(-dt/tau)}: D by [Ca], {@code 1 - D} by the rest, {@code -(1 - D) tau phi} by i, 0 when that is cut. */
    private static void relaxPartials(Sites x) {
        Column i = x.i(), depth = x.parameter(DEPTH), tau = x.parameter(TAU), decay = x.scratch(DECAY);
        Column byCalcium = x.partial(C_BY_C), byRest = x.partial(C_BY_REST), byCurrent = x.partial(C_BY_I);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector d = decay.load(k), settled = d.neg().add(1);
            byCalcium.store(k, d);
            byRest.store(k, settled);
            DoubleVector filling =
                    settled.mul(tau.load(k)).mul(-INFLUX_mM_per_ms).div(depth.load(k));
            byCurrent.store(
                    k, DoubleVector.zero(Lanes.SPECIES).blend(filling, i.load(k).lt(0)));
        }
    }

    /** {@code (1 - D) tau phi i / depth} by the depth, {@code -(1 - D) phi i + ([Ca] - inf) D dt/tau^2} by tau. */
    private static void relaxPartialsByShell(Sites x) {
        Column i = x.i(), depth = x.parameter(DEPTH), tau = x.parameter(TAU), rest = x.parameter(REST);
        Column now = x.state(CONCENTRATION), decay = x.scratch(DECAY);
        Column byDepth = x.partial(C_BY_DEPTH), byTau = x.partial(C_BY_TAU);
        double dt_ms = x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector d = decay.load(k), settled = d.neg().add(1), tk = tau.load(k);
            DoubleVector inward = i.load(k).min(0).mul(-INFLUX_mM_per_ms).div(depth.load(k));
            byDepth.store(k, settled.mul(tk).mul(inward).div(depth.load(k)).neg());
            DoubleVector away = now.load(k).sub(inward.fma(tk, rest.load(k)));
            byTau.store(k, away.mul(d).mul(dt_ms).div(tk.mul(tk)).add(settled.mul(inward)));
        }
    }
}
