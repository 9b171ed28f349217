package dev.ranvier.fit;

import dev.ranvier.fit.Evidence.Band;
import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far what was fitted is from the truth, to first order. A fit that minimises {@code |r|^2 / s^2 + theta^T P theta} ends at
 * {@code theta = H^-1 J^T r / s^2} from the truth's residuals r, {@code H = J^T J / s^2 + P}: J are the derivatives of the traces, s is
 * the deviation of a sample, P the penalty that kept theta smooth. If the truth was drawn from a distribution of covariance S, the
 * mean square distance is {@code H^-1 (J^T J / s^2 + P S P) H^-1}: noise, and what the penalty bends. It is the posterior
 * covariance where {@code S = P^-1}. Beside it, numbers that were not fitted, for a score test (Rao, 1948).
 */
final class Posterior implements AutoCloseable {
    /**
     * A precision that no recording comes near, and a part of what one says that is less than it is rounded by: keep what nothing is
     * known of finite.
     */
    static final double VAGUE = 1e-4, ROUNDED = 1e-11;
    /** A curvature of which so little is left is rounding. */
    private static final double ROUNDING = 1e-9;

    private final Arena arena = Arena.ofConfined();
    private final DenseOperations dense = Blas.ofThisProcess().operations();
    private final int fitted;
    private final double[] gradient;
    /** Of J^T J / s^2, the columns that were not fitted included. */
    private final Matrix information;
    /** The factor of H. */
    private final Matrix factor;

    private final Matrix covariance;

    /**
     * The distribution.
     *
     * @param columns derivatives of every sample of all traces [mV], by what was fitted and then by what was not
     * @param residuals model minus recording, every sample [mV]
     * @param deviation_mV s
     * @param penalty P; its size is the number of columns that were fitted
     * @param pull half the slope of the penalty where the fit ended
     * @param before S^-1
     */
    Posterior(
            List<double[]> columns,
            double[] residuals,
            double deviation_mV,
            double[][] penalty,
            double[] pull,
            double[][] before) {
        fitted = penalty.length;
        int samples = residuals.length, all = columns.size();
        Matrix scaled = Matrix.zeros(arena, all + 1, samples);
        for (int k = 0; k < all; k++) {
            scaled.setRow(k, divided(columns.get(k), deviation_mV));
        }
        scaled.setRow(all, divided(residuals, deviation_mV));
        Matrix products = Matrix.zeros(arena, all + 1, all + 1);
        dense.gemm(1, scaled, scaled.transposed(), 0, products);
        information = products.part(0, 0, all, all);
        gradient = products.row(all);
        factor = Matrix.zeros(arena, fitted, fitted);
        Matrix held = matrix(penalty);
        for (int i = 0; i < fitted; i++) {
            held.set(i, i, held.get(i, i) + VAGUE + ROUNDED * information.get(i, i));
        }
        for (int i = 0; i < fitted; i++) {
            gradient[i] += pull[i];
            for (int j = 0; j < fitted; j++) {
                factor.set(i, j, information.get(i, j) + held.get(i, j));
            }
        }
        dense.cholesky(factor);
        covariance = covariance(held, matrix(before));
    }

    private Matrix matrix(double[][] rows) {
        Matrix matrix = Matrix.zeros(arena, rows.length, rows.length);
        for (int i = 0; i < rows.length; i++) {
            matrix.setRow(i, rows[i]);
        }
        return matrix;
    }

    private Matrix covariance(Matrix penalty, Matrix before) {
        Matrix bent = ofFitted(penalty), middle = ofFitted(information);
        dense.cholesky(before);
        dense.choleskySolve(before, bent);
        dense.gemm(1, penalty, bent, 1, middle);
        dense.choleskySolve(factor, middle);
        Matrix both = ofFitted(middle.transposed());
        dense.choleskySolve(factor, both);
        return both;
    }

    /** A copy of what a matrix says of the numbers that were fitted. */
    private Matrix ofFitted(Matrix all) {
        Matrix copy = Matrix.zeros(arena, fitted, fitted);
        for (int i = 0; i < fitted; i++) {
            for (int j = 0; j < fitted; j++) {
                copy.set(i, j, all.get(i, j));
            }
        }
        return copy;
    }

    private static double[] divided(double[] x, double by) {
        return Arrays.stream(x).map(value -> value / by).toArray();
    }

    /** J^T J / s^2, of all columns. */
    double[][] information() {
        return IntStream.range(0, information.rows())
                .mapToObj(row -> IntStream.range(0, information.columns())
                        .mapToDouble(column -> information.get(row, column))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Numbers that the recordings, and not the penalty, determine: the trace of {@code H^-1 J^T J / s^2}. */
    double determined() {
        Matrix solved = ofFitted(information);
        dense.choleskySolve(factor, solved);
        return IntStream.range(0, fitted).mapToDouble(k -> solved.get(k, k)).sum();
    }

    /** The standard deviation of {@code sum_k weights_k theta_(at_k)}. */
    double deviation(int[] at, double[] weights) {
        double variance = 0;
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                variance += weights[i] * weights[j] * covariance.get(at[i], at[j]);
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    /** Of the curves of gates, which come first, at the nodes of their grids. */
    List<Band> bands(List<GateSplines> splines) {
        List<Band> bands = new ArrayList<>();
        int from = 0;
        for (GateSplines gate : splines) {
            bands.add(new Band(deviations(gate, 0, from), deviations(gate, 1, from)));
            from += gate.size();
        }
        return bands;
    }

    private List<Double> deviations(GateSplines gate, int curve, int from) {
        return IntStream.range(0, gate.grid().nodes())
                .mapToObj(node -> deviation(
                        Arrays.stream(gate.knots(curve, node))
                                .map(k -> from + k)
                                .toArray(),
                        gate.weights(node)))
                .toList();
    }

    /**
     * Where a number that was not fitted would go, to first order, all that was fitted following.
     *
     * @param change of its coordinate
     * @param gain by how much the squared distance, in units of s^2, would fall
     */
    record Score(double change, double gain) {}

    /** Of column {@code k}, one that was not fitted. */
    Score score(int k) {
        double[] cross = Arrays.copyOf(information.row(k), fitted);
        Matrix solved = Matrix.vector(arena, cross);
        dense.choleskySolve(factor, solved);
        double slope = gradient[k], curvature = information.get(k, k);
        for (int i = 0; i < fitted; i++) {
            slope -= solved.get(i, 0) * gradient[i];
            curvature -= solved.get(i, 0) * cross[i];
        }
        return curvature <= ROUNDING * information.get(k, k)
                ? new Score(0, 0)
                : new Score(-slope / curvature, slope * slope / curvature);
    }

    @Override
    public void close() {
        arena.close();
    }
}
