package dev.ranvier.kinetics;

import dev.ranvier.learned.CurveNetwork;
import dev.ranvier.linalg.Matrix;
import dev.ranvier.optimise.KernelProblem;
import dev.ranvier.optimise.KernelWork;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Residuals of a network that learns a gate: {@code w (x_inf - data)}, {@code w (tau - data)} and, with a smoothness s above 0,
 * the curvature of logit x_inf and ln tau between the data,
 *
 * <pre>
 *   s (8 / h^(3/2)) (z(m) - (z(a) + z(b))/2) / range,      m the middle of two neighbours a and b, h = b - a
 * </pre>
 *
 * with h in units of the network's input, which adds {@code s^2} times the integral of z''^2.
 */
final class CurveProblem implements KernelProblem, AutoCloseable {
    private static final double INPUT_WIDTH_mV = 70;

    private final Arena arena = Arena.ofConfined();
    private final CurveTargets targets;
    /** Where residuals are tried. */
    private final CurveNetwork network;
    /** Where the kernel was taken, which steps need until the next one. */
    private final CurveNetwork linearised;

    private final KernelWork work;
    private final Matrix tangents;
    private final int weights;
    private final int dataNodes;
    private final int nodes;
    /** Factor of each midpoint's curvature, {@code [output][midpoint]}. */
    private final double[][] stiffness;
    /** {@code d residual / d z} of the targets. */
    private final double[] slope;

    CurveProblem(CurveTargets targets, List<Integer> hidden, int weights, double smoothness) {
        this.targets = targets;
        this.weights = weights;
        double[] data_mV = targets.voltage_mV();
        dataNodes = data_mV.length;
        int midpoints = smoothness > 0 ? dataNodes - 1 : 0;
        nodes = dataNodes + midpoints;
        double[] voltage_mV = Arrays.copyOf(data_mV, nodes);
        stiffness = new double[2][midpoints];
        for (int i = 0; i < midpoints; i++) {
            voltage_mV[dataNodes + i] = (data_mV[i] + data_mV[i + 1]) / 2;
            double h = (data_mV[i + 1] - data_mV[i]) / INPUT_WIDTH_mV;
            stiffness[0][i] = smoothness
                    * 8
                    / (h * Math.sqrt(h))
                    / Math.max(targets.logitRange().span(), 1e-9);
            stiffness[1][i] = smoothness
                    * 8
                    / (h * Math.sqrt(h))
                    / Math.max(targets.logTauRange().span(), 1e-9);
        }
        network = new CurveNetwork(hidden, targets.logitRange(), targets.logTauRange(), voltage_mV);
        linearised = new CurveNetwork(hidden, targets.logitRange(), targets.logTauRange(), voltage_mV);
        slope = new double[targets.rows()];
        work = new KernelWork(arena, rows());
        tangents = Matrix.zeros(arena, 2 * nodes, 2 * nodes);
    }

    private int rows() {
        return targets.rows() + 2 * stiffness[0].length;
    }

    @Override
    public Optional<double[]> residuals(double[] theta) {
        network.forward(theta);
        double[] r = new double[rows()];
        for (int i = 0; i < targets.rows(); i++) {
            r[i] = targets.residual(i, value(network, i));
        }
        int at = targets.rows();
        for (int o = 0; o < 2; o++) {
            double[] z = network.output(o);
            for (int i = 0; i < stiffness[o].length; i++) {
                r[at++] = stiffness[o][i] * (z[dataNodes + i] - (z[i] + z[i + 1]) / 2);
            }
        }
        return Optional.of(r);
    }

    private double value(CurveNetwork at, int row) {
        double z = at.output(targets.output(row))[targets.node(row)];
        return targets.output(row) == 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z);
    }

    @Override
    public void kernel(double[] theta, Matrix kernel) {
        linearised.forward(theta);
        linearised.differentiate();
        linearised.kernel(tangents);
        for (int i = 0; i < targets.rows(); i++) {
            double value = value(linearised, i);
            slope[i] = targets.weight(i) * (targets.output(i) == 0 ? value * (1 - value) : value);
        }
        double[] tangent = new double[2 * nodes], row = new double[rows()], combined = new double[2 * nodes];
        for (int i = 0; i < rows(); i++) {
            Arrays.fill(combined, 0);
            addRow(i, combined, tangent);
            toRows(combined, row);
            kernel.setRow(i, row);
        }
    }

    /** {@code combined += row i of S G}, S the derivatives of the residuals by z, G the tangent kernel. */
    private void addRow(int i, double[] combined, double[] tangent) {
        if (i < targets.rows()) {
            add(slope[i], targets.output(i) * nodes + targets.node(i), combined, tangent);
        } else {
            int midpoints = stiffness[0].length,
                    k = (i - targets.rows()) % midpoints,
                    o = (i - targets.rows()) / midpoints;
            double s = stiffness[o][k];
            add(s, o * nodes + dataNodes + k, combined, tangent);
            add(-s / 2, o * nodes + k, combined, tangent);
            add(-s / 2, o * nodes + k + 1, combined, tangent);
        }
    }

    private void add(double factor, int row, double[] combined, double[] tangent) {
        tangents.readRow(row, tangent);
        for (int k = 0; k < combined.length; k++) {
            combined[k] += factor * tangent[k];
        }
    }

    /** {@code row = S combined}. */
    private void toRows(double[] combined, double[] row) {
        for (int i = 0; i < targets.rows(); i++) {
            row[i] = slope[i] * combined[targets.output(i) * nodes + targets.node(i)];
        }
        int at = targets.rows();
        for (int o = 0; o < 2; o++) {
            for (int i = 0; i < stiffness[o].length; i++) {
                int left = o * nodes + i;
                row[at++] = stiffness[o][i] * (combined[left + dataNodes] - (combined[left] + combined[left + 1]) / 2);
            }
        }
    }

    @Override
    public double[] transposed(double[] z) {
        double[][] bar = new double[2][nodes];
        for (int i = 0; i < targets.rows(); i++) {
            bar[targets.output(i)][targets.node(i)] += slope[i] * z[i];
        }
        int at = targets.rows();
        for (int o = 0; o < 2; o++) {
            for (int i = 0; i < stiffness[o].length; i++) {
                double y = stiffness[o][i] * z[at++];
                bar[o][dataNodes + i] += y;
                bar[o][i] -= y / 2;
                bar[o][i + 1] -= y / 2;
            }
        }
        double[] delta = new double[weights];
        linearised.adjoint(bar, delta, 0);
        return delta;
    }

    @Override
    public KernelWork work() {
        return work;
    }

    @Override
    public void close() {
        arena.close();
    }
}
