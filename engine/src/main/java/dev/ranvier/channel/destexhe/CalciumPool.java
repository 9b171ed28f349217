package dev.ranvier.channel.destexhe;

import dev.ranvier.channel.ChannelSchema;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.Field;
import dev.ranvier.channel.Ion;
import dev.ranvier.channel.IonPool;
import dev.ranvier.channel.SiteKernel;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

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
 * <p>Destexhe, Contreras, Sejnowski and Steriade, J. Neurophysiol. 72 (1994) 803, with the Nernst equation in place of a fixed
 * reversal.
 */
public final class CalciumPool implements IonPool {
    private static final int DEPTH = 0, TAU = 1, REST = 2, OUTSIDE = 3, TEMPERATURE = 4;
    private static final int DECAY = 0, SCRATCH = 1;
    /** CODATA 2018. */
    private static final double FARADAY_C_per_mol = 96485.33212, GAS_J_per_mol_K = 8.314462618;

    private static final double ZERO_degC_K = 273.15;
    /** phi at 1 um: 1 uA/cm2 over 1 um is 10 C/(s l), and 1 mol/(s l) is 1 mM/ms. */
    private static final double INFLUX_mM_per_ms = 10 / (Ion.CALCIUM.valence() * FARADAY_C_per_mol);
    /** {@code R / 2 F} in mV/K. */
    private static final double NERNST_mV_per_K = 1e3 * GAS_J_per_mol_K / (Ion.CALCIUM.valence() * FARADAY_C_per_mol);

    private static final ChannelSchema SCHEMA = new ChannelSchema(
            "destexhe-calcium-pool",
            List.of(new Field("calcium_mM", 2.4e-4, 0, 1e3), Field.reversal(120)),
            List.of(
                    new Field("depth_um", 1, 1e-4, 1e4),
                    new Field("tau_ms", 5, 1e-3, 1e9),
                    new Field("rest_mM", 2.4e-4, 1e-9, 1e3),
                    new Field("outside_mM", 2, 1e-9, 1e3),
                    new Field("temperature_degC", 36, -50, 100)),
            SCRATCH,
            List.of(),
            0);

    @Override
    public ChannelSchema schema() {
        return SCHEMA;
    }

    @Override
    public Ion ion() {
        return Ion.CALCIUM;
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(CalciumPool::exponent, CalciumPool::decay, CalciumPool::relax, CalciumPool::nernst);
    }

    /** {@code [Ca] = rest}. */
    @Override
    public List<SiteKernel> steadyState() {
        return List.of(x -> x.next(CONCENTRATION).copyFrom(x.parameter(REST), x.from(), x.to()), CalciumPool::nernst);
    }

    private static void exponent(ChannelSites x) {
        Column tau = x.parameter(TAU), exponent = x.scratch(DECAY);
        double dt_ms = x.dt_ms();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            exponent.store(k, DoubleVector.broadcast(Lanes.SPECIES, -dt_ms).div(tau.load(k)));
        }
    }

    private static void decay(ChannelSites x) {
        Exponential.apply(x.scratch(DECAY), 1, 0, x.scratch(DECAY), x.from(), x.to());
    }

    /** {@code next = inf + ([Ca] - inf) exp(-dt/tau)}, {@code inf = rest - tau phi i}, i cut at zero. */
    private static void relax(ChannelSites x) {
        Column i = x.i(), depth = x.parameter(DEPTH), tau = x.parameter(TAU), rest = x.parameter(REST);
        Column now = x.state(CONCENTRATION), next = x.next(CONCENTRATION), decay = x.scratch(DECAY);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector inward = i.load(k).min(0).mul(-INFLUX_mM_per_ms).div(depth.load(k));
            DoubleVector inf = inward.fma(tau.load(k), rest.load(k));
            next.store(k, now.load(k).sub(inf).fma(decay.load(k), inf));
        }
    }

    private static void nernst(ChannelSites x) {
        Column outside = x.parameter(OUTSIDE), celsius = x.parameter(TEMPERATURE);
        Column calcium = x.next(CONCENTRATION), e = x.next(REVERSAL);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector log = outside.load(k).div(calcium.load(k)).lanewise(VectorOperators.LOG);
            e.store(k, celsius.load(k).add(ZERO_degC_K).mul(NERNST_mV_per_K).mul(log));
        }
    }
}
