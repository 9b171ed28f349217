package dev.ranvier.channel.mainensejnowski;

import dev.ranvier.channel.Gates;
import dev.ranvier.channel.SingleGateCurrent;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import java.util.List;

/**
 * Potassium current with one gate, {@code i = g n (v - e)}, and mirrored rates, c and a, b differing between the two currents:
 *
 * <pre>
 *   alpha_n = a (v - c) / (1 - exp(-(v - c)/9))     beta_n = -b (v - c) / (1 - exp((v - c)/9))
 *   I_Kv:  c = 25 mV, a = 0.02, b = 0.002           I_Km:  c = -30 mV, a = b = 0.001  [1/(ms mV)]
 * </pre>
 *
 * Mainen and Sejnowski, Nature 382 (1996) 363, legend of fig. 1, I_Km with the authors' correction (ModelDB 2488, demofig1.hoc).
 * Rates at 23 degC times {@code rate_factor}, q10 2.3; see {@link
 * MainenSejnowski}.
 */
public final class Potassium implements Channel {
    private static final int N = 0;
    private static final int Q = 2;
    private static final int N_BY_N = 3, N_BY_V = 4, N_BY_Q = 5;

    private final Schema schema;
    private final LinoidPair pair;

    Potassium(String name, double conductance_mS_per_cm2, double reversal_mV, LinoidPair pair) {
        this.pair = pair;
        schema = new Schema(
                name,
                List.of(Field.gate("n")),
                List.of(Field.conductance(conductance_mS_per_cm2), Field.reversal(reversal_mV), Field.rateFactor()),
                Gates.SCRATCH + 1,
                Partial.joined(
                        SingleGateCurrent.PARTIALS,
                        List.of(Partial.nextByItself(N), Partial.nextByVoltage(N), Partial.nextByParameter(N, Q))));
    }

    @Override
    public Schema schema() {
        return schema;
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
        return List.of(pair.exponential(), pair.rates(Q), Gates.advance(N));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                pair.exponential(),
                pair.rates(Q),
                pair.linoidSlope(),
                pair.slopes(Q),
                Gates.decay(),
                Gates.advancePartials(N, Q, N_BY_N, N_BY_V, N_BY_Q));
    }
}
