package dev.ranvier.cli.recovery;

import dev.ranvier.cli.report.CurvePair;
import dev.ranvier.cli.report.Points;
import dev.ranvier.files.model.LearnedGate;
import dev.ranvier.fit.Evidence;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.Optional;
import java.util.stream.IntStream;

/** The curves of a gate at the voltages of the table that simulations use, and how sure they are. */
final class SampledGate {
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;

    private final double[] logit = new double[GRID.nodes()];
    private final double[] logTau = new double[GRID.nodes()];
    private final Optional<Evidence.Bounds> bounds;

    /** Evaluates a gate whose curves are known; without bounds they count as certain. */
    SampledGate(LearnedGate gate, Optional<Evidence.Bounds> bounds) {
        gate.curves().orElseThrow().evaluate(GRID, logit, logTau);
        this.bounds = bounds;
    }

    static double[] voltage_mV() {
        return IntStream.range(0, GRID.nodes()).mapToDouble(GRID::voltage_mV).toArray();
    }

    double[] inf() {
        return inf(0);
    }

    double[] tau_ms() {
        return tau_ms(0);
    }

    /** The lower end of its band at -1, the upper one at 1. */
    double[] inf(int side) {
        return IntStream.range(0, logit.length)
                .mapToDouble(k -> 1 / (1 + Math.exp(-logit[k] - reach(0, k, side))))
                .toArray();
    }

    /** The lower end of its band at -1, the upper one at 1. */
    double[] tau_ms(int side) {
        return IntStream.range(0, logTau.length)
                .mapToDouble(k -> Math.exp(logTau[k] + reach(1, k, side)))
                .toArray();
    }

    /** As two charts show it. */
    CurvePair pair(String title) {
        double[] v = voltage_mV();
        return new CurvePair(
                title,
                Points.of(v, inf()),
                Points.of(v, tau_ms()),
                new CurvePair.Band(Points.of(v, inf(-1)), Points.of(v, inf(1))),
                new CurvePair.Band(Points.of(v, tau_ms(-1)), Points.of(v, tau_ms(1))));
    }

    private double reach(int curve, int node, int side) {
        return side
                * Evidence.SURE
                * bounds.map(known -> known.deviation(curve, node, side)).orElse(0.0);
    }
}
