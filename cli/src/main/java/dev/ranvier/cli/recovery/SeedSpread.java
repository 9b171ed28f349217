package dev.ranvier.cli.recovery;

import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.RecoveryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The farthest that a seed which follows the recordings as closely is from the best one, beyond the band, at a voltage that the
 * recordings visited.
 *
 * @param seed which seed
 * @param gate what the gate is called
 * @param difference of x_inf
 * @param at_mV where
 */
record SeedSpread(long seed, String gate, double difference, double at_mV) {
    /** As closely as the best, and a difference that can be seen. */
    private static final double AS_CLOSE = 1.2, SEEN = 0.05;

    /** Of a recovery; empty where the seeds agree. */
    static Optional<SeedSpread> of(Recovered recovered) {
        Optional<SeedSpread> farthest = Optional.empty();
        for (RecoveryResult result : recovered.results()) {
            if (result.converged()
                    && result.rmse_mV() <= AS_CLOSE * recovered.best().rmse_mV()) {
                for (SeedSpread there : differences(recovered, result)) {
                    if (farthest.isEmpty() || there.difference > farthest.get().difference) {
                        farthest = Optional.of(there);
                    }
                }
            }
        }
        return farthest;
    }

    /** Those that can be seen. */
    private static List<SeedSpread> differences(Recovered recovered, RecoveryResult result) {
        List<FoundGate> gates = FoundGate.of(recovered.task().unknown(), result.curves());
        double[] visited = recovered.visited().flags(), voltage_mV = SampledGate.voltage_mV();
        List<SeedSpread> differences = new ArrayList<>();
        for (int gate = 0; gate < gates.size(); gate++) {
            SampledGate best = recovered.sampled(gate);
            double[] own = new SampledGate(gates.get(gate).gate(), Optional.empty()).inf();
            double[] inf = best.inf(), low = best.inf(-1), high = best.inf(1);
            for (int k = 0; k < own.length; k++) {
                double difference = Math.abs(own[k] - inf[k]);
                if (visited[k] > 0 && difference > SEEN && (own[k] < low[k] || own[k] > high[k])) {
                    differences.add(
                            new SeedSpread(result.seed(), gates.get(gate).title(), difference, voltage_mV[k]));
                }
            }
        }
        return differences;
    }

    /** For people. */
    String sentence() {
        return "seed " + seed + " follows the recordings as closely, and its x_inf of " + gate + " is "
                + Shown.number(difference, 2) + " away at " + Shown.number(at_mV)
                + " mV: there the curves depend on the start";
    }
}
