package dev.ranvier.cli.recording;

import java.util.List;

/** The combination of few signals that is nearest to another one. */
final class NormalEquations {
    private NormalEquations() {}

    /** Of each two signals the sum of their products from a sample on. */
    static double[][] products(List<double[]> signals, int first) {
        int n = signals.size();
        double[][] products = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                double[] x = signals.get(a), y = signals.get(b);
                for (int k = first; k < x.length; k++) {
                    sum += x[k] * y[k];
                }
                products[a][b] = sum;
                products[b][a] = sum;
            }
        }
        return products;
    }

    /**
     * What combination of some signals is nearest to the last one: normal equations, by elimination; NaN where they depend on each other.
     */
    static double[] solved(double[][] products, int[] columns) {
        int n = columns.length, last = products.length - 1;
        double[][] a = new double[n][n + 1];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                a[r][c] = products[columns[r]][columns[c]];
            }
            a[r][n] = products[columns[r]][last];
        }
        for (int p = 0; p < n; p++) {
            for (int r = p + 1; r < n; r++) {
                double factor = a[r][p] / a[p][p];
                for (int c = p; c <= n; c++) {
                    a[r][c] -= factor * a[p][c];
                }
            }
        }
        double[] x = new double[n];
        for (int r = n - 1; r >= 0; r--) {
            double sum = a[r][n];
            for (int c = r + 1; c < n; c++) {
                sum -= a[r][c] * x[c];
            }
            x[r] = sum / a[r][r];
        }
        return x;
    }
}
