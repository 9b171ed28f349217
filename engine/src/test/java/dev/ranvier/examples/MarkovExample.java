package dev.ranvier.examples;

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
import dev.ranvier.memory.Exponential;
import java.util.List;

/**
 * How a Markov channel is written: states, ways between them, and kernels for the rates and their slopes. A sodium channel that opens,
 * inactivates from the open state and recovers through the closed one; its numbers are made up.
 *
 * <pre>
 *   (c) --a--> o --1--> i --r--> (c)     o --b--> (c)     a = 5 exp((v + 30)/12)   b = 0.5 exp(-(v + 30)/15)   r = exp(-(v + 60)/10)/5
 * </pre>
 */
public final class MarkovExample implements Channel {
    private static final int OPEN = 0, INACTIVATED = 1, CLOSED = 2;
    private static final int A = 0, B = 1, R = 2, ONE = 3;
    private static final MarkovScheme SCHEME = new MarkovScheme(
            3,
            4,
            List.of(
                    new Transition(CLOSED, OPEN, A, 1),
                    new Transition(OPEN, CLOSED, B, 1),
                    new Transition(OPEN, INACTIVATED, ONE, 1),
                    new Transition(INACTIVATED, CLOSED, R, 1)));

    private static final double[] PER_mV = {1 / 12.0, -1 / 15.0, -1 / 10.0, 0};
    private static final double[] LOG_AT_0_mV = {Math.log(5) + 30 / 12.0, Math.log(0.5) - 2, -Math.log(5) - 6, 0};
    private static final List<SiteKernel> RATES = List.of(rate(A), rate(B), rate(R), rate(ONE));
    private static final List<Input> INPUTS =
            List.of(new Input(Partial.By.VOLTAGE, 0, List.of(slope(A), slope(B), slope(R), slope(ONE))));
    private static final int FIRST = SingleGateCurrent.PARTIALS.size();

    private static final Schema SCHEMA = new Schema(
            "example",
            List.of(Field.gate("o"), Field.gate("i")),
            List.of(Field.conductance(100), Field.reversal(50)),
            SCHEME.scratch(),
            Partial.joined(SingleGateCurrent.PARTIALS, SCHEME.partials(INPUTS)));

    private static SiteKernel rate(int k) {
        return x -> Exponential.apply(x.v(), PER_mV[k], LOG_AT_0_mV[k], x.scratch(SCHEME.rate(k)), x.from(), x.to());
    }

    private static SiteKernel slope(int k) {
        return x -> slope(x, k);
    }

    private static void slope(Sites x, int k) {
        for (int site = x.from(); site < x.to(); site++) {
            x.scratch(SCHEME.slope(k))
                    .set(site, PER_mV[k] * x.scratch(SCHEME.rate(k)).get(site));
        }
    }

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
        return SCHEME.advance(RATES);
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return SCHEME.advancePartials(RATES, INPUTS, FIRST);
    }

    @Override
    public List<SiteKernel> steadyState() {
        return SCHEME.steadyState(RATES);
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return SCHEME.steadyStatePartials(RATES, INPUTS, FIRST);
    }
}
