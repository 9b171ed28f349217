package dev.ranvier.cli.recording;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.signal.VoltageFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an electrode adds to a voltage, by steps of the current: at an edge the voltage jumps, as no membrane does. Within 5 ms it has changed by
 * {@code di (bridge + R_d (1 - exp(-t/tau_d)) + a t + b t^2)}; what charges with tau_d may be the electrode or dendrites and counts as the
 * cell's, as do line and parabola. Found by least squares over all edges after which the cell does not spike; of a grid of time constants
 * the one whose error is least. The channels of a cell, which bend the answer to a longer step, have no time for it.
 *
 * @param bridge_MOhm what follows at once
 * @param edges how many edges told it
 */
public record StepElectrode(double bridge_MOhm, int edges) {
    private static final double[] CHARGED_ms = {0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.5, 2};
    private static final double BEFORE_ms = 1, AFTER_ms = 5, STEEP_mV_per_ms = 10;
    /** Parts of the whole range of currents: what an edge changes at least, and what may change beside it. */
    private static final double EDGE = 1.0 / 20, STILL = 1.0 / 30;
    /** From so much on it is worth a word. */
    private static final double MUCH_MOhm = 2;
    /** Jump, charge, line, parabola, and what was recorded. */
    private static final int JUMP = 0, CHARGE = 1, LINE = 2, PARABOLA = 3, SIGNALS = 5;

    /** Of recordings with their currents; empty if no current steps where it can be seen. */
    public static Optional<StepElectrode> of(List<VoltageFile> recordings) {
        double range_nA = recordings.stream()
                .flatMap(recording -> recording.current_nA().stream())
                .mapToDouble(current -> range(current.values(), 0, current.length()))
                .max()
                .orElse(0);
        Optional<StepElectrode> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (double tau_ms : CHARGED_ms) {
            List<double[]> rows = new ArrayList<>();
            int edges = 0;
            for (VoltageFile recording : recordings) {
                edges += addEdges(recording, tau_ms, range_nA, rows);
            }
            double[][] products = NormalEquations.products(columns(rows), 0);
            double[] found = NormalEquations.solved(products, new int[] {JUMP, CHARGE, LINE, PARABOLA});
            double square = products[SIGNALS - 1][SIGNALS - 1];
            for (int k = 0; k < found.length; k++) {
                square -= found[k] * products[k][SIGNALS - 1];
            }
            if (edges > 0 && square < least) {
                least = square;
                best = Optional.of(new StepElectrode(found[JUMP], edges));
            }
        }
        return best;
    }

    private static List<double[]> columns(List<double[]> rows) {
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k < SIGNALS; k++) {
            int column = k;
            columns.add(rows.stream().mapToDouble(row -> row[column]).toArray());
        }
        return columns;
    }

    /** Adds what follows the edges of a recording, sample by sample, and returns how many there are. */
    private static int addEdges(VoltageFile recording, double tau_ms, double range_nA, List<double[]> rows) {
        double[] v = recording.voltage_mV().values(),
                i = recording.current_nA().orElseThrow().values();
        double interval_ms = recording.voltage_mV().interval_ms();
        int before = (int) Math.ceil(BEFORE_ms / interval_ms), after = (int) Math.round(AFTER_ms / interval_ms);
        int edges = 0;
        for (int edge = before; edge + after < i.length; edge++) {
            // A step that was averaged over samples has one in its middle.
            double change_nA = i[edge + 1] - i[edge - 1], part = (i[edge] - i[edge - 1]) / change_nA;
            if (Math.abs(change_nA) > EDGE * range_nA
                    && part > STILL
                    && range(i, edge - before, edge) < STILL * range_nA
                    && range(i, edge + 1, edge + after) < STILL * range_nA
                    && isQuiet(v, edge + 2, edge + after, interval_ms)) {
                double begin_mV =
                        Arrays.stream(v, edge - before, edge).average().orElseThrow();
                for (int k = edge + 2; k < edge + after; k++) {
                    double t_ms = (k - edge - 1 + part) * interval_ms;
                    rows.add(new double[] {
                        change_nA,
                        change_nA * (1 - Math.exp(-t_ms / tau_ms)),
                        change_nA * t_ms,
                        change_nA * t_ms * t_ms,
                        v[k] - begin_mV
                    });
                }
                edges++;
            }
        }
        return edges;
    }

    private static double range(double[] x, int from, int to) {
        return Arrays.stream(x, from, to).max().orElse(0)
                - Arrays.stream(x, from, to).min().orElse(0);
    }

    private static boolean isQuiet(double[] v, int from, int to, double interval_ms) {
        for (int k = from + 1; k < to; k++) {
            if (v[k] - v[k - 1] > STEEP_mV_per_ms * interval_ms || v[k] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a fit had better be to the voltage without it. */
    public boolean isMuch() {
        return Math.abs(bridge_MOhm) > MUCH_MOhm;
    }

    /** For people. */
    public String described() {
        return "at " + edges + " edges of steps the voltage jumps by " + Shown.number(bridge_MOhm)
                + " MOhm, which the electrode adds: --bridge=" + Shown.number(bridge_MOhm) + ":0";
    }
}
