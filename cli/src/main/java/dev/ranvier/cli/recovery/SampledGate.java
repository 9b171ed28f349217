package dev.ranvier.cli.recovery;

import dev.ranvier.cli.model.LearnedGate;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.stream.IntStream;

/** The curves of a gate at the voltages of the table that simulations use. */
final class SampledGate {
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;

    private final double[] inf = new double[GRID.nodes()];
    private final double[] tau_ms = new double[GRID.nodes()];

    /** Evaluates a gate whose curves are known. */
    SampledGate(LearnedGate gate) {
        gate.curves().orElseThrow().evaluate(GRID, inf, tau_ms);
        for (int k = 0; k < inf.length; k++) {
            inf[k] = 1 / (1 + Math.exp(-inf[k]));
            tau_ms[k] = Math.exp(tau_ms[k]);
        }
    }

    static double[] voltage_mV() {
        return IntStream.range(0, GRID.nodes()).mapToDouble(GRID::voltage_mV).toArray();
    }

    double[] inf() {
        return inf.clone();
    }

    double[] tau_ms() {
        return tau_ms.clone();
    }
}
