package dev.ranvier.learned;

import dev.ranvier.linalg.PivotedCholesky;

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
    private final int[] candidates;
    private final PivotedCholesky factor;

    /**
     * Factors the kernel at the (output, node) pairs wanted, index {@code output * nodes + node}.
     *
     * @param network work space, which may be used for other weights afterwards
     * @param weights where the kernel is taken
     */
    public TangentKernel(CurveNetwork network, double[] weights, boolean[] wanted) {
        this.network = network;
        this.weights = weights.clone();
        this.nodes = wanted.length / 2;
        this.candidates = java.util.stream.IntStream.range(0, wanted.length)
                .filter(k -> wanted[k])
                .toArray();
        network.linearise(weights);
        double[][] column = new double[2][nodes];
        double[] diagonal = new double[candidates.length];
        network.kernelDiagonal(0, column[0]);
        network.kernelDiagonal(1, column[1]);
        gather(column, diagonal);
        PivotedCholesky.Columns columns = (index, out) -> {
            network.kernelColumn(candidates[index] / nodes, candidates[index] % nodes, column);
            gather(column, out);
        };
        this.factor = new PivotedCholesky(diagonal, columns, TOLERANCE, MOST_FEATURES);
    }

    private void gather(double[][] values, double[] out) {
        for (int i = 0; i < candidates.length; i++) {
            out[i] = values[candidates[i] / nodes][candidates[i] % nodes];
        }
    }

    /** Number of features. */
    public int rank() {
        return factor.rank();
    }

    /** Feature r at every (output, node); zero where not wanted. */
    public double[] feature(int r) {
        double[] feature = new double[2 * nodes], column = factor.column(r);
        for (int i = 0; i < candidates.length; i++) {
            feature[candidates[i]] = column[i];
        }
        return feature;
    }

    /** {@code D^T z} with {@code L_p^T z = y}: the smallest change of weights that moves the curves by L y. */
    public double[] step(double[] y) {
        double[] z = y.clone(), delta = new double[weights.length];
        factor.solveTransposed(z);
        double[][] bar = new double[2][nodes];
        for (int r = 0; r < z.length; r++) {
            int candidate = candidates[factor.pivot(r)];
            bar[candidate / nodes][candidate % nodes] = z[r];
        }
        network.linearise(weights); // it may have been at other weights since, those of a step that was too long
        network.adjoint(bar, delta, 0);
        return delta;
    }
}
