package dev.ranvier.fit;

import dev.ranvier.loss.StackedResiduals;
import dev.ranvier.optimise.DampedSteps;
import java.util.Arrays;
import java.util.List;

/**
 * Gauss-Newton steps from products with the Jacobian alone, for problems whose Jacobian is too large to be kept: {@code J v} is a run
 * with one tangent, {@code J^T u} one sweep back.
 */
final class ProductLeastSquares extends LeastSquaresStarts<ProductLanes> {
    private static final double TOLERANCE = 1e-2;
    private static final int MOST_ITERATIONS = 50;

    ProductLeastSquares(FitProblem problem, int lanes, long budget_bytes) {
        super(
                problem,
                lanes,
                number -> new ProductLanes(
                        problem, number, lanes, TraceLanes.plan(problem, number, lanes, budget_bytes)));
    }

    @Override
    void runForJacobian(List<Integer> starts, List<double[]> points) {
        run(starts, points, TraceLanes::run);
    }

    @Override
    DampedSteps steps(int lane, double[] theta, double[] residuals) {
        DampedSteps.Products products = products(lane, theta);
        double unit = largestSlope(products, residuals);
        DampedSteps steps = DampedSteps.matrixFree(products, residuals, TOLERANCE, MOST_ITERATIONS);
        return damping -> shortened(steps.step(damping * unit));
    }

    /** {@code |J g|^2 / |g|^2} along {@code g = J^T r}: the size of what is not small in {@code J^T J}. */
    private static double largestSlope(DampedSteps.Products products, double[] residuals) {
        double[] g = products.transposed(residuals), along = products.forward(g);
        double unit = square(along) / square(g);
        return unit > 0 ? unit : 1;
    }

    private static double square(double[] x) {
        return Arrays.stream(x).map(y -> y * y).sum();
    }

    /** Products with dr/dtheta of a start at theta, as long as its lane keeps that theta. */
    DampedSteps.Products products(int lane, double[] theta) {
        StackedResiduals linearised = problem.objective().residuals(traces(lane));
        return new DampedSteps.Products() {
            @Override
            public double[] forward(double[] v) {
                double[][] tangents = experiments.stream()
                        .map(experiment -> experiment.along(lane, theta, v))
                        .toArray(double[][]::new);
                double[] priors = new double[priors(theta).length];
                for (int p = 0; p < v.length; p++) {
                    double[] slopes = priorSlopes(theta, p);
                    for (int k = 0; k < priors.length; k++) {
                        priors[k] += slopes[k] * v[p];
                    }
                }
                return withPriors(linearised.pushForward(tangents), priors);
            }

            @Override
            public double[] transposed(double[] u) {
                double[][][] traceBars = GradientLanes.noBars(experiments, lanes);
                int count = problem.residuals();
                linearised.pullBack(Arrays.copyOf(u, count), traceBars[lane]);
                double[] gradient = new double[theta.length];
                for (int e = 0; e < experiments.size(); e++) {
                    double[] part = experiments.get(e).back(lane, theta, traceBars[lane][e]);
                    for (int p = 0; p < gradient.length; p++) {
                        gradient[p] += part[p];
                    }
                }
                for (int p = 0; p < gradient.length; p++) {
                    double[] slopes = priorSlopes(theta, p);
                    for (int k = 0; k < slopes.length; k++) {
                        gradient[p] += slopes[k] * u[count + k];
                    }
                }
                return gradient;
            }
        };
    }
}
