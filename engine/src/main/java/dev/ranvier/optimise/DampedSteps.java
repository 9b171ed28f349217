package dev.ranvier.optimise;

import java.util.List;

/**
 * The steps {@code y = argmin |r + J y|^2 + mu |y|^2} of {@link LevenbergMarquardt} from one point, for one damping mu after
 * another.
 */
@FunctionalInterface
public interface DampedSteps {
    /**
     * y for mu, which is positive.
     *
     * @throws ArithmeticException if mu is too small for the equations to be solved in double precision
     */
    double[] step(double damping);

    /**
     * From the columns of J: {@code y = -(J^T J + mu I)^-1 J^T r}, or, where there are fewer residuals than columns, the same as
     * {@code y = -J^T (J J^T + mu I)^-1 r} (dual form). The matrix is formed once.
     */
    static DampedSteps dense(List<double[]> columns, double[] residuals) {
        return columns.size() <= residuals.length
                ? new PrimalSteps(columns, residuals)
                : new DualSteps(columns, residuals);
    }

    /**
     * From products with J and its transpose alone, by conjugate gradients.
     *
     * @param tolerance part of {@code |J^T r|} that may be left of the slope; 1e-2 is enough far from the minimum
     * @param mostIterations how many pairs of products a step may take
     */
    static DampedSteps matrixFree(Products jacobian, double[] residuals, double tolerance, int mostIterations) {
        return new ConjugateGradientSteps(jacobian, residuals, tolerance, mostIterations);
    }

    /** A matrix J of which only products are known. */
    interface Products {
        /** {@code J v}. */
        double[] forward(double[] v);

        /** {@code J^T u}. */
        double[] transposed(double[] u);
    }
}
