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
     * @param curves the network
     * @param error weighted root mean square of what is left, in units of logit x_inf and ln tau
     */
    public record Taught(LearnedCurves curves, double error) {}

    /**
     * The network nearest to the curves that is found from {@code start}.
     *
     * @param weights one a node, for both curves
     */
    public static Taught run(
            LearnedCurves start, VoltageGrid grid, double[] logitInf, double[] logTau, double[] weights) {
        int nodes = grid.nodes();
        CurveNetwork network = new CurveNetwork(start.hidden(), grid);
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
                TangentKernel factor = new TangentKernel(network, theta);
                kernel = Optional.of(factor);
                List<double[]> features = new ArrayList<>();
                for (int r = 0; r < factor.rank(); r++) {
                    double[][] curves = factor.feature(r);
                    double[] feature = new double[2 * nodes];
                    Arrays.setAll(feature, k -> weights[k % nodes] * curves[k / nodes][k % nodes]);
                    features.add(feature);
                }
                return features;
            }

            @Override
            public double[] step(double[] y) {
                return kernel.orElseThrow().step(y);
            }
        };
        LevenbergMarquardt descent = new LevenbergMarquardt(start.weights(), SETTLED);
        double[] theta = descent.run(problem, MOST_STEPS, cost -> {});
        double squares = 2 * Arrays.stream(weights).map(w -> w * w).sum();
        return new Taught(LearnedCurves.of(start.hidden(), theta), Math.sqrt(descent.value() / squares));
    }
}
