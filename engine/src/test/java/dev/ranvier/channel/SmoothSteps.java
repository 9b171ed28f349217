package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Column;
import java.util.List;

/**
 * Nobody's channel, a current that goes smoothly from one number of all sites to the next: {@code i = g ((1 - s) w_k + s w_(k+1))},
 * {@code s = 10 f^3 - 15 f^4 + 6 f^5}, {@code k + f = (v - low)/spacing}.
 */
public final class SmoothSteps implements Channel {
    private static final VoltageGrid GRID = new VoltageGrid(-74, 3, 5);
    private static final int G = 0;
    private static final int BY_G = 0, BY_V = 1, BY_W = 2;
    private static final int NODE = 0, FRACTION = 1;
    /** Added to a node, which then stands in the low half of the bits. */
    private static final double WHOLE = 0x1.8p52;

    private final Schema schema;

    /** With these five numbers as the defaults. */
    public SmoothSteps(double... w) {
        schema = new Schema(
                "smooth-steps",
                List.of(),
                List.of(Field.conductance(0.2)),
                2,
                List.of(Partial.currentByParameter(G), Partial.currentByVoltage(), Partial.currentByShared(0)),
                new Heights(w.clone()));
    }

    /** The numbers, of which a site sees one value between two of them. */
    private static final class Heights implements SharedNumbers {
        private final double[] w;

        Heights(double[] w) {
            this.w = w;
        }

        @Override
        public int count() {
            return w.length;
        }

        @Override
        public int quantities() {
            return 1;
        }

        @Override
        public String name(int number) {
            return "w" + number;
        }

        @Override
        public void fill(Column values, double dt_ms) {
            for (int k = 0; k < w.length; k++) {
                values.set(k, w[k]);
            }
        }

        @Override
        public Reading reading(Sites x, int quantity) {
            return new Reading.Between(x.scratch(NODE), x.scratch(FRACTION), 0, 1);
        }
    }

    private static int node(double v) {
        return Math.clamp((long) Math.floor((v - GRID.low_mV()) / GRID.spacing_mV()), 0, GRID.nodes() - 2);
    }

    private static double f(int node, double v) {
        return Math.clamp((v - GRID.voltage_mV(node)) / GRID.spacing_mV(), 0, 1);
    }

    private static double s(double f) {
        return f * f * f * (10 - f * (15 - 6 * f));
    }

    /** {@code ds/dv}. */
    private static double slope(double f) {
        return 30 * f * f * (1 - f) * (1 - f) / GRID.spacing_mV();
    }

    /** {@code d2s/dv2}, 0 at a node. */
    private static double curvature(double f) {
        return 60 * f * (1 - f) * (1 - 2 * f) / (GRID.spacing_mV() * GRID.spacing_mV());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(SmoothSteps::addCurrent);
    }

    private static void addCurrent(Sites x) {
        for (int k = x.from(); k < x.to(); k++) {
            double v = x.v().get(k), g = x.parameter(G).get(k);
            int node = node(v);
            double f = f(node, v),
                    below = x.shared().get(node),
                    rise = x.shared().get(node + 1) - below;
            x.i().set(k, x.i().get(k) + g * (below + s(f) * rise));
            x.slope().set(k, x.slope().get(k) + g * slope(f) * rise);
        }
    }

    /** Of {@code g ((1 - S) w_k + S w_(k+1))}, {@code S = s(v) + s'(v) (u - v)}. */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(SmoothSteps::writePartials);
    }

    private static void writePartials(Sites x) {
        for (int k = x.from(); k < x.to(); k++) {
            double v = x.v().get(k), g = x.parameter(G).get(k), ahead = x.u().get(k) - v;
            int node = node(v);
            double f = f(node, v),
                    below = x.shared().get(node),
                    rise = x.shared().get(node + 1) - below;
            double linearised = s(f) + slope(f) * ahead;
            x.scratch(NODE).set(k, WHOLE + node);
            x.scratch(FRACTION).set(k, linearised);
            x.partial(BY_G).set(k, below + linearised * rise);
            x.partial(BY_V).set(k, g * curvature(f) * ahead * rise);
            x.partial(BY_W).set(k, g);
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
