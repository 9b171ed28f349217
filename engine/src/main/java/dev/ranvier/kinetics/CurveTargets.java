package dev.ranvier.kinetics;

import dev.ranvier.learned.OutputRange;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a fit of one gate aims at: x_inf and tau at the voltages that it may use, each curve in units of its own standard
 * deviation, so that a curve of small range is followed as well as one of large range.
 *
 * <p>Output 0 is x_inf, output 1 tau. A target is a row; row i belongs to output {@code output[i]} at {@code node[i]}.
 */
final class CurveTargets {
    /** Smaller standard deviations of x_inf, and of tau as a part of its largest value, count as these: rounded data. */
    private static final double LEAST_SD = 0.02;

    /** x_inf is taken as at least this far from 0 and 1: {@code |logit| <= 16}; a constant one as 0 or 1 to all digits. */
    private static final double LARGEST_LOGIT = 16, LARGEST_CONSTANT_LOGIT = 37;

    /** The network's outputs reach this many times as far from the middle as the targets, so that tanh is nearly linear. */
    private static final double ROOM = 3;

    private static final double LEAST_RANGE = 1e-3;

    private final double[] voltage_mV;
    private final int[] output;
    private final int[] node;
    private final double[] target;
    private final double[] weight;
    private final OutputRange logitRange;
    private final OutputRange logTauRange;

    /** Of the usable values at the voltages that are not held out. */
    CurveTargets(Screening screening, Holdout holdout) {
        GateSamples samples = screening.samples();
        int[] nodes = IntStream.range(0, samples.size())
                .filter(k -> holdout.isFitted(k) && (screening.xUsable(k) || screening.tauUsable(k)))
                .toArray();
        voltage_mV =
                IntStream.of(nodes).mapToDouble(k -> samples.voltage_mV()[k]).toArray();
        int[] ofX = IntStream.range(0, nodes.length)
                .filter(i -> screening.xUsable(nodes[i]))
                .toArray();
        int[] ofTau = IntStream.range(0, nodes.length)
                .filter(i -> screening.tauUsable(nodes[i]))
                .toArray();
        double[] x = IntStream.of(ofX)
                .mapToDouble(i -> Math.clamp(samples.xInf()[nodes[i]], 0, 1))
                .toArray();
        double[] tau =
                IntStream.of(ofTau).mapToDouble(i -> samples.tau_ms()[nodes[i]]).toArray();
        int rows = x.length + tau.length;
        output = new int[rows];
        node = new int[rows];
        target = new double[rows];
        weight = new double[rows];
        double largestTau = DoubleStream.of(tau).max().orElse(1);
        fill(0, 0, ofX, x, LEAST_SD);
        fill(x.length, 1, ofTau, tau, LEAST_SD * largestTau);
        boolean constant = DoubleStream.of(x).distinct().count() == 1;
        double largest = constant ? LARGEST_CONSTANT_LOGIT : LARGEST_LOGIT;
        logitRange = range(
                DoubleStream.of(x)
                        .map(value -> Math.clamp(Math.log(value / (1 - value)), -largest, largest))
                        .toArray(),
                0);
        logTauRange = range(
                IntStream.range(0, tau.length)
                        .mapToDouble(i -> Math.log(tau[i]))
                        .toArray(),
                Math.log(Screening.INSTANT_ms));
    }

    private void fill(int from, int out, int[] nodes, double[] values, double leastSd) {
        double scale = 1 / (Math.max(Score.standardDeviation(values), leastSd) * Math.sqrt(values.length));
        for (int i = 0; i < values.length; i++) {
            output[from + i] = out;
            node[from + i] = nodes[i];
            target[from + i] = values[i];
            weight[from + i] = scale;
        }
    }

    private static OutputRange range(double[] values, double ifNone) {
        double low = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .min()
                .orElse(ifNone);
        double high = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElse(ifNone);
        return new OutputRange((low + high) / 2, ROOM * (high - low) / 2);
    }

    /** Voltages of the nodes. */
    double[] voltage_mV() {
        return voltage_mV;
    }

    /** Number of targets. */
    int rows() {
        return output.length;
    }

    int output(int row) {
        return output[row];
    }

    int node(int row) {
        return node[row];
    }

    /** {@code weight (value - target)} for the value of the curve. */
    double residual(int row, double value) {
        return weight[row] * (value - target[row]);
    }

    double weight(int row) {
        return weight[row];
    }

    /** Half the range of z in the data, and not too small to divide by. */
    double halfRange(int out) {
        return Math.max((out == 0 ? logitRange : logTauRange).span() / ROOM, LEAST_RANGE);
    }

    OutputRange logitRange() {
        return logitRange;
    }

    OutputRange logTauRange() {
        return logTauRange;
    }
}
