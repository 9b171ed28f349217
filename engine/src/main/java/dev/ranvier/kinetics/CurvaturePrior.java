package dev.ranvier.kinetics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds a curve straight where no data hold it: in wide gaps between voltages, and beyond the first and the last. Nodes are put
 * there, and wherever one of them is among three neighbours a, b, c the second difference of the curve z counts,
 *
 * <pre>
 *   sqrt((h1 + h2)/2) 2/(h1 + h2) ((z_c - z_b)/h2 - (z_b - z_a)/h1),      h1 = b - a, h2 = c - b in units of 100 mV
 * </pre>
 *
 * so that the sum of squares is the integral of {@code z''^2} over these stretches.
 */
final class CurvaturePrior {
    private static final double WIDEST_mV = 5, BEYOND_mV = 10, UNIT_mV = 100;
    private static final int NODES_BEYOND = 4;

    private final double[] voltage_mV;
    private final int[][] nodes;
    private final double[][] factors;

    private CurvaturePrior(double[] voltage_mV, int[][] nodes, double[][] factors) {
        this.voltage_mV = voltage_mV;
        this.nodes = nodes;
        this.factors = factors;
    }

    /** No nodes beside the data and no differences. */
    static CurvaturePrior none(double[] data_mV) {
        return new CurvaturePrior(data_mV, new int[0][], new double[0][]);
    }

    /** For data at these voltages, which rise. */
    static CurvaturePrior around(double[] data_mV) {
        List<Double> added = new ArrayList<>();
        int n = data_mV.length;
        for (int i = 1; i <= NODES_BEYOND; i++) {
            added.add(data_mV[0] - i * BEYOND_mV);
            added.add(data_mV[n - 1] + i * BEYOND_mV);
        }
        for (int k = 1; k < n; k++) {
            double gap = data_mV[k] - data_mV[k - 1];
            int pieces = (int) Math.ceil(gap / WIDEST_mV);
            for (int i = 1; i < pieces; i++) {
                added.add(data_mV[k - 1] + gap * i / pieces);
            }
        }
        double[] all = Arrays.copyOf(data_mV, n + added.size());
        for (int i = 0; i < added.size(); i++) {
            all[n + i] = added.get(i);
        }
        int[] order = IntStream.range(0, all.length)
                .boxed()
                .sorted((a, b) -> Double.compare(all[a], all[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[][] nodes = IntStream.range(1, order.length - 1)
                .mapToObj(i -> new int[] {order[i - 1], order[i], order[i + 1]})
                .filter(triple -> IntStream.of(triple).anyMatch(node -> node >= n))
                .toArray(int[][]::new);
        double[][] factors = Arrays.stream(nodes)
                .map(triple -> factors(
                        (all[triple[1]] - all[triple[0]]) / UNIT_mV, (all[triple[2]] - all[triple[1]]) / UNIT_mV))
                .toArray(double[][]::new);
        return new CurvaturePrior(all, nodes, factors);
    }

    private static double[] factors(double h1, double h2) {
        double scale = Math.sqrt((h1 + h2) / 2) * 2 / (h1 + h2);
        return new double[] {scale / h1, -scale / h1 - scale / h2, scale / h2};
    }

    /** The data's voltages, then those of the nodes that were added. */
    double[] voltage_mV() {
        return voltage_mV;
    }

    /** Number of second differences. */
    int rows() {
        return nodes.length;
    }

    /** Difference {@code row} of the values at the nodes that begin at {@code from}. */
    double difference(int row, double[] values, int from) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += factors[row][i] * values[from + nodes[row][i]];
        }
        return sum;
    }

    /** {@code valuesBar += rowBar d difference / d values}. */
    void adjoint(int row, double rowBar, double[] valuesBar) {
        for (int i = 0; i < 3; i++) {
            valuesBar[nodes[row][i]] += factors[row][i] * rowBar;
        }
    }

    /** The nodes of difference {@code row}. */
    int[] nodes(int row) {
        return nodes[row];
    }

    /** Their factors. */
    double[] factors(int row) {
        return factors[row];
    }
}
