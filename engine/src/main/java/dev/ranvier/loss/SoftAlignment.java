package dev.ranvier.loss;

import java.util.Arrays;

/** {@code s(x, y)} of {@link SoftDtw} for two series of one length m, and its derivative by x. */
final class SoftAlignment {
    private final double[] x;
    private final double[] y;
    private final int band;
    private final double gamma;
    /** {@code R_i,j} at {@code [i][j - i + band + 1]}, with a border of infinity around the band; row 0 stands before x. */
    private final double[][] r;

    SoftAlignment(double[] x, double[] y, int band, double gamma) {
        this.x = x;
        this.y = y;
        this.band = band;
        this.gamma = gamma;
        int m = x.length;
        r = new double[m + 1][2 * band + 3];
        for (double[] row : r) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        r[0][band + 1] = 0;
        for (int i = 1; i <= m; i++) {
            for (int j = Math.max(1, i - band); j <= Math.min(m, i + band); j++) {
                int at = j - i + band + 1;
                r[i][at] = cost(i, j) + softMin(r[i - 1][at + 1], r[i][at - 1], r[i - 1][at]);
            }
        }
    }

    double value() {
        return r[x.length][band + 1];
    }

    /** {@code d s / d x_i = sum_j E_i,j 2 (x_i - y_j)}, E_i,j the derivative of s by R_i,j, from the last row to the first. */
    double[] gradient() {
        int m = x.length;
        double[] gradient = new double[m];
        double[] below = new double[2 * band + 3];
        for (int i = m; i >= 1; i--) {
            double[] e = new double[2 * band + 3];
            for (int j = Math.min(m, i + band); j >= Math.max(1, i - band); j--) {
                int at = j - i + band + 1;
                e[at] = i == m && j == m
                        ? 1
                        : below[at - 1] * share(i, at, i + 1, j)
                                + e[at + 1] * share(i, at, i, j + 1)
                                + below[at] * share(i, at, i + 1, j + 1);
                gradient[i - 1] += e[at] * 2 * (x[i - 1] - y[j - 1]);
            }
            below = e;
        }
        return gradient;
    }

    /** Part of the softmin at (toI, toJ) that R at row i, place at, has: {@code exp((R_to - cost_to - R) / gamma)}. */
    private double share(int i, int at, int toI, int toJ) {
        int m = x.length;
        if (toI > m || toJ > m || Math.abs(toJ - toI) > band) {
            return 0;
        }
        double softMin = r[toI][toJ - toI + band + 1] - cost(toI, toJ);
        return Math.exp((softMin - r[i][at]) / gamma);
    }

    private double cost(int i, int j) {
        double difference = x[i - 1] - y[j - 1];
        return difference * difference;
    }

    private double softMin(double a, double b, double c) {
        double least = Math.min(a, Math.min(b, c));
        double sum = Math.exp((least - a) / gamma) + Math.exp((least - b) / gamma) + Math.exp((least - c) / gamma);
        return least - gamma * Math.log(sum);
    }
}
