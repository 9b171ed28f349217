package dev.ranvier.optimise;

import java.util.List;
import java.util.Optional;

/** Rosenbrock's valley in pairs of numbers, as residuals {@code 10 (y - x^2), 1 - x} of each pair; least, 0, where all are 1. */
final class Valley implements LeastSquares.InFeatures {
    @Override
    public Optional<double[]> residuals(double[] t) {
        double[] r = new double[t.length];
        for (int k = 0; k < t.length; k += 2) {
            r[k] = 10 * (t[k + 1] - t[k] * t[k]);
            r[k + 1] = 1 - t[k];
        }
        return Optional.of(r);
    }

    @Override
    public List<double[]> features(double[] t) {
        double[][] columns = new double[t.length][t.length];
        for (int k = 0; k < t.length; k += 2) {
            columns[k][k] = -20 * t[k];
            columns[k][k + 1] = -1;
            columns[k + 1][k] = 10;
        }
        return List.of(columns);
    }

    @Override
    public double[] step(double[] y) {
        return y.clone();
    }

    /** {@code |r|^2} and its gradient; a value that is not a number where the first number is above {@code wall}. */
    Evaluation evaluate(double[] t, double wall) {
        double[] r = residuals(t).orElseThrow();
        double value = t[0] > wall ? Double.NaN : Vectors.dot(r, r);
        double[] gradient = features(t).stream()
                .mapToDouble(column -> 2 * Vectors.dot(column, r))
                .toArray();
        return new Evaluation(value, gradient);
    }

    Evaluation evaluate(double[] t) {
        return evaluate(t, Double.POSITIVE_INFINITY);
    }
}
