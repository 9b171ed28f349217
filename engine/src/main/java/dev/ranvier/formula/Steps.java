package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.multiply;
import static dev.ranvier.formula.Algebra.subtract;
import static dev.ranvier.formula.Algebra.variable;

import dev.ranvier.formula.Motion.Equation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where states are after a step: gates and single linear equations exactly, as all else that they depend on stays; schemes, and
 * equations that depend on each other or are not linear, by an implicit step.
 */
final class Steps {
    private Steps() {}

    /** The solutions, given the smallest values of what formulas are by, and tables of some gates. */
    static List<Solution> of(List<Motion> motions, Map<String, Double> lowest, RateTables tables) {
        List<Solution> solutions = new ArrayList<>();
        List<Equation> equations = new ArrayList<>();
        for (Motion motion : motions) {
            switch (motion) {
                case Motion.Relaxation gate ->
                    solutions.add(new Solution.Explicit(Map.of(gate.state(), tables.step(gate))));
                case Motion.Scheme scheme -> solutions.add(implicit(List.of(scheme)));
                case Motion.Together given -> solutions.add(implicit(List.of(given)));
                case Motion.Update update ->
                    solutions.add(new Solution.Explicit(Map.of(update.state(), update.next())));
                case Equation equation -> equations.add(equation);
            }
        }
        while (!equations.isEmpty()) {
            solutions.add(step(takeConnected(equations), lowest));
        }
        return solutions;
    }

    private static Solution step(List<Equation> together, Map<String, Double> lowest) {
        Equation first = together.getFirst();
        return together.size() == 1 && first.isLinear()
                ? new Solution.Explicit(Map.of(first.state(), first.step(lowest)))
                : implicit(List.copyOf(together));
    }

    /** Takes out the first and all that it is connected with. */
    private static List<Equation> takeConnected(List<Equation> equations) {
        Map<Equation, Set<String>> names = new LinkedHashMap<>();
        for (Equation equation : equations) {
            Set<String> all = new HashSet<>(Names.in(List.of(equation.slope())));
            all.add(equation.state());
            names.put(equation, all);
        }
        List<Equation> connected = new ArrayList<>();
        List<Equation> found = List.of(equations.getFirst());
        while (!found.isEmpty()) {
            connected.addAll(found);
            equations.removeAll(found);
            found = equations.stream()
                    .filter(other -> connected.stream()
                            .anyMatch(one -> depends(one, other, names) || depends(other, one, names)))
                    .toList();
        }
        return connected;
    }

    private static boolean depends(Equation one, Equation other, Map<Equation, Set<String>> names) {
        return names.getOrDefault(one, Set.of()).contains(other.state());
    }

    /** A step of theta, {@code x' = x + dt (theta f(x') + (1 - theta) f(x))}. */
    static Solution.Implicit implicit(List<Motion> together) {
        List<String> states = new ArrayList<>();
        List<Expression> residuals = new ArrayList<>();
        Map<String, Expression> start = new LinkedHashMap<>(),
                primed = new LinkedHashMap<>(),
                before = new LinkedHashMap<>();
        for (Motion motion : together) {
            motion.slopes().keySet().forEach(state -> primed.put(state, variable(Solution.after(state))));
            if (motion instanceof Motion.Scheme scheme) {
                before.put(scheme.remaining(), scheme.left());
            }
        }
        Substitution now = new Substitution(before), then = new Substitution(primed);
        for (Motion motion : together) {
            for (String state : motion.states()) {
                Expression x = variable(state), slope = motion.slopes().getOrDefault(state, Algebra.ZERO);
                Expression implicit = multiply(Motion.THETA, then.in(slope)),
                        explicit = multiply(subtract(Algebra.ONE, Motion.THETA), now.in(slope));
                states.add(state);
                start.put(state, x);
                residuals.add(
                        motion instanceof Motion.Together given
                                        && given.conserved().containsKey(state)
                                ? then.in(given.balance().getOrDefault(state, Algebra.ZERO))
                                : subtract(subtract(then.in(x), x), multiply(Motion.DT, add(implicit, explicit))));
            }
            if (motion instanceof Motion.Scheme scheme) {
                states.add(scheme.remaining());
                residuals.add(then.in(subtract(variable(scheme.remaining()), scheme.left())));
            }
        }
        return new Solution.Implicit(states, residuals, start, true);
    }
}
