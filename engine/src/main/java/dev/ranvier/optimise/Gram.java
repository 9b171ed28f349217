package dev.ranvier.optimise;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;

/** {@code A A^T}, formed once and, with {@code mu I} added, solved for one mu after another. */
final class Gram {
    private final double[][] rows;

    /** From its lower triangle by rows, which is not copied. */
    Gram(double[][] rows) {
        this.rows = rows;
    }

    /** {@code A A^T}, the lower triangle by rows. */
    static double[][] products(Matrix a) {
        double[][] rows = new double[a.rows()][];
        try (Arena scratch = Arena.ofConfined()) {
            Matrix product = Matrix.zeros(scratch, a.rows(), a.rows());
            Blas.ofThisProcess().operations().syrk(1, a, 0, product);
            for (int k = 0; k < rows.length; k++) {
                rows[k] = product.row(k);
            }
        }
        return rows;
    }

    /** {@code (A A^T + mu I)^-1 b}. */
    double[] solve(double damping, double[] b) {
        DenseOperations dense = Blas.ofThisProcess().operations();
        try (Arena scratch = Arena.ofConfined()) {
            Matrix factor = Matrix.zeros(scratch, b.length, b.length);
            for (int k = 0; k < b.length; k++) {
                factor.setRow(k, rows[k]);
                factor.set(k, k, rows[k][k] + damping);
            }
            dense.cholesky(factor);
            Matrix y = Matrix.vector(scratch, b);
            dense.choleskySolve(factor, y);
            return y.transposed().row(0);
        }
    }

    /** {@code A A^T}, the lower triangle by rows; not a copy. */
    double[][] rows() {
        return rows;
    }
}
