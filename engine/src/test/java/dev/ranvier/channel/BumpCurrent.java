package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import java.util.ArrayList;
import java.util.List;

/** Nobody's channel, a current whose voltage dependence is learned: {@code i = g sum_j w_j phi_j(v)} with the weights of all sites. */
public final class BumpCurrent implements Channel {
    private static final int G = 0;
    private static final int BY_G = 0, BY_V = 1, FIRST_BY_WEIGHT = 2;

    private final Schema schema;

    /** With these five weights as the defaults. */
    public BumpCurrent(double... weights) {
        List<Partial> partials = new ArrayList<>(List.of(Partial.currentByParameter(G), Partial.currentByVoltage()));
        for (int j = 0; j < Bumps.COUNT; j++) {
            partials.add(Partial.currentByShared(j));
        }
        schema = new Schema(
                "bump-current", List.of(), List.of(Field.conductance(0.5)), 0, partials, Bumps.weights(weights));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(BumpCurrent::addCurrent);
    }

    private static void addCurrent(Sites x) {
        for (int k = x.from(); k < x.to(); k++) {
            double v = x.v().get(k), g = x.parameter(G).get(k);
            x.i().set(k, x.i().get(k) + g * Bumps.sum(x.shared(), v));
            x.slope().set(k, x.slope().get(k) + g * Bumps.sumSlope(x.shared(), v));
        }
    }

    /** Of {@code g sum_j w_j (phi_j(v) + phi_j'(v) (u - v))}. */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(BumpCurrent::writePartials);
    }

    private static void writePartials(Sites x) {
        for (int k = x.from(); k < x.to(); k++) {
            double v = x.v().get(k), g = x.parameter(G).get(k), ahead = x.u().get(k) - v;
            x.partial(BY_G).set(k, Bumps.sum(x.shared(), v) + ahead * Bumps.sumSlope(x.shared(), v));
            x.partial(BY_V).set(k, g * ahead * Bumps.sumCurvature(x.shared(), v));
            for (int j = 0; j < Bumps.COUNT; j++) {
                x.partial(FIRST_BY_WEIGHT + j).set(k, g * (Bumps.phi(j, v) + ahead * Bumps.slope(j, v)));
            }
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return List.of();
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return List.of();
    }
}
