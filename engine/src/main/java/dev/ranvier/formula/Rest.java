package dev.ranvier.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where states are at rest, at a fixed voltage: what depends on what is solved for in that order, and the others together. */
final class Rest {
    private final RateTables tables;
    private final List<Motion> open;
    private final Map<String, Expression> settled = new HashMap<>();
    private final List<Solution> solutions = new ArrayList<>();

    private Rest(List<Motion> motions, RateTables tables) {
        this.tables = tables;
        open = new ArrayList<>(motions);
    }

    /**
     * The solutions, in no order.
     *
     * @throws FormulaException for a state that has no rest
     */
    static List<Solution> of(List<Motion> motions, RateTables tables) {
        Rest rest = new Rest(motions, tables);
        while (rest.settleOne()) {}
        if (!rest.open.isEmpty()) {
            rest.solutions.add(rest.together(rest.open));
        }
        return rest.solutions;
    }

    private boolean settleOne() {
        for (Motion motion : open) {
            Optional<Map<String, Expression>> values = dependsOnOthers(motion) ? Optional.empty() : alone(motion);
            if (values.isPresent()) {
                settled.putAll(values.get());
                open.remove(motion);
                return true;
            }
        }
        return false;
    }

    private boolean dependsOnOthers(Motion motion) {
        Set<String> others = new HashSet<>();
        open.stream()
                .filter(other -> !other.equals(motion))
                .forEach(other -> others.addAll(other.slopes().keySet()));
        return !motion.isGivenStart()
                && Names.in(motion.slopes().values()).stream().anyMatch(others::contains);
    }

    /** Where a motion rests by itself, if there is a formula. */
    private Optional<Map<String, Expression>> alone(Motion motion) {
        Substitution known = new Substitution(settled);
        return switch (motion) {
            case Motion.Relaxation gate ->
                Names.occurs(gate.state(), gate.target())
                        ? Optional.empty()
                        : explicit(Map.of(gate.state(), known.in(tables.target(gate))));
            case Motion.Equation equation ->
                target(equation).flatMap(formula -> explicit(Map.of(equation.state(), known.in(formula))));
            case Motion.Update update -> explicit(Map.of(update.state(), known.in(update.start())));
            case Motion.Together equations
            when equations.isGivenStart() -> {
                Map<String, Expression> values = new LinkedHashMap<>();
                equations.starts().forEach((state, start) -> values.put(state, known.in(start)));
                yield explicit(values);
            }
            case Motion.Together equations -> {
                Solution.Implicit solution = together(List.of(equations));
                solutions.add(solution);
                yield solution.isLinear() ? Optional.of(solution.passes().getFirst()) : primed(equations.states());
            }
            case Motion.Scheme scheme -> {
                Solution.Implicit solution = together(List.of(scheme));
                solutions.add(solution);
                yield Optional.of(solution.passes().getFirst());
            }
        };
    }

    private static Optional<Expression> target(Motion.Equation equation) {
        Optional<Expression> value =
                equation.start().or(() -> equation.isLinear() ? equation.target() : Optional.empty());
        if (value.isEmpty() && equation.isLinear()) {
            throw new FormulaException(
                    equation.state(),
                    "its derivative does not depend on it, so it has no steady state; say where it starts");
        }
        return value;
    }

    private Optional<Map<String, Expression>> explicit(Map<String, Expression> values) {
        solutions.add(new Solution.Explicit(values));
        return Optional.of(values);
    }

    /** What other states see of these, which no formula gives. */
    private static Optional<Map<String, Expression>> primed(List<String> states) {
        Map<String, Expression> values = new LinkedHashMap<>();
        states.forEach(state -> values.put(state, Algebra.variable(Solution.after(state))));
        return Optional.of(values);
    }

    private Solution.Implicit together(List<Motion> motions) {
        List<String> states = new ArrayList<>();
        List<Expression> residuals = new ArrayList<>();
        Map<String, Expression> start = new LinkedHashMap<>(), values = new HashMap<>(settled);
        motions.forEach(motion ->
                motion.slopes().keySet().forEach(state -> values.put(state, Algebra.variable(Solution.after(state)))));
        Substitution there = new Substitution(values);
        for (Motion motion : motions) {
            for (String state : motion.states()) {
                states.add(state);
                start.put(state, Algebra.constant(motion instanceof Motion.Equation equation ? equation.guess() : 0.5));
                residuals.add(there.in(motion.balance().getOrDefault(state, Algebra.ZERO)));
            }
            if (motion instanceof Motion.Scheme scheme) {
                states.add(scheme.remaining());
                start.put(scheme.remaining(), Algebra.constant(0.5));
                residuals.add(there.in(Algebra.subtract(Algebra.variable(scheme.remaining()), scheme.left())));
            }
        }
        return new Solution.Implicit(states, residuals, start, false);
    }
}
