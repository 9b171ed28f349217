package dev.ranvier.fit;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a Jacobian at a minimum says of the parameters there. */
final class GaussNewton {
    /** What is added to the diagonal of the columns' correlations: the square of what is no more than rounding. */
    private static final double ROUNDING = 1e-10;
    /** A number whose variance is so large a part of what {@link #ROUNDING} alone leaves it is determined by nothing else. */
    private static final double UNDETERMINED = 0.1;

    private GaussNewton() {}

    /**
     * {@code s^2 (J^T J)^-1}, {@code s^2 = |r|^2 / (residuals - parameters)}, by Cholesky of J's columns brought to length one.
     *
     * @param columns dr/dtheta
     * @param penalties how many of the residuals, the last ones, are priors and tethers
     * @param slopes dx/dtheta, which turn deviations of theta into those of the parameters
     */
    static FitResult.Uncertainty uncertainty(
            List<double[]> columns, double[] residuals, int penalties, double[] slopes) {
        int n = columns.size();
        double square = 0;
        for (double r : residuals) {
            square += r * r;
        }
        double variance = square / Math.max(1, residuals.length - n);
        double[] lengths = columns.stream()
                .mapToDouble(column -> Math.max(length(column), Double.MIN_NORMAL))
                .toArray();
        double[][] inverse = inverse(columns, lengths);
        List<Double> errors = new ArrayList<>();
        List<List<Double>> correlations = new ArrayList<>();
        List<Double> learned = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double own = inverse[i][i];
            errors.add(
                    Double.isFinite(own)
                            ? Math.abs(slopes[i]) * Math.sqrt(variance * own) / lengths[i]
                            : Double.POSITIVE_INFINITY);
            double stiffness = square(columns.get(i), residuals.length - penalties);
            learned.add(Double.isFinite(own) ? 1 - stiffness * own / (lengths[i] * lengths[i]) : 0);
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                row.add(
                        i == j
                                ? 1
                                : Math.signum(slopes[i] * slopes[j]) * inverse[i][j] / Math.sqrt(own * inverse[j][j]));
            }
            correlations.add(Collections.unmodifiableList(row));
        }
        return new FitResult.Uncertainty(errors, correlations, learned);
    }

    private static double length(double[] column) {
        return Math.sqrt(square(column, 0));
    }

    /** From row {@code from} on. */
    private static double square(double[] column, int from) {
        double sum = 0;
        for (int k = from; k < column.length; k++) {
            sum += column[k] * column[k];
        }
        return sum;
    }

    /** Of the columns' correlation matrix; NaN in the rows and columns of those that depend on others. */
    private static double[][] inverse(List<double[]> columns, double[] lengths) {
        int n = columns.size();
        DenseOperations dense = Blas.ofThisProcess().operations();
        double[][] inverse = new double[n][n];
        try (Arena arena = Arena.ofConfined()) {
            Matrix a = Matrix.zeros(arena, n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a.set(i, j, dot(columns.get(i), columns.get(j)) / (lengths[i] * lengths[j]));
                }
            }
            for (int i = 0; i < n; i++) {
                a.set(i, i, a.get(i, i) + ROUNDING);
            }
            boolean isFinite = true;
            try {
                dense.cholesky(a);
            } catch (ArithmeticException notFinite) {
                isFinite = false;
            }
            boolean[] isDetermined = new boolean[n];
            for (int j = 0; j < n; j++) {
                double[] unit = new double[n];
                unit[j] = 1;
                Matrix b = Matrix.vector(arena, unit);
                if (isFinite) {
                    dense.choleskySolve(a, b);
                }
                isDetermined[j] = isFinite && b.get(j, 0) * ROUNDING < UNDETERMINED;
                for (int i = 0; i < n; i++) {
                    inverse[i][j] = b.get(i, 0);
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (!isDetermined[i] || !isDetermined[j]) {
                        inverse[i][j] = Double.NaN;
                    }
                }
            }
        }
        return inverse;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
