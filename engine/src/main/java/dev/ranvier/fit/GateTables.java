package dev.ranvier.fit;

import dev.ranvier.channel.Tabulated;
import dev.ranvier.channel.VoltageTables;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.Matrix;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The voltage tables of one gate in the batches of some experiments, seen as the curves {@code logit x_inf} (curve 0) and
 * {@code ln tau} (curve 1) at the nodes.
 */
final class GateTables {
    private final List<ParameterBlock.Rig> rigs;
    private final int channel;
    private final int gate;
    private final VoltageTables tables;
    private final VoltageGrid grid;
    /** {@code [rig][curve][node][sample]}: derivatives of the traces by the curves. */
    private final double[][][][] rows;

    GateTables(List<ParameterBlock.Rig> rigs, String channel, int gate) {
        this.rigs = rigs;
        Cell cell = rigs.getFirst().batch().cell();
        this.channel = cell.indexOf(channel);
        this.gate = gate;
        tables = ((Tabulated) cell.insertions().get(this.channel).mechanism()).tables();
        grid = tables.grid();
        rows = new double[rigs.size()][2][grid.nodes()][0];
    }

    Target target() {
        return new Target.Shared(channel);
    }

    private Column values(int rig) {
        return rigs.get(rig).batch().shared(channel);
    }

    /** Fills the tables from the curves; they are those of all lanes. */
    void write(double[][] curves) {
        for (int rig = 0; rig < rigs.size(); rig++) {
            double dt_ms = rigs.get(rig).batch().dt_ms();
            tables.fill(values(rig), gate, curves[0], curves[1], dt_ms);
        }
    }

    /** {@code [curve][node]}: cotangents of the curves at a place. */
    double[][] pullBack(int rig, Differentials bars, int place) {
        double[][] curveBars = new double[2][grid.nodes()];
        Block entries = bars.rows(target());
        Column cursor = entries.cursor();
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < grid.nodes(); node++) {
                cursor.moveTo(entries.base(tables.index(node, 2 * gate + curve)));
                curveBars[curve][node] = cursor.get(place) * slope(rig, curve, node);
            }
        }
        return curveBars;
    }

    /** Sets a lane of a direction to the tables' rate of change where the curves change at the rates {@code [curve][node]}. */
    void pushForward(int rig, Differentials direction, int lane, double[][] curveDots) {
        Block entries = direction.rows(target());
        Column cursor = entries.cursor();
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < grid.nodes(); node++) {
                cursor.moveTo(entries.base(tables.index(node, 2 * gate + curve)));
                cursor.set(lane, curveDots[curve][node] * slope(rig, curve, node));
            }
        }
    }

    /** {@code d x_inf / d logit = x_inf (1 - x_inf)}; {@code d D / d ln tau = D dt/tau = -D ln D}. */
    private double slope(int rig, int curve, int node) {
        double value = values(rig).get(tables.index(node, 2 * gate + curve));
        if (curve == 0) {
            return value * (1 - value);
        }
        return value > 0 ? -value * Math.log(value) : 0;
    }

    /** Takes in the derivatives of the samples {@code [from, to)} of a trace. */
    void collect(int rig, TraceJacobian jacobian, int from, int to) {
        Block entries = jacobian.derivatives().rows(target());
        Column cursor = entries.cursor();
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < grid.nodes(); node++) {
                cursor.moveTo(entries.base(tables.index(node, 2 * gate + curve)));
                double slope = slope(rig, curve, node);
                double[] row = row(rig, curve, node);
                for (int s = from; s < to; s++) {
                    row[s] = cursor.get(jacobian.lane(s)) * slope;
                }
            }
        }
    }

    /** Made when it is first needed: a run alone needs none. */
    private double[] row(int rig, int curve, int node) {
        if (rows[rig][curve][node].length == 0) {
            rows[rig][curve][node] = new double[rigs.get(rig).samples()];
        }
        return rows[rig][curve][node];
    }

    /** {@code [rig][sample]}: what was collected of a node of a curve; not a copy. */
    double[][] row(int curve, int node) {
        return IntStream.range(0, rows.length)
                .mapToObj(rig -> rows[rig][curve][node])
                .toArray(double[][]::new);
    }

    /** Whether no trace depends on a node of a curve. */
    boolean isUnvisited(int curve, int node) {
        for (double[] row : row(curve, node)) {
            for (double x : row) {
                if (x != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@code [column][rig][sample]}: {@code sum weights_k[curve nodes + node] row(curve, node)} for every k. */
    List<double[][]> combined(List<double[]> weights) {
        int nodes = grid.nodes();
        int[] visited = IntStream.range(0, 2 * nodes)
                .filter(i -> !isUnvisited(i / nodes, i % nodes))
                .toArray();
        List<double[][]> columns = new ArrayList<>();
        weights.forEach(_ -> columns.add(new double[rows.length][]));
        try (Arena arena = Arena.ofConfined()) {
            Matrix factors = Matrix.zeros(arena, weights.size(), visited.length);
            for (int i = 0; i < visited.length; i++) {
                for (int k = 0; k < weights.size(); k++) {
                    factors.set(k, i, weights.get(k)[visited[i]]);
                }
            }
            for (int rig = 0; rig < rows.length; rig++) {
                int samples = rigs.get(rig).samples();
                Matrix derivatives = Matrix.zeros(arena, visited.length, samples);
                for (int i = 0; i < visited.length; i++) {
                    derivatives.setRow(i, rows[rig][visited[i] / nodes][visited[i] % nodes]);
                }
                Matrix sums = Matrix.zeros(arena, weights.size(), samples);
                Blas.ofThisProcess().operations().gemm(1, factors, derivatives, 0, sums);
                for (int k = 0; k < weights.size(); k++) {
                    columns.get(k)[rig] = sums.row(k);
                }
            }
        }
        return columns;
    }
}
