package dev.ranvier.fit;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.Tabulated;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The curves of one gate of a {@link Tabulated} channel as cubic splines through knots every 4 mV (Catmull and Rom, 1974): theta is
 * logit x_inf and ln tau at the knots, expected not far from where they start, which keeps an activation an activation. A trace depends on these numbers far more linearly than on a network's weights, so this is
 * where a fit finds the curves; the network then learns them.
 */
public final class GateSplines implements ParameterBlock {
    /** How far logit x_inf and ln tau are expected to be from where they start, at every knot. */
    private static final double[] DEVIATIONS = {4, 2};
    /** What a spread of 1 moves a knot, normally distributed: logit x_inf and ln tau by about one. */
    private static final double SCATTER = 1;

    private final String channel;
    private final int gate;
    private final VoltageGrid grid;
    private final double[] start;
    private final Roughness roughness;
    private final int knots;
    private final int spacing;
    /** {@code weights[node]}: of the knots first, first + 1, ... (clipped to the range) in that node's value. */
    private final double[][] weights;
    /** {@code bumps[knot]}: what the knot weighs at the nodes from its first to its last. */
    private final double[][] bumps;

    /** Of gate number {@code gate} of a channel of a cell, from its curves. */
    public GateSplines(Cell cell, String channel, int gate, GateCurves initial) {
        this(
                channel,
                gate,
                ((Tabulated) cell.insertions().get(cell.indexOf(channel)).mechanism())
                        .tables()
                        .grid());
        double[][] curves = new double[2][grid.nodes()];
        initial.evaluate(grid, curves[0], curves[1]);
        Arrays.setAll(start, k -> curves[k / knots][Math.min(k % knots * spacing, grid.nodes() - 1)]);
    }

    private GateSplines(String channel, int gate, VoltageGrid grid) {
        this.channel = channel;
        this.gate = gate;
        this.grid = grid;
        roughness = new Roughness(grid);
        spacing = roughness.spacing();
        knots = (grid.nodes() - 1 + spacing - 1) / spacing + 1;
        start = new double[2 * knots];
        weights = new double[grid.nodes()][];
        for (int node = 0; node < weights.length; node++) {
            weights[node] = catmullRom((double) (node % spacing) / spacing);
        }
        bumps = new double[knots][];
        Arrays.setAll(bumps, knot -> new double[to(knot) - from(knot)]);
        for (int node = 0; node < weights.length; node++) {
            for (int w = 0; w < 4; w++) {
                int knot = knot(node, w);
                bumps[knot][node - from(knot)] += weights[node][w];
            }
        }
    }

    /** The same gate, from other curves. */
    GateSplines from(double[] theta) {
        GateSplines other = new GateSplines(channel, gate, grid);
        System.arraycopy(theta, 0, other.start, 0, theta.length);
        return other;
    }

    /** The same gate, ln tau more by so much at all voltages. */
    GateSplines withTau(double more) {
        double[] theta = start();
        for (int k = knots; k < theta.length; k++) {
            theta[k] += more;
        }
        return from(theta);
    }

    /** Weights of the knots -1, 0, 1, 2 at {@code f} between 0 and 1. */
    private static double[] catmullRom(double f) {
        double f2 = f * f, f3 = f2 * f;
        return new double[] {
            0.5 * (-f3 + 2 * f2 - f), 0.5 * (3 * f3 - 5 * f2 + 2), 0.5 * (-3 * f3 + 4 * f2 + f), 0.5 * (f3 - f2)
        };
    }

    /** Knot of weight w at a node; the outermost knots are repeated. */
    private int knot(int node, int w) {
        return Math.clamp((long) node / spacing - 1 + w, 0, knots - 1);
    }

    /** The first node whose value a knot has a weight in. */
    private int from(int knot) {
        return Math.max(0, (knot - 2) * spacing);
    }

    /** Behind the last one. */
    private int to(int knot) {
        return Math.min((knot + 2) * spacing, grid.nodes());
    }

    @Override
    public int size() {
        return 2 * knots;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    /** Both curves moved up or down as a whole. */
    @Override
    public double[] start(RandomGenerator random, double spread) {
        double[] theta = start(),
                moved = {SCATTER * spread * random.nextGaussian(), SCATTER * spread * random.nextGaussian()};
        Arrays.setAll(theta, k -> theta[k] + moved[k / knots]);
        return theta;
    }

    /** {@code [curve][node]}: logit x_inf and ln tau at the nodes; linear in theta. */
    double[][] curves(double[] theta) {
        double[][] curves = new double[2][grid.nodes()];
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < weights.length; node++) {
                for (int w = 0; w < 4; w++) {
                    curves[curve][node] += weights[node][w] * theta[curve * knots + knot(node, w)];
                }
            }
        }
        return curves;
    }

    /** Where in theta the value of a curve at a node comes from. */
    int[] knots(int curve, int node) {
        return IntStream.range(0, 4).map(w -> curve * knots + knot(node, w)).toArray();
    }

    /** The weights of these knots there. */
    double[] weights(int node) {
        return weights[node].clone();
    }

    /** From one knot to the next. */
    double spacing_mV() {
        return spacing * grid.spacing_mV();
    }

    VoltageGrid grid() {
        return grid;
    }

    /** {@code R^T R}, where {@code R theta} is the roughness of both curves. */
    double[][] roughness() {
        List<double[]> slopes = IntStream.range(0, size())
                .mapToObj(k -> roughness.of(curves(unit(size(), k))))
                .toList();
        double[][] products = new double[size()][size()];
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                for (int r = 0; r < slopes.get(i).length; r++) {
                    products[i][j] += slopes.get(i)[r] * slopes.get(j)[r];
                }
            }
        }
        return products;
    }

    /** The curve that theta number k belongs to. */
    int curve(int k) {
        return k / knots;
    }

    /** The precision with which theta number k is expected where it starts. */
    double precision(int k) {
        return 1 / (DEVIATIONS[k / knots] * DEVIATIONS[k / knots]);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean hasFeatures() {
        return true;
    }

    @Override
    public Bound bind(List<Rig> rigs) {
        return new InBatches(new GateTables(rigs, channel, gate));
    }

    private final class InBatches implements Bound {
        private final GateTables tables;
        /** Of each knot. */
        private final List<double[]> roughnessSlopes;

        InBatches(GateTables tables) {
            this.tables = tables;
            roughnessSlopes = IntStream.range(0, size())
                    .mapToObj(k -> roughness.of(curves(unit(size(), k))))
                    .toList();
        }

        @Override
        public Set<Target> targets(int k) {
            return Set.of(tables.target());
        }

        @Override
        public boolean write(double[] theta, int lane) {
            tables.write(curves(theta));
            return true;
        }

        @Override
        public void pushForward(int rig, Differentials direction, int lane, double[] theta, double[] thetaDot) {
            tables.pushForward(rig, direction, lane, curves(thetaDot));
        }

        /** A knot moves one curve, and only between the second knots on both sides. */
        @Override
        public Features features(double[] theta) {
            return new Features() {
                @Override
                public int count() {
                    return size();
                }

                @Override
                public void pushForward(int rig, Differentials direction, int lane, int k) {
                    int knot = k % knots;
                    tables.pushForward(rig, direction, lane, k / knots, from(knot), bumps[knot]);
                }

                @Override
                public boolean isFelt(int rig, int k, VoltageRanges voltages) {
                    return tables.areRead(from(k % knots), to(k % knots), voltages);
                }

                @Override
                public List<double[]> penaltySlopes(Penalties weights) {
                    return InBatches.this.penaltySlopes(theta, weights);
                }

                @Override
                public double[] step(double[] y) {
                    return y;
                }
            };
        }

        @Override
        public double[] pullBack(int rig, Differentials bars, int place, double[] theta) {
            double[][] curveBars = tables.pullBack(rig, bars, place);
            double[] gradient = new double[size()];
            for (int curve = 0; curve < 2; curve++) {
                for (int node = 0; node < weights.length; node++) {
                    for (int w = 0; w < 4; w++) {
                        gradient[curve * knots + knot(node, w)] += weights[node][w] * curveBars[curve][node];
                    }
                }
            }
            return gradient;
        }

        @Override
        public double[] longest(double[] theta) {
            return unit(theta.length);
        }

        @Override
        public double[] penalties(double[] theta, Penalties weights) {
            double[] away = new double[size()];
            Arrays.setAll(away, k -> theta[k] - start[k]);
            return joined(away, roughness.of(curves(theta)), weights);
        }

        @Override
        public List<double[]> penaltySlopes(double[] theta, Penalties weights) {
            List<double[]> slopes = new ArrayList<>();
            for (int k = 0; k < size(); k++) {
                double[] unit = new double[size()];
                unit[k] = 1;
                slopes.add(joined(unit, roughnessSlopes.get(k), weights));
            }
            return slopes;
        }

        private double[] joined(double[] away, double[] roughness, Penalties weights) {
            return DoubleStream.concat(
                            IntStream.range(0, weights.prior() == 0 ? 0 : size())
                                    .mapToDouble(k -> weights.prior() * away[k] / DEVIATIONS[k / knots]),
                            Arrays.stream(weighted(roughness, weights)))
                    .toArray();
        }
    }

    private static double[] unit(int count, int k) {
        double[] unit = new double[count];
        unit[k] = 1;
        return unit;
    }

    /** One in logit x_inf, in ln tau and in the weights of a network. */
    static double[] unit(int count) {
        double[] longest = new double[count];
        Arrays.fill(longest, 1);
        return longest;
    }

    /** Times the weight of the roughness; none where that is zero. */
    static double[] weighted(double[] roughness, ParameterBlock.Penalties weights) {
        return weights.roughness() == 0
                ? new double[0]
                : Arrays.stream(roughness).map(r -> weights.roughness() * r).toArray();
    }
}
