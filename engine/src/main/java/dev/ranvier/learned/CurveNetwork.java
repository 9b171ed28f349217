package dev.ranvier.learned;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.HyperbolicTangent;
import dev.ranvier.linalg.Matrix;
import dev.ranvier.mechanism.VoltageGrid;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The network of {@link LearnedCurves} evaluated at many voltages, the nodes, at once, with its adjoint and its tangent
 * kernel. Matrices are unit x node: a layer is one product.
 */
public final class CurveNetwork {
    private final DenseOperations dense = Blas.ofThisProcess().operations();
    private final Arena arena;
    private final int nodes;
    private final int[] widths;
    private final OutputRange[] ranges;
    /** {@code W_1 .. W_L, W}. */
    private final Matrix[] weights;
    /** Activations a_0 .. a_L and the two outputs before their ranges. */
    private final Matrix[] activations;
    /** {@code deltas[l]}: unit x (output, node), derivatives of both outputs by the pre-activations of layer l + 1. */
    private final Matrix[] deltas;
    /** Work space of {@link #kernel}, made when first needed: products of deltas and of activations for every layer. */
    private Matrix[] deltaDots = {};

    private Matrix[] inners = {};
    /** {@code [output][node]}. */
    private final double[][] outputs;
    /** The weights of the last {@link #forward}, and whether {@link #differentiate} has followed it. */
    private double[] reached = {};

    private boolean differentiated;

    /** Work space for networks with the given hidden layers and the usual ranges on the given grid; freed with this object. */
    public CurveNetwork(List<Integer> hidden, VoltageGrid grid) {
        this(
                Arena.ofAuto(),
                hidden,
                OutputRange.UNBOUNDED,
                OutputRange.USUAL_LOG_TAU,
                IntStream.range(0, grid.nodes()).mapToDouble(grid::voltage_mV).toArray());
    }

    /** Work space in memory of the arena for networks with the given hidden layers and ranges at the given voltages. */
    public CurveNetwork(
            Arena arena, List<Integer> hidden, OutputRange logitRange, OutputRange logTauRange, double[] voltage_mV) {
        this.arena = arena;
        this.nodes = voltage_mV.length;
        this.ranges = new OutputRange[] {logitRange, logTauRange};
        this.widths = new int[hidden.size() + 2];
        widths[0] = 1;
        for (int l = 0; l < hidden.size(); l++) {
            widths[l + 1] = hidden.get(l);
        }
        widths[widths.length - 1] = LearnedCurves.OUTPUTS;
        activations = new Matrix[widths.length];
        weights = new Matrix[widths.length - 1];
        deltas = new Matrix[widths.length - 1];
        for (int l = 0; l < widths.length; l++) {
            activations[l] = Matrix.zeros(arena, widths[l], nodes);
        }
        for (int l = 0; l < deltas.length; l++) {
            weights[l] = Matrix.zeros(arena, widths[l + 1], widths[l]);
            deltas[l] = Matrix.zeros(arena, widths[l + 1], LearnedCurves.OUTPUTS * nodes);
        }
        for (int k = 0; k < nodes; k++) {
            double input = (voltage_mV[k] - LearnedCurves.INPUT_CENTRE_mV) / LearnedCurves.INPUT_WIDTH_mV;
            activations[0].set(0, k, input);
        }
        outputs = new double[LearnedCurves.OUTPUTS][nodes];
    }

    /** Output {@code o} at every node after {@link #forward}: 0 is logit x_inf, 1 is ln tau. Not a copy. */
    public double[] output(int o) {
        return outputs[o];
    }

    /** {@code a_l = tanh(W_l a_(l-1) + b_l)}, outputs linear, then their ranges. */
    public void forward(double[] theta) {
        reached = theta.clone();
        differentiated = false;
        int at = 0;
        double[] row = new double[nodes];
        for (int l = 0; l < weights.length; l++) {
            at = readWeights(theta, at, l);
            for (int unit = 0; unit < widths[l + 1]; unit++) {
                Arrays.fill(row, theta[at++]);
                activations[l + 1].setRow(unit, row);
            }
            dense.gemm(1, weights[l], activations[l], 1, activations[l + 1]);
            if (l < weights.length - 1) {
                HyperbolicTangent.apply(activations[l + 1]);
            }
        }
        for (int o = 0; o < LearnedCurves.OUTPUTS; o++) {
            outputs[o] = activations[weights.length].row(o);
            for (int k = 0; k < nodes; k++) {
                outputs[o][k] = ranges[o].value(outputs[o][k]);
            }
        }
    }

    /** Puts W of layer l, which stands at {@code at}, into its matrix; returns where its biases stand. */
    private int readWeights(double[] theta, int at, int l) {
        int inputs = widths[l];
        for (int unit = 0; unit < widths[l + 1]; unit++) {
            int from = at + unit * inputs;
            weights[l].setRow(unit, Arrays.copyOfRange(theta, from, from + inputs));
        }
        return at + widths[l + 1] * inputs;
    }

    /** {@link #forward} and {@link #differentiate} at theta, unless that is where the network stands. */
    public void linearise(double[] theta) {
        if (!Arrays.equals(reached, theta)) {
            forward(theta);
        }
        if (!differentiated) {
            differentiate();
        }
    }

    /**
     * Derivatives of both outputs by every pre-activation, for {@link #adjoint} and {@link #kernelColumn}, at the weights of the
     * last {@link #forward}: {@code delta_(l-1) = (1 - a^2) W^T delta_l}, from the slope of the output's range.
     */
    public void differentiate() {
        differentiated = true;
        int last = deltas.length - 1;
        for (int o = 0; o < LearnedCurves.OUTPUTS; o++) {
            for (int k = 0; k < nodes; k++) {
                deltas[last].set(o, o * nodes + k, ranges[o].slope(outputs[o][k]));
            }
        }
        double[] delta = new double[LearnedCurves.OUTPUTS * nodes], a = new double[nodes];
        for (int l = last; l > 0; l--) {
            dense.gemm(1, weights[l].transposed(), deltas[l], 0, deltas[l - 1]);
            for (int unit = 0; unit < widths[l]; unit++) {
                deltas[l - 1].readRow(unit, delta);
                activations[l].readRow(unit, a);
                for (int o = 0; o < LearnedCurves.OUTPUTS; o++) {
                    for (int k = 0; k < nodes; k++) {
                        delta[o * nodes + k] *= 1 - a[k] * a[k];
                    }
                }
                deltas[l - 1].setRow(unit, delta);
            }
        }
    }

    /**
     * {@code [output][node]}: the rates of change of the outputs where the weights of the last {@link #forward} change at the rates
     * {@code thetaDot}: {@code aDot_l = (1 - a_l^2) (WDot_l a_(l-1) + bDot_l + W_l aDot_(l-1))}.
     */
    public double[][] tangent(double[] thetaDot) {
        int at = 0;
        double[] row = new double[nodes], a = new double[nodes];
        try (Arena scratch = Arena.ofConfined()) {
            Matrix below = Matrix.zeros(scratch, 1, nodes);
            for (int l = 0; l < weights.length; l++) {
                int inputs = widths[l], units = widths[l + 1];
                Matrix weightsDot = Matrix.zeros(scratch, units, inputs), dots = Matrix.zeros(scratch, units, nodes);
                for (int unit = 0; unit < units; unit++) {
                    weightsDot.setRow(unit, Arrays.copyOfRange(thetaDot, at, at + inputs));
                    at += inputs;
                }
                for (int unit = 0; unit < units; unit++) {
                    Arrays.fill(row, thetaDot[at++]);
                    dots.setRow(unit, row);
                }
                dense.gemm(1, weightsDot, activations[l], 1, dots);
                dense.gemm(1, weights[l], below, 1, dots);
                for (int unit = 0; unit < units && l < weights.length - 1; unit++) {
                    dots.readRow(unit, row);
                    activations[l + 1].readRow(unit, a);
                    for (int k = 0; k < nodes; k++) {
                        row[k] *= 1 - a[k] * a[k];
                    }
                    dots.setRow(unit, row);
                }
                below = dots;
            }
            double[][] outputDots = new double[LearnedCurves.OUTPUTS][];
            for (int o = 0; o < LearnedCurves.OUTPUTS; o++) {
                outputDots[o] = below.row(o);
                for (int k = 0; k < nodes; k++) {
                    outputDots[o][k] *= ranges[o].slope(outputs[o][k]);
                }
            }
            return outputDots;
        }
    }

    /**
     * {@code gradient[from + j] += sum over outputs o and nodes k of bar[o][k] d output_o(k) / d weight_j}, after
     * {@link #differentiate}: {@code W_lBar += (sum_o bar_o delta_l,o) a_(l-1)^T}.
     */
    public void adjoint(double[][] bar, double[] gradient, int from) {
        int at = from;
        try (Arena scratch = Arena.ofConfined()) {
            for (int l = 0; l < deltas.length; l++) {
                int bias = at + widths[l + 1] * widths[l];
                Matrix weighted = Matrix.zeros(scratch, widths[l + 1], nodes);
                Matrix weightsBar = Matrix.zeros(scratch, widths[l + 1], widths[l]);
                for (int unit = 0; unit < widths[l + 1]; unit++) {
                    double[] row = weighted(bar, deltas[l].row(unit));
                    weighted.setRow(unit, row);
                    for (double x : row) {
                        gradient[bias + unit] += x;
                    }
                }
                dense.gemm(1, weighted, activations[l].transposed(), 0, weightsBar);
                for (int unit = 0; unit < widths[l + 1]; unit++) {
                    for (int input = 0; input < widths[l]; input++) {
                        gradient[at + unit * widths[l] + input] += weightsBar.get(unit, input);
                    }
                }
                at = bias + widths[l + 1];
            }
        }
    }

    /** {@code sum_o bar_o delta_o} at every node. */
    private double[] weighted(double[][] bar, double[] delta) {
        double[] sum = new double[nodes];
        for (int k = 0; k < nodes; k++) {
            sum[k] = bar[0][k] * delta[k] + bar[1][k] * delta[nodes + k];
        }
        return sum;
    }

    /**
     * One column of the tangent kernel {@code G = D D^T}, D the Jacobian of all outputs at all nodes by the weights, without D
     * (Jacot et al., NeurIPS 2018), after {@link #differentiate}:
     *
     * <pre>
     *   G((o,k), (p,j)) = sum_l  delta_l(o,k) . delta_l(p,j)  (1 + a_(l-1)(k) . a_(l-1)(j))
     * </pre>
     *
     * @param output o of the column
     * @param node k of the column
     * @param column {@code [p][j]}, overwritten
     */
    public void kernelColumn(int output, int node, double[][] column) {
        for (double[] row : column) {
            Arrays.fill(row, 0);
        }
        try (Arena scratch = Arena.ofConfined()) {
            Matrix inner = Matrix.vector(scratch, nodes);
            Matrix deltaDot = Matrix.vector(scratch, LearnedCurves.OUTPUTS * nodes);
            for (int l = 0; l < deltas.length; l++) {
                productsWithColumn(activations[l], node, inner);
                productsWithColumn(deltas[l], output * nodes + node, deltaDot);
                for (int p = 0; p < LearnedCurves.OUTPUTS; p++) {
                    for (int k = 0; k < nodes; k++) {
                        column[p][k] += deltaDot.get(p * nodes + k, 0) * (1 + inner.get(k, 0));
                    }
                }
            }
        }
    }

    /**
     * The whole tangent kernel, as {@link #kernelColumn}, after {@link #differentiate}.
     *
     * @param kernel {@code (o, k)} by {@code (p, j)}, 2 nodes x 2 nodes by rows, overwritten
     */
    @SuppressWarnings("exports") // for the fits of this module
    public void kernel(Matrix kernel) {
        int size = LearnedCurves.OUTPUTS * nodes;
        if (deltaDots.length == 0) {
            deltaDots = products(size);
            inners = products(nodes);
        }
        double[] sum = new double[size], dot = new double[size], inner = new double[nodes];
        for (int l = 0; l < deltas.length; l++) {
            dense.gemm(1, deltas[l].transposed(), deltas[l], 0, deltaDots[l]);
            dense.gemm(1, activations[l].transposed(), activations[l], 0, inners[l]);
        }
        for (int i = 0; i < size; i++) {
            Arrays.fill(sum, 0);
            for (int l = 0; l < deltas.length; l++) {
                deltaDots[l].readRow(i, dot);
                inners[l].readRow(i % nodes, inner);
                addProducts(dot, 0, inner, sum);
                addProducts(dot, nodes, inner, sum);
            }
            kernel.setRow(i, sum);
        }
    }

    private Matrix[] products(int size) {
        return Stream.generate(() -> Matrix.zeros(arena, size, size))
                .limit(deltas.length)
                .toArray(Matrix[]::new);
    }

    private static void addProducts(double[] dot, int from, double[] inner, double[] sum) {
        for (int k = 0; k < inner.length; k++) {
            sum[from + k] += dot[from + k] * (1 + inner[k]);
        }
    }

    /** {@code products = X^T x}, x a column of X. */
    private void productsWithColumn(Matrix matrix, int column, Matrix products) {
        dense.gemv(1, matrix.transposed(), matrix.part(0, column, matrix.rows(), 1), 0, products);
    }

    /** {@code G((o,k), (o,k))} for all nodes of output {@code o}. */
    public void kernelDiagonal(int output, double[] diagonal) {
        Arrays.fill(diagonal, 0);
        for (int l = 0; l < deltas.length; l++) {
            for (int k = 0; k < nodes; k++) {
                diagonal[k] += (1 + square(activations[l], k)) * square(deltas[l], output * nodes + k);
            }
        }
    }

    private static double square(Matrix matrix, int column) {
        double sum = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            sum += matrix.get(i, column) * matrix.get(i, column);
        }
        return sum;
    }
}
