package dev.ranvier.channel.destexhe;

import dev.ranvier.channel.Gates;
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
 * Calcium-dependent potassium current {@code i = g m^2 (v - e)}, whose gate follows the calcium inside and not the voltage:
 *
 * <pre>
 *   alpha_m = 48 [Ca]^2     beta_m = 0.03     [1/ms, Ca in mM]
 * </pre>
 *
 * Destexhe, Contreras, Sejnowski and Steriade, J. Neurophysiol. 72 (1994) 803, I_K[Ca]; half open at 0.025 mM, as the authors'
 * program puts it. Rates at 22 degC times {@code rate_factor}, q10 3. The calcium is that of the pool in the same compartment, or
 * without one the parameter.
 */
public final class CalciumPotassium implements Channel {
    private static final int M = 0;
    private static final int G = 0, E = 1, CA = 2, Q = 3;
    private static final int I_BY_M = 0, I_BY_G = 1, I_BY_E = 2, M_BY_M = 3, M_BY_CA = 4, M_BY_Q = 5;
    private static final double ALPHA = 48, BETA = 0.03;

    private static final Schema SCHEMA = new Schema(
                    "destexhe-calcium-potassium",
                    List.of(Field.gate("m")),
                    List.of(
                            Field.conductance(10),
                            Field.reversal(-95),
                            new Field("calcium_mM", 2.4e-4, 1e-9, 1e3),
                            Field.rateFactor()),
                    Gates.SCRATCH,
                    List.of(
                            Partial.currentByState(M),
                            Partial.currentByParameter(G),
                            Partial.currentByParameter(E),
                            Partial.nextByItself(M),
                            Partial.nextByParameter(M, CA),
                            Partial.nextByParameter(M, Q)))
            .with(new IonUse.Senses(Ion.CALCIUM, CA));

    /** With the numbers that its source gives; an insertion may give others. */
    public CalciumPotassium() {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** {@code i += g m^2 (v - e)}. */
    @Override
    public List<SiteKernel> current() {
        return List.of(CalciumPotassium::current);
    }

    private static void current(Sites x) {
        Column conductance = x.scratch(Ohmic.CONDUCTANCE), m = x.state(M), g = x.parameter(G);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            conductance.store(k, g.load(k).mul(m.load(k)).mul(m.load(k)));
        }
        Ohmic.apply(x, conductance, x.parameter(E));
    }

    /** {@code di/dm = 2 g m (u - e)}, {@code di/dg = m^2 (u - e)}, {@code di/de = -g m^2}. */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(CalciumPotassium::currentPartials);
    }

    private static void currentPartials(Sites x) {
        Column u = x.u(), m = x.state(M), g = x.parameter(G), e = x.parameter(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector mk = m.load(k), gk = g.load(k), drive = u.load(k).sub(e.load(k)), m2 = mk.mul(mk);
            x.partial(I_BY_M).store(k, gk.mul(mk).mul(2).mul(drive));
            x.partial(I_BY_G).store(k, m2.mul(drive));
            x.partial(I_BY_E).store(k, gk.mul(m2).neg());
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(CalciumPotassium::rates, Gates.fromAlphaBeta(Q), Gates.advance(M));
    }

    /**
     * {@link Gates} differentiates by what the rates depend on, here the calcium in the place of the voltage.
     */
    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                CalciumPotassium::rates,
                CalciumPotassium::slopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(M, Q, M_BY_M, M_BY_CA, M_BY_Q));
    }

    private static void rates(Sites x) {
        Column ca = x.parameter(CA), alpha = x.scratch(Gates.INF), beta = x.scratch(Gates.RATE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            alpha.store(k, ca.load(k).mul(ca.load(k)).mul(ALPHA));
            beta.store(k, DoubleVector.broadcast(Lanes.SPECIES, BETA));
        }
    }

    /** By the calcium: {@code alpha' = 96 [Ca]}, {@code beta' = 0}. */
    private static void slopes(Sites x) {
        Column ca = x.parameter(CA), alphaSlope = x.scratch(Gates.INF_SLOPE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            alphaSlope.store(k, ca.load(k).mul(2 * ALPHA));
            betaSlope.store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }
}
