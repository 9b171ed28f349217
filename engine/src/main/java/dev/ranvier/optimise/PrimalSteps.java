package dev.ranvier.optimise;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.List;

/** {@code (J^T J + mu I) y = -J^T r}. */
final class PrimalSteps implements DampedSteps {
    private final Gram normal;
    private final double[] descent;

    /** For the columns of J and r, all of one length. */
    PrimalSteps(List<double[]> columns, double[] residuals) {
        try (Arena scratch = Arena.ofConfined()) {
            Matrix transposed = Matrix.zeros(scratch, columns.size(), residuals.length);
            for (int k = 0; k < columns.size(); k++) {
                transposed.setRow(k, columns.get(k));
            }
            normal = new Gram(transposed);
            Matrix product = Matrix.vector(scratch, columns.size());
            Blas.ofThisProcess().operations().gemv(-1, transposed, Matrix.vector(scratch, residuals), 0, product);
            descent = product.transposed().row(0);
        }
    }

    @Override
    public double[] step(double damping) {
        return normal.solve(damping, descent);
    }

    /** {@code J^T J}, the lower triangle by rows; not a copy. */
    double[][] curvature() {
        return normal.rows();
    }

    /** {@code -J^T r}; not a copy. */
    double[] descent() {
        return descent;
    }
}
