package dev.ranvier.optimise;

import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/** The kernel of a {@link KernelProblem} and its factor, allocated once for all steps. */
public final class KernelWork {
    private final Matrix kernel;
    private final Matrix factor;
    private final Matrix side;

    /** For {@code residuals} residuals, in memory of the arena. */
    public KernelWork(Arena arena, int residuals) {
        kernel = Matrix.zeros(arena, residuals, residuals);
        factor = Matrix.zeros(arena, residuals, residuals);
        side = Matrix.vector(arena, residuals);
    }

    /** Where the kernel stands. */
    Matrix kernel() {
        return kernel;
    }

    /** {@code z = (K + mu I)^-1 z}; zero if that is not positive definite in double precision, which ends in a larger mu. */
    void solve(DenseOperations dense, double mu, double[] z) {
        factor.copyFrom(kernel);
        for (int k = 0; k < z.length; k++) {
            factor.set(k, k, factor.get(k, k) + mu);
            side.set(k, 0, z[k]);
        }
        try {
            dense.cholesky(factor);
        } catch (ArithmeticException _) {
            Arrays.fill(z, 0);
            return;
        }
        dense.choleskySolve(factor, side);
        side.transposed().readRow(0, z);
    }
}
