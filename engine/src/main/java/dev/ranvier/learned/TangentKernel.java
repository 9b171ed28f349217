package dev.ranvier.learned;

import dev.ranvier.linalg.PivotedCholesky;
import java.util.Arrays;

/**
 * The features of a network near given weights: {@code D D^T = L L^T} of low rank, D the Jacobian of the two curves at the
 * nodes by the weights. Column r of L is a change of the curves that some change of the weights of norm 1 brings about; these
 * columns, fifty or so, stand for all the weights.
 */
public final class TangentKernel {
    /** What is left of the kernel's trace, relative; and the most features. */
    private static final double TOLERANCE = 1e-12;

    private static final int MOST_FEATURES = 200;

    private final CurveNetwork network;
    private final double[] weights;
    private final int nodes;
    private final PivotedCholesky factor;

    /**
     * Factors the kernel at all nodes of both outputs.
     *
     * @param network work space, which may be used for other weights afterwards
     * @param weights where the kernel is taken
     */
    public TangentKernel(CurveNetwork network, double[] weights) {
        this.network = network;
        this.weights = weights.clone();
        network.linearise(weights);
        nodes = network.output(0).length;
        double[][] column = new double[2][nodes];
        network.kernelDiagonal(0, column[0]);
        network.kernelDiagonal(1, column[1]);
        PivotedCholesky.Columns columns = (index, out) -> {
            network.kernelColumn(index / nodes, index % nodes, column);
            System.arraycopy(column[0], 0, out, 0, nodes);
            System.arraycopy(column[1], 0, out, nodes, nodes);
        };
        double[] diagonal = Arrays.copyOf(column[0], 2 * nodes);
        System.arraycopy(column[1], 0, diagonal, nodes, nodes);
        factor = new PivotedCholesky(diagonal, columns, TOLERANCE, MOST_FEATURES);
    }

    /** Number of features. */
    public int rank() {
        return factor.rank();
    }

    /** {@code [output][node]}: feature r. */
    public double[][] feature(int r) {
        double[] column = factor.column(r);
        return new double[][] {Arrays.copyOf(column, nodes), Arrays.copyOfRange(column, nodes, 2 * nodes)};
    }

    /** {@code D^T z} with {@code L_p^T z = y}: the smallest change of weights that moves the curves by L y. */
    public double[] step(double[] y) {
        double[] z = y.clone(), delta = new double[weights.length];
        factor.solveTransposed(z);
        double[][] bar = new double[2][nodes];
        for (int r = 0; r < z.length; r++) {
            bar[factor.pivot(r) / nodes][factor.pivot(r) % nodes] = z[r];
        }
        network.linearise(weights); // it may have been at other weights since, those of a step that was too long
        network.adjoint(bar, delta, 0);
        return delta;
    }
}
