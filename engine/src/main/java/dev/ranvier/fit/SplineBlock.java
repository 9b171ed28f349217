package dev.ranvier.fit;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The curves of one learned gate as cubic splines through knots every 4 mV (Catmull and Rom, 1974): theta is logit x_inf and
 * ln tau at the knots. A trace depends on these numbers far more linearly than on a network's weights, so this is where a
 * fit finds the curves; the network then learns them.
 */
final class SplineBlock implements ParameterBlock {
    private final GateTable table;
    private final GateCurves initial;
    private final int knots;
    private final int spacing;
    /** {@code weights[node]}: of the knots first, first + 1, ... (clipped to the range) in that node's value. */
    private final double[][] weights;

    private final double[][] curves;
    private final List<double[]> roughnessFeatures;

    SplineBlock(GateTable table, GateCurves initial) {
        this.table = table;
        this.initial = initial;
        this.spacing = table.spacing();
        this.knots = (table.grid().nodes() - 1 + spacing - 1) / spacing + 1;
        this.weights = new double[table.grid().nodes()][];
        this.curves = new double[2][weights.length];
        for (int node = 0; node < weights.length; node++) {
            weights[node] = catmullRom((double) (node % spacing) / spacing);
        }
        this.roughnessFeatures = roughnessOfEachKnot();
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

    /** logit x_inf and ln tau at the nodes, as last written. */
    double[][] curves() {
        return curves;
    }

    @Override
    public int size() {
        return 2 * knots;
    }

    @Override
    public Set<Target> targets() {
        return Set.of(table.target());
    }

    @Override
    public void initialise(double[] theta, int at) {
        double[][] start = new double[2][weights.length];
        initial.evaluate(table.grid(), start[0], start[1]);
        for (int curve = 0; curve < 2; curve++) {
            for (int knot = 0; knot < knots; knot++) {
                theta[at + curve * knots + knot] = start[curve][Math.min(knot * spacing, weights.length - 1)];
            }
        }
    }

    @Override
    public boolean write(double[] theta, int at) {
        expand(theta, at, curves);
        table.write(curves[0], curves[1]);
        return true;
    }

    private void expand(double[] theta, int at, double[][] out) {
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < weights.length; node++) {
                double sum = 0;
                for (int w = 0; w < 4; w++) {
                    sum += weights[node][w] * theta[at + curve * knots + knot(node, w)];
                }
                out[curve][node] = sum;
            }
        }
    }

    @Override
    public void collect(TraceJacobian jacobian, int from, int to) {
        table.collect(jacobian, from, to);
    }

    @Override
    public List<double[]> features() {
        double[][] features = new double[size()][table.samples()];
        double[][][] rows = table.rows();
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < weights.length; node++) {
                double[] row = rows[curve][node];
                for (int w = 0; w < 4; w++) {
                    double[] feature = features[curve * knots + knot(node, w)];
                    double weight = weights[node][w];
                    for (int s = 0; s < row.length; s++) {
                        feature[s] += weight * row[s];
                    }
                }
            }
        }
        return List.of(features);
    }

    @Override
    public double[] roughness() {
        return table.roughness(curves[0], curves[1]);
    }

    /** The same at every theta: roughness is linear in the knots. */
    @Override
    public List<double[]> roughnessFeatures() {
        return roughnessFeatures;
    }

    private List<double[]> roughnessOfEachKnot() {
        List<double[]> features = new ArrayList<>();
        double[] unit = new double[size()];
        double[][] out = new double[2][weights.length];
        for (int k = 0; k < unit.length; k++) {
            Arrays.fill(unit, 0);
            unit[k] = 1;
            expand(unit, 0, out);
            features.add(table.roughness(out[0], out[1]));
        }
        return features;
    }

    @Override
    public void step(double[] y, int from, double[] delta, int at) {
        System.arraycopy(y, from, delta, at, size());
    }

    @Override
    public void gradient(Differentials bars, double[] gradient, int at) {
        double[][] curveBars = table.bars(bars);
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < weights.length; node++) {
                for (int w = 0; w < 4; w++) {
                    gradient[at + curve * knots + knot(node, w)] += weights[node][w] * curveBars[curve][node];
                }
            }
        }
    }
}
