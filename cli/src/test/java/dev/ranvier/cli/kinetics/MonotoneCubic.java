package dev.ranvier.cli.kinetics;

/** Piecewise cubic interpolation without overshoot; constant outside. Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300. */
final class MonotoneCubic {
    private MonotoneCubic() {}

    static double at(double[] x, double[] y, double position) {
        int n = x.length;
        if (position <= x[0]) {
            return y[0];
        }
        if (position >= x[n - 1]) {
            return y[n - 1];
        }
        int k = 0;
        while (x[k + 1] < position) {
            k++;
        }
        double h = x[k + 1] - x[k], t = (position - x[k]) / h;
        double left = slope(x, y, k), right = slope(x, y, k + 1);
        return (1 + 2 * t) * (1 - t) * (1 - t) * y[k]
                + t * (1 - t) * (1 - t) * h * left
                + t * t * (3 - 2 * t) * y[k + 1]
                + t * t * (t - 1) * h * right;
    }

    private static double slope(double[] x, double[] y, int k) {
        if (k == 0 || k == x.length - 1) {
            int from = k == 0 ? 0 : k - 1;
            return (y[from + 1] - y[from]) / (x[from + 1] - x[from]);
        }
        double before = x[k] - x[k - 1], after = x[k + 1] - x[k];
        double left = (y[k] - y[k - 1]) / before, right = (y[k + 1] - y[k]) / after;
        if (left * right <= 0) {
            return 0;
        }
        double weight = (1 + after / (before + after)) / 3;
        return left * right / (weight * right + (1 - weight) * left);
    }
}
