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
 * Residuals of a network that learns a gate: {@code w (x_inf - data)}, {@code w (tau - data)} and, with a smoothness s, the
 * {@link CurvaturePrior} of logit x_inf and ln tau, times s over half their range in the data.
 */
final class CurveProblem implements KernelProblem, AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final CurveTargets targets;
    private final CurvaturePrior prior;
    /** Factor of the prior for each output. */
    private final double[] stiffness;
    /** Where residuals are tried. */
    private final CurveNetwork network;
    /** Where the kernel was taken, which steps need until the next one. */
    private final CurveNetwork linearised;

    private final KernelWork work;
    private final Matrix tangents;
    private final int weights;
    private final int nodes;
    /** {@code d residual / d z} of the targets. */
    private final double[] slope;

    CurveProblem(CurveTargets targets, List<Integer> hidden, int weights, CurvaturePrior prior, double smoothness) {
        this.targets = targets;
        this.prior = prior;
        this.weights = weights;
        nodes = prior.voltage_mV().length;
        stiffness = new double[] {smoothness / targets.halfRange(0), smoothness / targets.halfRange(1)};
        network = network(hidden);
        linearised = network(hidden);
        slope = new double[targets.rows()];
        work = new KernelWork(arena, rows());
        tangents = Matrix.zeros(arena, 2 * nodes, 2 * nodes);
    }

    private CurveNetwork network(List<Integer> hidden) {
        return new CurveNetwork(arena, hidden, targets.logitRange(), targets.logTauRange(), prior.voltage_mV());
    }

    private int rows() {
        return targets.rows() + 2 * prior.rows();
    }

    @Override
    public Optional<double[]> residuals(double[] theta) {
        network.forward(theta);
        double[] r = new double[rows()];
        for (int i = 0; i < targets.rows(); i++) {
            r[i] = targets.residual(i, value(network, i));
        }
        for (int i = 0; i < prior.rows(); i++) {
            for (int o = 0; o < 2; o++) {
                r[priorRow(i, o)] = stiffness[o] * prior.difference(i, network.output(o), 0);
            }
        }
        return Optional.of(r);
    }

    private int priorRow(int i, int output) {
        return targets.rows() + output * prior.rows() + i;
    }

    private double value(CurveNetwork at, int row) {
        double z = at.output(targets.output(row))[targets.node(row)];
        return targets.output(row) == 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z);
    }

    /** {@code S G S^T}: S the derivatives of the residuals by z, G the tangent kernel of z. */
    @Override
    public void kernel(double[] theta, Matrix kernel) {
        linearised.forward(theta);
        linearised.differentiate();
        linearised.kernel(tangents);
        for (int i = 0; i < targets.rows(); i++) {
            double value = value(linearised, i);
            slope[i] = targets.weight(i) * (targets.output(i) == 0 ? value * (1 - value) : value);
        }
        double[] tangent = new double[2 * nodes], combined = new double[2 * nodes], row = new double[rows()];
        for (int i = 0; i < targets.rows(); i++) {
            tangents.readRow(at(targets.output(i), targets.node(i)), tangent);
            for (int j = 0; j <= i; j++) {
                row[j] = slope[i] * slope[j] * tangent[at(targets.output(j), targets.node(j))];
            }
            kernel.setRow(i, row);
        }
        for (int i = 0; i < prior.rows(); i++) {
            for (int o = 0; o < 2; o++) {
                Arrays.fill(combined, 0);
                for (int part = 0; part < 3; part++) {
                    double factor = stiffness[o] * prior.factors(i)[part];
                    tangents.readRow(at(o, prior.nodes(i)[part]), tangent);
                    for (int k = 0; k < combined.length; k++) {
                        combined[k] += factor * tangent[k];
                    }
                }
                toRow(combined, row);
                kernel.setRow(priorRow(i, o), row);
            }
        }
    }

    private int at(int output, int node) {
        return output * nodes + node;
    }

    /** {@code row = S g}. */
    private void toRow(double[] g, double[] row) {
        for (int i = 0; i < targets.rows(); i++) {
            row[i] = slope[i] * g[at(targets.output(i), targets.node(i))];
        }
        for (int i = 0; i < prior.rows(); i++) {
            for (int o = 0; o < 2; o++) {
                row[priorRow(i, o)] = stiffness[o] * prior.difference(i, g, o * nodes);
            }
        }
    }

    @Override
    public double[] transposed(double[] z) {
        double[][] bar = new double[2][nodes];
        for (int i = 0; i < targets.rows(); i++) {
            bar[targets.output(i)][targets.node(i)] += slope[i] * z[i];
        }
        for (int i = 0; i < prior.rows(); i++) {
            for (int o = 0; o < 2; o++) {
                prior.adjoint(i, stiffness[o] * z[priorRow(i, o)], bar[o]);
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
