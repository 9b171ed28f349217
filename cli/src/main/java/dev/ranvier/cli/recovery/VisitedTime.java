package dev.ranvier.cli.recovery;

import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.SampledSignal;
import java.util.List;

/**
 * How long recorded voltages stayed near each node of a grid: within half the grid's spacing of it, the voltage going in a
 * straight line from one sample to the next.
 */
public final class VisitedTime {
    private final VoltageGrid grid;
    private final double[] time_ms;

    private VisitedTime(VoltageGrid grid, double[] time_ms) {
        this.grid = grid;
        this.time_ms = time_ms;
    }

    /** Time spent by {@code voltages_mV} in the cells of {@code grid}; what lies outside the grid is left out. */
    public static VisitedTime of(List<SampledSignal> voltages_mV, VoltageGrid grid) {
        VisitedTime visited = new VisitedTime(grid, new double[grid.nodes()]);
        voltages_mV.forEach(visited::add);
        return visited;
    }

    private void add(SampledSignal voltage_mV) {
        for (int k = 1; k < voltage_mV.length(); k++) {
            add(voltage_mV.value(k - 1), voltage_mV.value(k), voltage_mV.interval_ms());
        }
    }

    private void add(double begin_mV, double end_mV, double duration_ms) {
        double low = Math.min(begin_mV, end_mV), high = Math.max(begin_mV, end_mV);
        int first = Math.max(0, cell(low)), last = Math.min(grid.nodes() - 1, cell(high));
        for (int k = first; k <= last; k++) {
            double from = Math.max(low, grid.voltage_mV(k) - grid.spacing_mV() / 2);
            double to = Math.min(high, grid.voltage_mV(k) + grid.spacing_mV() / 2);
            time_ms[k] += high > low ? duration_ms * Math.max(0, to - from) / (high - low) : duration_ms;
        }
    }

    private int cell(double v_mV) {
        return (int) Math.floor((v_mV - grid.low_mV()) / grid.spacing_mV() + 0.5);
    }

    /** Time at every node. */
    public double[] time_ms() {
        return time_ms.clone();
    }

    /** 1 for a node that was visited, else 0. */
    public double[] flags() {
        double[] flags = new double[time_ms.length];
        for (int k = 0; k < flags.length; k++) {
            flags[k] = time_ms[k] > 0 ? 1 : 0;
        }
        return flags;
    }
}
