package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.learned.CurveNetwork;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.TangentKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The network weights of one learned gate: theta -> curves at the nodes -> table of x_inf and decay. */
final class NetworkBlock implements ParameterBlock {
    private final GateTable table;
    private final LearnedCurves initial;
    private final CurveNetwork network;
    /** As last written; the network may be elsewhere. */
    private double[] weights;

    private List<double[]> curves = List.of();

    private Optional<TangentKernel> kernel = Optional.empty();

    NetworkBlock(GateTable table, LearnedCurves initial) {
        this.table = table;
        this.initial = initial;
        this.network = new CurveNetwork(initial.hidden(), table.grid());
        this.weights = initial.weights();
    }

    @Override
    public int size() {
        return LearnedCurves.weightCount(initial.hidden());
    }

    @Override
    public Set<Target> targets() {
        return Set.of(table.target());
    }

    @Override
    public void initialise(double[] theta, int at) {
        System.arraycopy(initial.weights(), 0, theta, at, size());
    }

    @Override
    public boolean write(double[] theta, int at) {
        weights = Arrays.copyOfRange(theta, at, at + size());
        network.forward(weights);
        curves = List.of(network.output(0), network.output(1));
        table.write(curves.get(0), curves.get(1));
        return true;
    }

    @Override
    public void collect(TraceJacobian jacobian, int from, int to) {
        table.collect(jacobian, from, to);
    }

    @Override
    public List<double[]> features() {
        double[][][] rows = table.rows();
        int nodes = table.grid().nodes();
        boolean[] wanted = new boolean[2 * nodes];
        double[][] flat = new double[2 * nodes][];
        for (int k = 0; k < wanted.length; k++) {
            flat[k] = rows[k / nodes][k % nodes];
            wanted[k] = flat[k].length > 0 || k % nodes % table.spacing() == 0;
        }
        TangentKernel factor = new TangentKernel(network, weights, wanted);
        kernel = Optional.of(factor);
        List<double[]> features =
                IntStream.range(0, factor.rank()).mapToObj(factor::feature).toList();
        return GateTable.combined(features, flat, table.samples());
    }

    @Override
    public double[] roughness() {
        return table.roughness(curves.get(0), curves.get(1));
    }

    @Override
    public List<double[]> roughnessFeatures() {
        TangentKernel factor = kernel.orElseThrow();
        List<double[]> features = new ArrayList<>();
        int nodes = table.grid().nodes();
        for (int r = 0; r < factor.rank(); r++) {
            double[] feature = factor.feature(r);
            features.add(table.roughness(Arrays.copyOf(feature, nodes), Arrays.copyOfRange(feature, nodes, 2 * nodes)));
        }
        return features;
    }

    @Override
    public void step(double[] y, int from, double[] delta, int at) {
        TangentKernel factor = kernel.orElseThrow();
        factor.step(Arrays.copyOfRange(y, from, from + factor.rank()), delta, at);
    }

    @Override
    public void gradient(Differentials bars, double[] gradient, int at) {
        network.linearise(weights);
        network.adjoint(table.bars(bars), gradient, at);
    }
}
