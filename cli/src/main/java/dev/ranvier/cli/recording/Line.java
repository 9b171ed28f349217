package dev.ranvier.cli.recording;

import java.util.Arrays;

/**
 * The straight line {@code y = atZero + slope x} that is nearest to points in y.
 *
 * @param correlation of x and y
 */
record Line(double slope, double atZero, double correlation) {
    static Line through(double[] x, double[] y) {
        double x0 = mean(x), y0 = mean(y), xx = 0, xy = 0, yy = 0;
        for (int k = 0; k < x.length; k++) {
            xx += (x[k] - x0) * (x[k] - x0);
            xy += (x[k] - x0) * (y[k] - y0);
            yy += (y[k] - y0) * (y[k] - y0);
        }
        double slope = xy / xx;
        return new Line(slope, y0 - slope * x0, xy / Math.sqrt(xx * yy));
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElse(0);
    }
}
