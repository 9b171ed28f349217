package dev.ranvier.channel.hodgkinhuxley;

import dev.ranvier.channel.Linoid;
import dev.ranvier.channel.MarkovScheme;
import dev.ranvier.channel.MarkovScheme.Input;
import dev.ranvier.channel.MarkovScheme.Transition;
import dev.ranvier.channel.SingleGateCurrent;
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

/**
 * The potassium channel of the squid axon as a Markov scheme of five states, by how many of its four equal and independent gates are
 * open; it conducts when all are, {@code i = g o (v - e)}:
 *
 * <pre>{@code
 *        4 alpha      3 alpha      2 alpha      alpha
 *   (c0) -------> c1  -------> c2  -------> c3 -------> o        o + c1 + c2 + c3 + (c0) = 1
 *        <-------     <-------     <-------    <-------
 *         beta         2 beta       3 beta      4 beta
 * }</pre>
 *
 * with the rates of {@link Potassium}. In continuous time, from rest, o is its n^4; a step of the scheme is that of {@link MarkovScheme}.
 *
 * <p>Rates: Hodgkin and Huxley, J. Physiol. 117 (1952) 500, eqs. 12, 13. States: Armstrong, J. Gen. Physiol. 54 (1969) 553; Hille, Ion
 * Channels of Excitable Membranes (2001), ch. 18.
 */
public final class PotassiumScheme implements Channel {
    private static final int OPEN = 0, C3 = 1, C2 = 2, C1 = 3, C0 = 4, STATES = 5;
    private static final int Q = 2;
    private static final int ALPHA = 0, BETA = 1, RATES = 2;
    private static final MarkovScheme SCHEME = new MarkovScheme(
            STATES,
            RATES,
            List.of(
                    new Transition(C0, C1, ALPHA, 4),
                    new Transition(C1, C2, ALPHA, 3),
                    new Transition(C2, C3, ALPHA, 2),
                    new Transition(C3, OPEN, ALPHA, 1),
                    new Transition(OPEN, C3, BETA, 4),
                    new Transition(C3, C2, BETA, 3),
                    new Transition(C2, C1, BETA, 2),
                    new Transition(C1, C0, BETA, 1)));
    private static final int E10 = SCHEME.scratch(), SCRATCH = E10 + 1;
    private static final Linoid LINOID = new Linoid(-55, 10);

    private static final List<SiteKernel> RATE_KERNELS =
            List.of(PotassiumScheme::exponential, PotassiumScheme::alpha, PotassiumScheme::beta, PotassiumScheme::warm);
    private static final List<Input> INPUTS = List.of(
            new Input(Partial.By.VOLTAGE, 0, List.of(PotassiumScheme::alphaByVoltage, PotassiumScheme::byVoltage)),
            new Input(Partial.By.PARAMETER, Q, List.of(PotassiumScheme::byFactor)));
    private static final int FIRST = SingleGateCurrent.PARTIALS.size();

    private final Schema schema;

    /** A channel with the given defaults. */
    public PotassiumScheme(String name, double conductance_mS_per_cm2, double reversal_mV) {
        schema = new Schema(
                name,
                List.of(Field.gate("o"), Field.gate("c3"), Field.gate("c2"), Field.gate("c1")),
                List.of(Field.conductance(conductance_mS_per_cm2), Field.reversal(reversal_mV), Field.rateFactor()),
                SCRATCH,
                Partial.joined(SingleGateCurrent.PARTIALS, SCHEME.partials(INPUTS)));
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
        return SCHEME.advance(RATE_KERNELS);
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return SCHEME.advancePartials(RATE_KERNELS, INPUTS, FIRST);
    }

    @Override
    public List<SiteKernel> steadyState() {
        return SCHEME.steadyState(RATE_KERNELS);
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return SCHEME.steadyStatePartials(RATE_KERNELS, INPUTS, FIRST);
    }

    private static void exponential(Sites x) {
        Exponential.apply(x.v(), -0.1, -5.5, x.scratch(E10), x.from(), x.to());
    }

    private static void alpha(Sites x) {
        LINOID.apply(x.v(), x.scratch(E10), 0.1, x.scratch(SCHEME.rate(ALPHA)), x.from(), x.to());
    }

    private static void beta(Sites x) {
        Exponential.apply(
                x.v(), -1 / 80.0, -65 / 80.0 + Math.log(0.125), x.scratch(SCHEME.rate(BETA)), x.from(), x.to());
    }

    private static void warm(Sites x) {
        Column alpha = x.scratch(SCHEME.rate(ALPHA)), beta = x.scratch(SCHEME.rate(BETA)), q = x.parameter(Q);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            alpha.store(k, alpha.load(k).mul(q.load(k)));
            beta.store(k, beta.load(k).mul(q.load(k)));
        }
    }

    private static void alphaByVoltage(Sites x) {
        LINOID.slope(x.v(), x.scratch(E10), 0.1, x.scratch(SCHEME.slope(ALPHA)), x.from(), x.to());
    }

    private static void byVoltage(Sites x) {
        Column alpha = x.scratch(SCHEME.slope(ALPHA)), beta = x.scratch(SCHEME.slope(BETA)), q = x.parameter(Q);
        Column rate = x.scratch(SCHEME.rate(BETA));
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            alpha.store(k, alpha.load(k).mul(q.load(k)));
            beta.store(k, rate.load(k).mul(-1 / 80.0));
        }
    }

    /** A rate over its factor. */
    private static void byFactor(Sites x) {
        Column q = x.parameter(Q);
        for (int rate = 0; rate < RATES; rate++) {
            Column from = x.scratch(SCHEME.rate(rate)), to = x.scratch(SCHEME.slope(rate));
            for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
                to.store(k, from.load(k).div(q.load(k)));
            }
        }
    }
}
