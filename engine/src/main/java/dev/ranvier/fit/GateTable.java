package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.Matrix;
import dev.ranvier.mechanism.TableSites;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The voltage table of one gate of a one-lane batch, seen as the curves {@code logit x_inf} (curve 0) and {@code ln tau} (curve
 * 1) at the nodes.
 */
final class GateTable {
    /** Distance of the voltages at which the curvature of the curves is taken, and the voltage that makes it a number. */
    private static final double ROUGHNESS_SPACING_mV = 4, ROUGHNESS_SCALE_mV = 10;

    private final Batch batch;
    private final int channel;
    private final int gate;
    private final TableSites table;
    private final int samples;
    /** {@code [curve][node][sample]}: derivatives of the trace by the curves. */
    private final double[][][] rows;

    /** Of a batch whose trace has so many samples. */
    GateTable(Batch batch, int channel, int gate, int samples) {
        this.batch = batch;
        this.channel = channel;
        this.gate = gate;
        this.table = batch.table(channel);
        this.samples = samples;
        this.rows = new double[2][table.grid().nodes()][samples];
    }

    Target target() {
        return new Target.Tables(channel);
    }

    VoltageGrid grid() {
        return table.grid();
    }

    int samples() {
        return samples;
    }

    /** Nodes between two voltages of {@link #roughness}. */
    int spacing() {
        return Math.max(1, (int) Math.rint(ROUGHNESS_SPACING_mV / grid().spacing_mV()));
    }

    /** Fills the table from the curves. */
    void write(double[] logitInf, double[] logTau) {
        TabulatedChannel.fill(table, gate, logitInf, logTau, batch.dt_ms());
    }

    /** Takes in the derivatives of the samples {@code [from, to)} of the trace. */
    void collect(TraceJacobian jacobian, int from, int to) {
        Block derivatives = jacobian.derivatives().rows(new Target.Tables(channel));
        Column cursor = derivatives.cursor();
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < rows[curve].length; node++) {
                cursor.moveTo(derivatives.base(node * table.tables() + 2 * gate + curve));
                double slope = tableSlope(curve, node);
                double[] row = rows[curve][node];
                for (int s = from; s < to; s++) {
                    row[s] = cursor.get(jacobian.lane(s)) * slope;
                }
            }
        }
    }

    /** {@code [curve][node][sample]}: what was collected; an empty row where it is zero. Not a copy. */
    double[][][] rows() {
        double[][][] found = new double[2][grid().nodes()][];
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < found[curve].length; node++) {
                double[] row = rows[curve][node];
                found[curve][node] = isZero(row) ? new double[0] : row;
            }
        }
        return found;
    }

    private static boolean isZero(double[] row) {
        for (double x : row) {
            if (x != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code [curve][node]}: cotangents of the curves in lane 0. */
    double[][] bars(Differentials cotangents) {
        Block derivatives = cotangents.rows(new Target.Tables(channel));
        Column cursor = derivatives.cursor();
        double[][] bars = new double[2][grid().nodes()];
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < bars[curve].length; node++) {
                cursor.moveTo(derivatives.base(node * table.tables() + 2 * gate + curve));
                bars[curve][node] = cursor.get(0) * tableSlope(curve, node);
            }
        }
        return bars;
    }

    /** {@code d x_inf / d logit = x_inf (1 - x_inf)}; {@code d D / d ln tau = D dt/tau = -D ln D}. */
    private double tableSlope(int curve, int node) {
        double value = table.values().get(table.index(node, 2 * gate + curve));
        if (curve == 0) {
            return value * (1 - value);
        }
        return value > 0 ? -value * Math.log(value) : 0;
    }

    /**
     * {@code f''(v) (10 mV)^2 sqrt(h / 10 mV)} of both curves by second differences over h = 4 mV, so that the sum of squares
     * is the integral of the squared curvature whatever h is.
     */
    double[] roughness(double[] logitInf, double[] logTau) {
        double[][] curves = {logitInf, logTau};
        int spacing = spacing(), each = (grid().nodes() - 1) / spacing - 1;
        double h = spacing * grid().spacing_mV() / ROUGHNESS_SCALE_mV, scale = Math.sqrt(h) / (h * h);
        double[] differences = new double[2 * each];
        for (int curve = 0; curve < 2; curve++) {
            for (int k = 0; k < each; k++) {
                int middle = (k + 1) * spacing;
                differences[curve * each + k] = scale
                        * (curves[curve][middle + spacing]
                                - 2 * curves[curve][middle]
                                + curves[curve][middle - spacing]);
            }
        }
        return differences;
    }

    /** {@code sum_i weights_k[i] rows[i]} for every k, over the rows that are not empty. */
    static List<double[]> combined(List<double[]> weights, double[][] rows, int samples) {
        int[] kept =
                IntStream.range(0, rows.length).filter(i -> rows[i].length > 0).toArray();
        try (Arena arena = Arena.ofConfined()) {
            Matrix factors = Matrix.zeros(arena, weights.size(), kept.length);
            Matrix derivatives = Matrix.zeros(arena, kept.length, samples);
            for (int i = 0; i < kept.length; i++) {
                derivatives.setRow(i, rows[kept[i]]);
                for (int k = 0; k < weights.size(); k++) {
                    factors.set(k, i, weights.get(k)[kept[i]]);
                }
            }
            Matrix sums = Matrix.zeros(arena, weights.size(), samples);
            Blas.ofThisProcess().operations().gemm(1, factors, derivatives, 0, sums);
            return IntStream.range(0, weights.size()).mapToObj(sums::row).toList();
        }
    }
}
