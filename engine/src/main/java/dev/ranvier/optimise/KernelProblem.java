package dev.ranvier.optimise;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;

/**
 * A problem with more unknowns than residuals, linearised in its residuals: {@code (J J^T + mu I) z = -r} and the step is
 * {@code J^T z}, the same as {@code -(J^T J + mu I)^-1 J^T r}. Neither J nor anything of the size of theta squared is formed.
 */
public interface KernelProblem extends LeastSquares {
    /** Writes the lower triangle of {@code J J^T} at theta, the point of the last accepted residuals. */
    @SuppressWarnings("exports") // for the fits of this module
    void kernel(double[] theta, Matrix kernel);

    /** {@code J^T z} at the theta of the last {@link #kernel}. */
    double[] transposed(double[] z);

    /** Space for two matrices of residuals x residuals: the kernel and its factor. */
    KernelWork work();

    @Override
    default DampedSteps steps(double[] theta, double[] residuals) {
        DenseOperations dense = Blas.ofThisProcess().operations();
        kernel(theta, work().kernel());
        return mu -> {
            double[] z = residuals.clone();
            work().solve(dense, mu, z);
            for (int k = 0; k < z.length; k++) {
                z[k] = -z[k];
            }
            return transposed(z);
        };
    }
}
