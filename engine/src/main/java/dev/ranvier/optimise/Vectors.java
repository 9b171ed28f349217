package dev.ranvier.optimise;

/** Sums over plain arrays, from the first element to the last. */
final class Vectors {
    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** {@code y += scale x}. */
    static void add(double scale, double[] x, double[] y) {
        for (int k = 0; k < y.length; k++) {
            y[k] += scale * x[k];
        }
    }

    /** {@code x + scale y}; a new array. */
    static double[] sum(double[] x, double scale, double[] y) {
        double[] sum = x.clone();
        add(scale, y, sum);
        return sum;
    }

    static double largest(double[] x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
