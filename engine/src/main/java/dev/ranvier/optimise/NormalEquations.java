package dev.ranvier.optimise;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.List;

/** {@code (B^T B + mu I) y = -B^T r}, formed once and solved for one mu after another. */
final class NormalEquations implements AutoCloseable {
    private final DenseOperations dense = Blas.ofThisProcess().operations();
    private final Arena arena = Arena.ofConfined();
    private final Matrix normal;
    private final double[] slope;

    /** For the columns of B and r, all of one length. */
    NormalEquations(List<double[]> features, double[] residuals) {
        Matrix transposed = Matrix.zeros(arena, features.size(), residuals.length);
        for (int k = 0; k < features.size(); k++) {
            transposed.setRow(k, features.get(k));
        }
        normal = Matrix.zeros(arena, features.size(), features.size());
        dense.syrk(1, transposed, 0, normal);
        Matrix product = Matrix.vector(arena, features.size());
        dense.gemv(-1, transposed, Matrix.vector(arena, residuals), 0, product);
        slope = product.transposed().row(0);
    }

    /** y for {@code mu = damping}; zero if the matrix is not positive definite in double precision, which asks for more. */
    double[] solve(double damping) {
        try (Arena scratch = Arena.ofConfined()) {
            Matrix factor = Matrix.zeros(scratch, slope.length, slope.length);
            for (int k = 0; k < slope.length; k++) {
                factor.setRow(k, normal.row(k));
                factor.set(k, k, factor.get(k, k) + damping);
            }
            try {
                dense.cholesky(factor);
            } catch (ArithmeticException _) {
                return new double[slope.length];
            }
            Matrix y = Matrix.vector(scratch, slope);
            dense.choleskySolve(factor, y);
            return y.transposed().row(0);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
