package dev.ranvier.optimise;

import java.util.List;

/**
 * A problem with few features, in which it linearises itself: {@code (B^T B + mu I) y = -B^T r}, and y becomes a step. B's
 * columns may be the Jacobian's, with {@code step(y) = y}, or any others.
 */
public interface FeatureProblem extends LevenbergMarquardt.Problem {
    /** Columns of B at theta, the point of the last accepted residuals. */
    List<double[]> features(double[] theta);

    /** The change of theta for y in the columns of the last {@link #features}. */
    double[] step(double[] y);

    @Override
    default LevenbergMarquardt.Linearisation linearise(double[] theta, double[] residuals) {
        NormalEquations equations = new NormalEquations(features(theta), residuals);
        return new LevenbergMarquardt.Linearisation() {
            @Override
            public double[] step(double mu) {
                return FeatureProblem.this.step(equations.solve(mu));
            }

            @Override
            public void close() {
                equations.close();
            }
        };
    }
}
