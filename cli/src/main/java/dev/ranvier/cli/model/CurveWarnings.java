package dev.ranvier.cli.model;

import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** What is unlikely in the curves of a mechanism's states. */
final class CurveWarnings {
    /** NEURON's usual step. */
    private static final double DT_ms = 0.025;
    /** Rounding of a state that should lie in [0, 1]. */
    private static final double ROUNDING = 1e-9;

    private CurveWarnings() {}

    /** In words, one for each kind and state, with the first voltage where it is so. */
    static List<String> of(StateCurves curves, VoltageGrid grid) {
        List<String> warnings = new ArrayList<>();
        for (int k = 0; k < curves.states().size(); k++) {
            String state = curves.states().get(k);
            List<Double> target = curves.target().get(k),
                    tau_ms = curves.tau_ms().get(k);
            at(target, grid, x -> !Double.isFinite(x))
                    .or(() -> at(tau_ms, grid, Double::isNaN))
                    .ifPresent(v -> warnings.add(state + " is not a number at " + v + ": a rate is singular there"));
            at(target, grid, x -> x < -ROUNDING || x > 1 + ROUNDING)
                    .ifPresent(v -> warnings.add(state + " rests outside of [0, 1] at " + v));
            at(tau_ms, grid, tau -> tau >= 0 && tau < DT_ms)
                    .ifPresent(v -> warnings.add("tau of " + state + " is below " + DT_ms + " ms at " + v
                            + ": a step of that size does not follow it"));
        }
        return warnings;
    }

    private static Optional<String> at(List<Double> curve, VoltageGrid grid, DoublePredicate unlikely) {
        for (int k = 0; k < curve.size(); k++) {
            if (unlikely.test(curve.get(k))) {
                return Optional.of(grid.voltage_mV(k) + " mV");
            }
        }
        return Optional.empty();
    }
}
