package dev.ranvier.learned;

import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.LevenbergMarquardt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Teaches a network given curves: least squares over all nodes of a grid, each with its weight, by Levenberg-Marquardt. */
public final class CurveFit {
    private static final int MOST_STEPS = 100;
    private static final double SETTLED = 3e-3;

    private CurveFit() {}

    /**
     * The network nearest to the curves that is found from {@code start}.
     *
     * @param weights one a node, for both curves
     */
    public static LearnedCurves run(
            LearnedCurves start, VoltageGrid grid, double[] logitInf, double[] logTau, double[] weights) {
        int nodes = grid.nodes();
        CurveNetwork network = new CurveNetwork(start.hidden(), grid);
        boolean[] all = new boolean[2 * nodes];
        Arrays.fill(all, true);
        double[] target = Arrays.copyOf(logitInf, 2 * nodes);
        System.arraycopy(logTau, 0, target, nodes, nodes);
        LeastSquares.InFeatures problem = new LeastSquares.InFeatures() {
            private Optional<TangentKernel> kernel = Optional.empty();

            @Override
            public Optional<double[]> residuals(double[] theta) {
                network.forward(theta);
                double[] r = new double[2 * nodes];
                for (int k = 0; k < r.length; k++) {
                    r[k] = weights[k % nodes] * (network.output(k / nodes)[k % nodes] - target[k]);
                }
                return Optional.of(r);
            }

            @Override
            public List<double[]> features(double[] theta) {
                TangentKernel factor = new TangentKernel(network, theta, all);
                kernel = Optional.of(factor);
                List<double[]> features = new ArrayList<>();
                for (int r = 0; r < factor.rank(); r++) {
                    double[] feature = factor.feature(r);
                    for (int k = 0; k < feature.length; k++) {
                        feature[k] *= weights[k % nodes];
                    }
                    features.add(feature);
                }
                return features;
            }

            @Override
            public double[] step(double[] y) {
                double[] delta = new double[LearnedCurves.weightCount(start.hidden())];
                kernel.orElseThrow().step(y, delta, 0);
                return delta;
            }
        };
        double[] theta = new LevenbergMarquardt(start.weights(), SETTLED).run(problem, MOST_STEPS, cost -> {});
        return LearnedCurves.of(start.hidden(), theta);
    }
}
