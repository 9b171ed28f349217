package dev.ranvier.linalg;

/**
 * A low-rank factor {@code G = L L^T} of a symmetric positive semidefinite matrix whose columns are computed on demand, by
 * diagonal pivoting until what is left of the trace is below a tolerance. Harbrecht, Peters and Schneider, Appl. Numer. Math.
 * 62 (2012) 428.
 */
public final class PivotedCholesky {
    private final double[][] factor;
    private final int[] pivots;

    /** Writes column {@code index} of the matrix. */
    @FunctionalInterface
    public interface Columns {
        /** {@code column[i] = G(i, index)} for all i. */
        void column(int index, double[] column);
    }

    /** Factors until the trace of the remainder is below {@code tolerance} times the trace, or the rank is {@code most}. */
    public PivotedCholesky(double[] diagonal, Columns columns, double tolerance, int most) {
        int size = diagonal.length;
        double[] left = diagonal.clone();
        double[][] rows = new double[Math.min(most, size)][];
        int[] order = new int[rows.length];
        double trace = sum(left);
        int rank = 0;
        while (rank < rows.length && sum(left) > tolerance * trace) {
            int pivot = largest(left);
            double[] column = new double[size];
            columns.column(pivot, column);
            for (int r = 0; r < rank; r++) {
                double scale = rows[r][pivot];
                for (int i = 0; i < size; i++) {
                    column[i] -= scale * rows[r][i];
                }
            }
            double root = Math.sqrt(left[pivot]);
            for (int i = 0; i < size; i++) {
                column[i] /= root;
                left[i] = Math.max(0, left[i] - column[i] * column[i]);
            }
            left[pivot] = 0;
            rows[rank] = column;
            order[rank++] = pivot;
        }
        factor = java.util.Arrays.copyOf(rows, rank);
        pivots = java.util.Arrays.copyOf(order, rank);
    }

    /** Number of columns of L. */
    public int rank() {
        return pivots.length;
    }

    /** Column {@code r} of L; not a copy. */
    public double[] column(int r) {
        return factor[r];
    }

    /** Row of G that was the r-th pivot. */
    public int pivot(int r) {
        return pivots[r];
    }

    /** Solves {@code L_p^T z = y} in place, L_p the triangle of L at the pivots. */
    public void solveTransposed(double[] y) {
        for (int r = rank() - 1; r >= 0; r--) {
            double sum = y[r];
            for (int later = r + 1; later < rank(); later++) {
                sum -= factor[r][pivots[later]] * y[later];
            }
            y[r] = sum / factor[r][pivots[r]];
        }
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum;
    }

    private static int largest(double[] x) {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            if (x[i] > x[best]) {
                best = i;
            }
        }
        return best;
    }
}
