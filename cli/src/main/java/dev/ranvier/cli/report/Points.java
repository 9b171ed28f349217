package dev.ranvier.cli.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The points of a line in a chart, in order; a point that is not finite interrupts the line. */
public final class Points {
    private final double[] x;
    private final double[] y;

    private Points(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /** Copies two arrays of the same length. */
    public static Points of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("points need as many y as x: " + x.length + " and " + y.length);
        }
        return new Points(x.clone(), y.clone());
    }

    /** Steps: every ordinate holds until the next abscissa. */
    public static Points held(double[] x, double[] y) {
        double[] corners = new double[Math.max(0, 2 * x.length - 1)], levels = new double[corners.length];
        for (int k = 0; k < corners.length; k++) {
            corners[k] = x[(k + 1) / 2];
            levels[k] = y[k / 2];
        }
        return new Points(corners, levels);
    }

    /** The points whose abscissa lies in {@code [from, to]}. */
    public Points between(double from, double to) {
        int[] kept = IntStream.range(0, x.length)
                .filter(k -> from <= x[k] && x[k] <= to)
                .toArray();
        return new Points(
                Arrays.stream(kept).mapToDouble(k -> x[k]).toArray(),
                Arrays.stream(kept).mapToDouble(k -> y[k]).toArray());
    }

    /** Number of points. */
    public int size() {
        return x.length;
    }

    /** Abscissa of point {@code k}. */
    public double x(int k) {
        return x[k];
    }

    /** Ordinate of point {@code k}. */
    public double y(int k) {
        return y[k];
    }
}
