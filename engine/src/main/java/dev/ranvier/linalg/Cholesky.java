package dev.ranvier.linalg;

/** The factor {@code A = L L^T} of a symmetric positive definite matrix. */
public final class Cholesky {
    private final double[][] l;

    /** Factors {@code a + shift I}; only the lower triangle of {@code a} is read, nothing is modified. */
    public Cholesky(double[][] a, double shift) {
        int n = a.length;
        l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = java.util.Arrays.copyOf(a[i], i + 1);
            l[i][i] += shift;
            for (int j = 0; j <= i; j++) {
                double[] li = l[i], lj = l[j];
                double sum = li[j];
                for (int k = 0; k < j; k++) {
                    sum -= li[k] * lj[k];
                }
                if (i == j && !(sum > 0)) {
                    throw new ArithmeticException("not positive definite: pivot " + i + " is " + sum);
                }
                li[j] = i == j ? Math.sqrt(sum) : sum / lj[j];
            }
        }
    }

    /** Solves {@code A x = b}; b is not modified. */
    public double[] solve(double[] b) {
        int n = l.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= l[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= l[i][k] * x[i];
            }
        }
        return x;
    }
}
