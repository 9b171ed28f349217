package dev.ranvier.channel.hodgkinhuxley;

import dev.ranvier.channel.Gates;
import dev.ranvier.channel.Linoid;
import dev.ranvier.channel.PotassiumCurrent;
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
 * Potassium current of the squid axon, {@code i = g n^4 (v - e)}, with rest near -65 mV:
 *
 * <pre>
 *   alpha_n = 0.01 (v + 55) / (1 - exp(-(v + 55)/10))     beta_n = 0.125 exp(-(v + 65)/80)
 * </pre>
 *
 * Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eqs. 12, 13, in today's sign convention. Rates [1/ms] at 6.3 degC times
 * {@code rate_factor}; see {@link HodgkinHuxley#rateFactor}.
 */
public final class Potassium implements Channel {
    private static final int N = 0;
    private static final int Q = 2;
    private static final int E10 = Gates.SCRATCH;
    private static final int N_BY_N = 3, N_BY_V = 4, N_BY_Q = 5;
    private static final Linoid ALPHA = new Linoid(-55, 10);
    /** exp(-(v + 55)/10) over beta^8. */
    private static final double TO_55 = Math.E * Math.pow(8, 8);

    private final Schema schema;

    /** A potassium channel with the given defaults. */
    public Potassium(String name, double conductance_mS_per_cm2, double reversal_mV) {
        schema = new Schema(
                name,
                List.of(Field.gate("n")),
                List.of(Field.conductance(conductance_mS_per_cm2), Field.reversal(reversal_mV), Field.rateFactor()),
                Gates.SCRATCH + 1,
                Partial.joined(
                        PotassiumCurrent.PARTIALS,
                        List.of(Partial.nextByItself(N), Partial.nextByVoltage(N), Partial.nextByParameter(N, Q))));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(PotassiumCurrent::add);
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(PotassiumCurrent::partials);
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(Potassium::exponentials, Potassium::relaxation, Gates.advance(N));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                Potassium::exponentials,
                Potassium::alpha,
                Potassium::slopes,
                Gates.fromAlphaBetaSlopes(Q),
                Gates.decay(),
                Gates.advancePartials(N, Q, N_BY_N, N_BY_V, N_BY_Q));
    }

    /** {@code E10 = exp(-(v + 55)/10)}, and beta in its place: its eighth power is E10 but for a constant. */
    private static void exponentials(Sites x) {
        Column e10 = x.scratch(E10), beta = x.scratch(Gates.RATE);
        Exponential.apply(x.v(), -1 / 80.0, -65 / 80.0 + Math.log(0.125), beta, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector b2 = beta.load(k).mul(beta.load(k)), b4 = b2.mul(b2);
            e10.store(k, b4.mul(b4).mul(TO_55));
        }
    }

    private static void relaxation(Sites x) {
        Column inf = x.scratch(Gates.INF), rate = x.scratch(Gates.RATE);
        ALPHA.rates(x.v(), x.scratch(E10), 0.1, x.parameter(Q), inf, rate, x.from(), x.to());
    }

    private static void alpha(Sites x) {
        ALPHA.apply(x.v(), x.scratch(E10), 0.1, x.scratch(Gates.INF), x.from(), x.to());
    }

    private static void slopes(Sites x) {
        Column beta = x.scratch(Gates.RATE), betaSlope = x.scratch(Gates.RATE_SLOPE);
        ALPHA.slope(x.v(), x.scratch(E10), 0.1, x.scratch(Gates.INF_SLOPE), x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            betaSlope.store(k, beta.load(k).mul(-1 / 80.0));
        }
    }
}
