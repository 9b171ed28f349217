package dev.ranvier.learned;

import dev.ranvier.channel.VoltageGrid;
import java.util.List;

/**
 * The network of {@link LearnedCurves} evaluated at all nodes of a voltage grid at once, with its adjoint and its tangent
 * kernel. Arrays are {@code [unit][node]}: every inner loop runs over nodes.
 */
public final class CurveNetwork {
    private final int nodes;
    private final int[] widths;
    /** Activations a_0 .. a_L and the two outputs. */
    private final double[][][] activations;
    /** {@code deltas[l][output][unit][node]}: derivative of an output by the pre-activation of layer l + 1. */
    private final double[][][][] deltas;

    /** Work space for networks with the given hidden layers on the given grid. */
    public CurveNetwork(List<Integer> hidden, VoltageGrid grid) {
        this.nodes = grid.nodes();
        this.widths = new int[hidden.size() + 2];
        widths[0] = 1;
        for (int l = 0; l < hidden.size(); l++) {
            widths[l + 1] = hidden.get(l);
        }
        widths[widths.length - 1] = LearnedCurves.OUTPUTS;
        activations = new double[widths.length][][];
        deltas = new double[widths.length - 1][LearnedCurves.OUTPUTS][][];
        for (int l = 0; l < widths.length; l++) {
            activations[l] = new double[widths[l]][nodes];
        }
        for (int l = 0; l < deltas.length; l++) {
            for (int output = 0; output < LearnedCurves.OUTPUTS; output++) {
                deltas[l][output] = new double[widths[l + 1]][nodes];
            }
        }
        for (int k = 0; k < nodes; k++) {
            activations[0][0][k] = (grid.voltage_mV(k) - LearnedCurves.INPUT_CENTRE_mV) / LearnedCurves.INPUT_WIDTH_mV;
        }
    }

    /** Output {@code o} at every node after {@link #forward}: 0 is logit x_inf, 1 is ln tau. Not a copy. */
    public double[] output(int o) {
        return activations[widths.length - 1][o];
    }

    /** {@code a_l = tanh(W_l a_(l-1) + b_l)}, outputs linear, then tau's bound. */
    public void forward(double[] weights) {
        int at = 0;
        for (int l = 1; l < widths.length; l++) {
            int bias = at + widths[l] * widths[l - 1];
            for (int unit = 0; unit < widths[l]; unit++) {
                double[] sum = activations[l][unit];
                java.util.Arrays.fill(sum, weights[bias + unit]);
                for (int input = 0; input < widths[l - 1]; input++) {
                    addScaled(weights[at + unit * widths[l - 1] + input], activations[l - 1][input], sum);
                }
                if (l < widths.length - 1) {
                    for (int k = 0; k < nodes; k++) {
                        sum[k] = Math.tanh(sum[k]);
                    }
                }
            }
            at = bias + widths[l];
        }
        double[] logTau = output(1);
        for (int k = 0; k < nodes; k++) {
            double s = LearnedCurves.LOG_TAU_SPAN, m = LearnedCurves.LOG_TAU_MIDDLE;
            logTau[k] = m + s * Math.tanh((logTau[k] - m) / s);
        }
    }

    /**
     * Derivatives of both outputs by every pre-activation, for {@link #adjoint} and {@link #kernelColumn}:
     * {@code delta_(l-1) = (1 - a^2) W^T delta_l}, from {@code 1} for logit x_inf and {@code 1 - ((ln tau - m)/s)^2} for ln tau.
     */
    public void differentiate(double[] weights) {
        int last = deltas.length - 1;
        double[] logTau = output(1);
        for (int k = 0; k < nodes; k++) {
            double bounded = (logTau[k] - LearnedCurves.LOG_TAU_MIDDLE) / LearnedCurves.LOG_TAU_SPAN;
            deltas[last][0][0][k] = 1;
            deltas[last][1][1][k] = 1 - bounded * bounded;
        }
        int at = weights.length;
        for (int l = last; l > 0; l--) {
            at -= widths[l + 1] * (widths[l] + 1);
            for (int output = 0; output < LearnedCurves.OUTPUTS; output++) {
                for (int input = 0; input < widths[l]; input++) {
                    double[] sum = deltas[l - 1][output][input], a = activations[l][input];
                    java.util.Arrays.fill(sum, 0);
                    for (int unit = 0; unit < widths[l + 1]; unit++) {
                        addScaled(weights[at + unit * widths[l] + input], deltas[l][output][unit], sum);
                    }
                    for (int k = 0; k < nodes; k++) {
                        sum[k] *= 1 - a[k] * a[k];
                    }
                }
            }
        }
    }

    /**
     * {@code gradient[from + j] += sum over outputs o and nodes k of bar[o][k] d output_o(k) / d weight_j}, after
     * {@link #differentiate}.
     */
    public void adjoint(double[][] bar, double[] gradient, int from) {
        int at = from;
        double[] weighted = new double[nodes];
        for (int l = 0; l < deltas.length; l++) {
            int bias = at + widths[l + 1] * widths[l];
            for (int unit = 0; unit < widths[l + 1]; unit++) {
                for (int k = 0; k < nodes; k++) {
                    weighted[k] = bar[0][k] * deltas[l][0][unit][k] + bar[1][k] * deltas[l][1][unit][k];
                }
                for (int input = 0; input < widths[l]; input++) {
                    gradient[at + unit * widths[l] + input] += dot(weighted, activations[l][input]);
                }
                for (int k = 0; k < nodes; k++) {
                    gradient[bias + unit] += weighted[k];
                }
            }
            at = bias + widths[l + 1];
        }
    }

    /**
     * One column of the tangent kernel {@code G = D D^T}, D the Jacobian of all outputs at all nodes by the weights, without D
     * (Jacot et al., NeurIPS 2018):
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
            java.util.Arrays.fill(row, 0);
        }
        double[] inner = new double[nodes], deltaDot = new double[nodes];
        for (int l = 0; l < deltas.length; l++) {
            java.util.Arrays.fill(inner, 1);
            for (double[] a : activations[l]) {
                addScaled(a[node], a, inner);
            }
            for (int p = 0; p < LearnedCurves.OUTPUTS; p++) {
                java.util.Arrays.fill(deltaDot, 0);
                for (int unit = 0; unit < widths[l + 1]; unit++) {
                    addScaled(deltas[l][output][unit][node], deltas[l][p][unit], deltaDot);
                }
                for (int k = 0; k < nodes; k++) {
                    column[p][k] += deltaDot[k] * inner[k];
                }
            }
        }
    }

    /** {@code G((o,k), (o,k))} for all nodes of output {@code o}. */
    public void kernelDiagonal(int output, double[] diagonal) {
        java.util.Arrays.fill(diagonal, 0);
        for (int l = 0; l < deltas.length; l++) {
            for (int k = 0; k < nodes; k++) {
                double inner = 1, square = 0;
                for (double[] a : activations[l]) {
                    inner += a[k] * a[k];
                }
                for (double[] delta : deltas[l][output]) {
                    square += delta[k] * delta[k];
                }
                diagonal[k] += inner * square;
            }
        }
    }

    private void addScaled(double scale, double[] x, double[] y) {
        for (int k = 0; k < nodes; k++) {
            y[k] += scale * x[k];
        }
    }

    private double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < nodes; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
