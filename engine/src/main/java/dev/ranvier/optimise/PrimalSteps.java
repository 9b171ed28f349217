package dev.ranvier.optimise;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code (J^T J + mu I) y = -J^T r}. Columns of J with few numbers, as those of knots at voltages that no run came to, are multiplied
 * number by number.
 */
final class PrimalSteps implements DampedSteps {
    /** A column is sparse if it has at most one number in so many rows. */
    private static final int SPARSE = 32;

    private final List<double[]> columns;
    private final double[] residuals;
    private final Gram normal;
    private final double[] descent;

    /** For the columns of J and r, all of one length. */
    PrimalSteps(List<double[]> columns, double[] residuals) {
        this.columns = List.copyOf(columns);
        this.residuals = residuals.clone();
        double[][] all = columns.toArray(double[][]::new);
        int most = residuals.length / SPARSE;
        int[][] numbers = new int[all.length][];
        Arrays.setAll(numbers, k -> numbers(all[k], most + 1));
        int[] full = IntStream.range(0, all.length)
                .filter(k -> numbers[k].length > most)
                .toArray();
        double[][] products = new double[all.length][all.length];
        descent = new double[all.length];
        try (Arena scratch = Arena.ofConfined()) {
            Matrix transposed = Matrix.zeros(scratch, full.length, residuals.length);
            for (int k = 0; k < full.length; k++) {
                transposed.setRow(k, all[full[k]]);
            }
            double[][] ofFull = Gram.products(transposed);
            Matrix slopes = Matrix.vector(scratch, full.length);
            Blas.ofThisProcess().operations().gemv(-1, transposed, Matrix.vector(scratch, residuals), 0, slopes);
            for (int i = 0; i < full.length; i++) {
                descent[full[i]] = slopes.get(i, 0);
                for (int j = 0; j <= i; j++) {
                    products[full[i]][full[j]] = ofFull[i][j];
                }
            }
        }
        for (int i = 0; i < all.length; i++) {
            if (numbers[i].length <= most) {
                descent[i] = -product(numbers[i], all[i], residuals);
                for (int j = 0; j < all.length; j++) {
                    products[Math.max(i, j)][Math.min(i, j)] = product(numbers[i], all[i], all[j]);
                }
            }
        }
        normal = new Gram(products);
    }

    /** The first rows, {@code most} of them, in which a column is not zero. */
    private static int[] numbers(double[] column, int most) {
        int[] rows = new int[most];
        int count = 0;
        for (int row = 0; row < column.length && count < most; row++) {
            if (column[row] != 0) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static double product(int[] rows, double[] a, double[] b) {
        double sum = 0;
        for (int row : rows) {
            sum += a[row] * b[row];
        }
        return sum;
    }

    @Override
    public double[] step(double damping) {
        return normal.solve(damping, descent);
    }

    @Override
    public Optional<BentStep> bent(double damping) {
        return Optional.of(BentStep.of(
                columns, residuals, step(damping), other -> normal.solve(damping, descent(columns, other))));
    }

    /** {@code -J^T r} for any r. */
    static double[] descent(List<double[]> columns, double[] residuals) {
        return columns.stream()
                .mapToDouble(column -> -Vectors.dot(column, residuals))
                .toArray();
    }

    /** {@code J^T J}, the lower triangle by rows; not a copy. */
    double[][] curvature() {
        return normal.rows();
    }

    /** {@code -J^T r}; not a copy. */
    double[] descent() {
        return descent;
    }
}
