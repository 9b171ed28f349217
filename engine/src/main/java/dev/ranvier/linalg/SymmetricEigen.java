package dev.ranvier.linalg;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric positive semidefinite matrix {@code A = sum of lambda_k q_k q_k^T}, the
 * largest first, by cyclic Jacobi rotations. Rutishauser, Numer. Math. 9 (1966) 1. An element counts as 0 when it is small beside
 * the roots of its two diagonal elements, which keeps the digits of small eigenvalues of a matrix with a badly scaled diagonal
 * (Demmel and Veselic, SIAM J. Matrix Anal. Appl. 13 (1992) 1204). The same matrix gives the same bits; 200 rows take some 0.1 s.
 */
public final class SymmetricEigen {
    private static final double UNIT_ROUNDOFF = 0x1p-53;
    /** Some eight are taken. */
    private static final int MOST_SWEEPS = 60;

    private final double[] values;
    private final double[][] vectors;

    /**
     * Of the matrix with this lower triangle.
     *
     * @param lower n rows, row k of at least k + 1 elements; not modified, and not read above the diagonal
     * @throws ArithmeticException if an element is not finite
     */
    public SymmetricEigen(double[][] lower) {
        int n = lower.length;
        double[][] a = new double[n][n], q = new double[n][n];
        for (int k = 0; k < n; k++) {
            q[k][k] = 1;
            for (int j = 0; j <= k; j++) {
                if (!Double.isFinite(lower[k][j])) {
                    throw new ArithmeticException("not finite: element (" + k + ", " + j + ") = " + lower[k][j]);
                }
                a[k][j] = a[j][k] = lower[k][j];
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && sweep(a, q); sweep++) {}
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -a[k][k]))
                .mapToInt(k -> k)
                .toArray();
        values = IntStream.of(order).mapToDouble(k -> a[k][k]).toArray();
        vectors = IntStream.of(order).mapToObj(k -> q[k]).toArray(double[][]::new);
    }

    /** One rotation for every element below the diagonal; whether there was any. */
    private static boolean sweep(double[][] a, double[][] q) {
        double largest = 0;
        for (int k = 0; k < a.length; k++) {
            largest = Math.max(largest, Math.abs(a[k][k]));
        }
        boolean rotated = false;
        for (int i = 1; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                double small = Math.sqrt(Math.abs(a[i][i] * a[j][j])) + UNIT_ROUNDOFF * largest;
                if (Math.abs(a[i][j]) > UNIT_ROUNDOFF * small) {
                    rotate(a, q, j, i);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] a, double[][] q, int i, int j) {
        double theta = (a[j][j] - a[i][i]) / (2 * a[i][j]);
        double t = Math.copySign(1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1)), theta);
        double cosine = 1 / Math.sqrt(t * t + 1), sine = t * cosine;
        double ii = a[i][i] - t * a[i][j], jj = a[j][j] + t * a[i][j];
        rotate(a[i], a[j], cosine, sine);
        for (int k = 0; k < a.length; k++) {
            a[k][i] = a[i][k];
            a[k][j] = a[j][k];
        }
        a[i][i] = ii;
        a[j][j] = jj;
        a[i][j] = a[j][i] = 0;
        rotate(q[i], q[j], cosine, sine);
    }

    private static void rotate(double[] x, double[] y, double cosine, double sine) {
        for (int k = 0; k < x.length; k++) {
            double xk = x[k], yk = y[k];
            x[k] = cosine * xk - sine * yk;
            y[k] = sine * xk + cosine * yk;
        }
    }

    /** Number of rows of A. */
    public int size() {
        return values.length;
    }

    /** {@code lambda_k}, descending in k; by rounding it may be a little below 0. */
    public double value(int k) {
        return values[k];
    }

    /** {@code q_k}; not a copy. */
    public double[] vector(int k) {
        return vectors[k];
    }
}
