package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import java.util.ArrayList;
import java.util.List;

/**
 * Nobody's channel, a gate whose steady state is learned: {@code x_inf = 1/(1 + exp(-sum_j w_j phi_j(v)))}, tau = 4 ms,
 * {@code i = g x (v - e)}, with the weights of all sites.
 */
public final class BumpGate implements Channel {
    private static final int X = 0, G = 0, E = 1;
    private static final int I_BY_X = 0, I_BY_G = 1, I_BY_E = 2, X_BY_X = 3, X_BY_V = 4, FIRST_BY_WEIGHT = 5;
    private static final double TAU_ms = 4;

    private final Schema schema;

    /** With these five weights as the defaults. */
    public BumpGate(double... weights) {
        List<Partial> partials = new ArrayList<>(List.of(
                Partial.currentByState(X),
                Partial.currentByParameter(G),
                Partial.currentByParameter(E),
                Partial.nextByItself(X),
                Partial.nextByVoltage(X)));
        for (int j = 0; j < Bumps.COUNT; j++) {
            partials.add(Partial.nextByShared(X, j));
        }
        schema = new Schema(
                "bump-gate",
                List.of(Field.gate("x")),
                List.of(Field.conductance(2), Field.reversal(-80)),
                0,
                partials,
                Bumps.weights(weights));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(BumpGate::addCurrent);
    }

    private static void addCurrent(Sites x) {
        for (int k = x.from(); k < x.to(); k++) {
            double g = x.parameter(G).get(k) * x.state(X).get(k);
            x.i().set(k, x.i().get(k) + g * (x.v().get(k) - x.parameter(E).get(k)));
            x.slope().set(k, x.slope().get(k) + g);
        }
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(BumpGate::writeCurrentPartials);
    }

    private static void writeCurrentPartials(Sites x) {
        for (int k = x.from(); k < x.to(); k++) {
            double g = x.parameter(G).get(k), open = x.state(X).get(k);
            double drive = x.u().get(k) - x.parameter(E).get(k);
            x.partial(I_BY_X).set(k, g * drive);
            x.partial(I_BY_G).set(k, open * drive);
            x.partial(I_BY_E).set(k, -g * open);
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of(BumpGate::relax);
    }

    private static void relax(Sites x) {
        double decay = Math.exp(-x.dt_ms() / TAU_ms);
        for (int k = x.from(); k < x.to(); k++) {
            double inf = inf(x, k);
            x.next(X).set(k, inf + (x.state(X).get(k) - inf) * decay);
        }
    }

    private static double inf(Sites x, int k) {
        return 1 / (1 + Math.exp(-Bumps.sum(x.shared(), x.v().get(k))));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(BumpGate::writeNextPartials);
    }

    private static void writeNextPartials(Sites x) {
        double decay = Math.exp(-x.dt_ms() / TAU_ms);
        for (int k = x.from(); k < x.to(); k++) {
            double v = x.v().get(k), inf = inf(x, k), slope = (1 - decay) * inf * (1 - inf);
            x.partial(X_BY_X).set(k, decay);
            x.partial(X_BY_V).set(k, slope * Bumps.sumSlope(x.shared(), v));
            for (int j = 0; j < Bumps.COUNT; j++) {
                x.partial(FIRST_BY_WEIGHT + j).set(k, slope * Bumps.phi(j, v));
            }
        }
    }
}
