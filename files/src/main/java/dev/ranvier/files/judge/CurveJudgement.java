package dev.ranvier.files.judge;

import dev.ranvier.files.input.Shown;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** Judges where the states of a mechanism go, and how fast, over the voltages of a membrane. */
public final class CurveJudgement {
    /** Where membranes are: what a formula does beyond is nobody's fault. */
    private static final VoltageGrid GRID = new VoltageGrid(-110, 0.5, 401);
    /** NEURON's usual step. */
    private static final double DT_ms = 0.025;
    /** No gate is as fast at every voltage. */
    private static final double INSTANT_ms = 0.005;

    /** The voltage in formulas. */
    private static final String V = "v";

    private static final double PERCENT = 40;
    /** Rounding of a state that should lie in [0, 1]. */
    private static final double ROUNDING = 1e-9;
    /** How many runs a gate may take to move at its fastest. */
    private static final double RUNS = 10;

    private CurveJudgement() {}

    /** What no gate does, in words, with the first voltage where it is so. Pools have concentrations, of which nothing is said. */
    public static List<String> warnings(Mechanism mechanism) {
        List<String> warnings = new ArrayList<>();
        if (!(mechanism instanceof Channel)) {
            return warnings;
        }
        StateCurves curves = StateCurves.of(mechanism, GRID);
        boolean seesIons = !mechanism.schema().ions().isEmpty();
        for (int k = 0; k < curves.states().size(); k++) {
            String state = curves.states().get(k);
            List<Double> target = curves.target().get(k),
                    tau_ms = curves.tau_ms().get(k);
            Optional<String> singular = at(target, x -> !Double.isFinite(x)).or(() -> at(tau_ms, Double::isNaN));
            if (singular.isPresent()) {
                warnings.add(state + " is not a number at " + singular.get() + ": a rate is singular there");
                continue;
            }
            if (!hasUnit(state)) {
                at(target, x -> x < -ROUNDING || x > 1 + ROUNDING)
                        .ifPresent(v -> warnings.add(state + " rests outside of [0, 1] at " + v + ", at "
                                + Shown.number(farthest(target)) + " at most"
                                + (farthest(target) > PERCENT ? ": is it in percent?" : "")));
                double first = target.getFirst();
                if (!seesIons
                        && !startsAnywhere(mechanism, state)
                        && target.stream().allMatch(x -> Math.abs(x - first) < ROUNDING)
                        && (Math.abs(first) < ROUNDING || Math.abs(first - 1) < ROUNDING)) {
                    warnings.add(
                            state + " is " + Math.round(first) + " at every voltage: are its formulas for millivolts?");
                }
            }
            at(tau_ms, tau -> tau < 0)
                    .ifPresent(v -> warnings.add("tau of " + state + " is negative at " + v + ": it runs away from"
                            + " where it should go"));
            double slowest_ms = tau_ms.stream().mapToDouble(Math::abs).max().orElse(Double.POSITIVE_INFINITY);
            if (slowest_ms > 0 && slowest_ms < INSTANT_ms) {
                warnings.add("tau of " + state + " is at most " + Shown.number(slowest_ms) + " ms: is it in seconds?");
            }
        }
        return warnings;
    }

    /** What NEURON's usual step does not follow. */
    public static List<String> coarse(Mechanism mechanism) {
        StateCurves curves = StateCurves.of(mechanism, GRID);
        List<String> warnings = new ArrayList<>();
        for (int k = 0; k < curves.states().size(); k++) {
            String state = curves.states().get(k);
            at(curves.tau_ms().get(k), tau -> tau >= 0 && tau < DT_ms)
                    .ifPresent(v -> warnings.add("tau of " + state + " is below " + DT_ms + " ms at " + v
                            + ": a step of that size does not follow it"));
        }
        return warnings;
    }

    /** What to say of a channel of which no state moves in so long, whatever the voltage. */
    static Optional<String> slow(Mechanism mechanism, double duration_ms) {
        if (!(mechanism instanceof Channel)) {
            return Optional.empty();
        }
        double fastest_ms = StateCurves.of(mechanism, GRID).tau_ms().stream()
                .flatMap(List::stream)
                .mapToDouble(Math::abs)
                .min()
                .orElse(0);
        return fastest_ms > RUNS * duration_ms && Double.isFinite(fastest_ms)
                ? Optional.of("tau is at least " + Shown.number(fastest_ms) + " ms, and the run lasts "
                        + Shown.number(duration_ms) + " ms, in which nothing of it moves: is it in milliseconds?")
                : Optional.empty();
    }

    /** Whether formulas say where a state starts, whatever the voltage: that says nothing of where it goes. */
    private static boolean startsAnywhere(Mechanism mechanism, String state) {
        return mechanism instanceof FormulaChannel channel
                && channel.formulas().motions().stream()
                        .flatMap(motion -> Optional.ofNullable(motion.starts().get(state)).stream())
                        .anyMatch(start -> Expression.inOrder(List.of(start)).stream()
                                .noneMatch(node -> node instanceof Expression.Variable(String name) && name.equals(V)));
    }

    private static boolean hasUnit(String state) {
        return state.matches(".*_[mun]?[MVASm]");
    }

    private static double farthest(List<Double> target) {
        return target.stream()
                .max((a, b) -> Double.compare(Math.abs(a - 0.5), Math.abs(b - 0.5)))
                .orElse(0.0);
    }

    private static Optional<String> at(List<Double> curve, DoublePredicate unlikely) {
        for (int k = 0; k < curve.size(); k++) {
            if (unlikely.test(curve.get(k))) {
                return Optional.of(GRID.voltage_mV(k) + " mV");
            }
        }
        return Optional.empty();
    }
}
