package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Derivative;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Motion;
import dev.ranvier.formula.Substitution;
import dev.ranvier.nmodl.ModFile.Kind;
import dev.ranvier.nmodl.ModFile.Routine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The blocks that are solved, as motions of states. */
final class Solving {
    private static final Set<String> IMPLICIT = Set.of("derivimplicit", "sparse", "newton", "simeq");

    private final ModFile file;
    private final Scope globals;
    private final Map<String, Expression> before;
    /** What they leave in variables. */
    private final Map<String, Expression> values = new HashMap<>();

    private final List<Motion> motions = new ArrayList<>();
    /** Where cnexp leads, as long as nothing but the state itself moves. */
    private final Map<String, Expression> exactSteps = new HashMap<>();

    Solving(ModFile file, Scope globals, Map<String, Expression> before) {
        this.file = file;
        this.globals = globals;
        this.before = before;
    }

    Map<String, Expression> values() {
        return values;
    }

    /** Where a step leads, for a state that is advanced exactly. */
    Optional<Expression> exactStep(String state) {
        return Optional.ofNullable(exactSteps.get(state));
    }

    /** How the states move. */
    List<Motion> motions() {
        return motions;
    }

    /**
     * Takes in a block.
     *
     * @param starts where states start
     * @param origins where states are that INITIAL then brings to rest
     */
    void add(Statement.Solve solve, Map<String, Expression> starts, Map<String, Expression> origins) {
        Token name = solve.block();
        Routine routine = file.routine(name.text()).orElseThrow(() -> name.wrong("there is no block " + name.shown()));
        Kind kind = file.kinds.get(name.text());
        String method = solve.method().orElse("");
        if (kind == null || routine.isFunction()) {
            throw name.wrong("a block of this kind is not solved here: " + name.shown());
        }
        switch (kind) {
            case PROCEDURE -> procedure(routine, starts);
            case KINETIC -> together(run(routine, (_, _) -> Optional.empty()), starts, origins);
            default -> {
                switch (method) {
                    case "cnexp", "" -> exactly(routine, starts, origins);
                    case "euler" -> euler(routine, starts);
                    case "runge" -> runge(routine, starts);
                    default -> {
                        if (!IMPLICIT.contains(method)) {
                            throw name.wrong("METHOD " + method + " is not supported: take cnexp or derivimplicit");
                        }
                        together(run(routine, (_, _) -> Optional.empty()), starts, origins);
                    }
                }
            }
        }
    }

    private Execution run(Routine routine, Execution.Stepping stepping) {
        Map<String, Expression> all = new HashMap<>(before);
        all.putAll(values);
        return new Execution(file, globals, all, stepping).run(routine.body());
    }

    private void keep(Execution execution) {
        execution.values().forEach((key, value) -> {
            if (!value.equals(before.get(key)) && !key.contains("#")) {
                values.put(key, value);
            }
        });
    }

    private static Map<String, Expression> slopes(Execution execution) {
        Map<String, Expression> slopes = new LinkedHashMap<>();
        execution.values().keySet().stream()
                .filter(key -> key.endsWith("'"))
                .sorted()
                .forEach(key -> slopes.put(key.substring(0, key.length() - 1), execution.read(key)));
        return slopes;
    }

    private static Expression start(String state, Map<String, Expression> starts) {
        return starts.getOrDefault(state, Algebra.ZERO);
    }

    private void procedure(Routine routine, Map<String, Expression> starts) {
        Execution execution = run(routine, (_, _) -> Optional.empty());
        keep(execution);
        for (String state : file.states.keySet()) {
            for (String key : globals.get(file.states.get(state).token()).elements()) {
                Expression next = values.remove(key);
                if (next != null) {
                    motions.add(new Motion.Update(key, next, start(key, starts)));
                }
            }
        }
    }

    private void euler(Routine routine, Map<String, Expression> starts) {
        Execution execution = run(routine, (_, _) -> Optional.empty());
        slopes(execution)
                .forEach((state, slope) -> motions.add(new Motion.Update(
                        state,
                        Algebra.add(Algebra.variable(state), Algebra.multiply(Motion.DT, slope)),
                        start(state, starts))));
        keepOthers(execution);
    }

    /** The classical method of four slopes (Kutta 1901). */
    private void runge(Routine routine, Map<String, Expression> starts) {
        Execution execution = run(routine, (_, _) -> Optional.empty());
        Map<String, Expression> first = slopes(execution),
                second = slopesAfter(first, first, 0.5),
                third = slopesAfter(first, second, 0.5),
                fourth = slopesAfter(first, third, 1);
        first.keySet().forEach(state -> {
            Expression middle = Algebra.multiply(Algebra.constant(2), Algebra.add(of(second, state), of(third, state))),
                    sum = Algebra.add(Algebra.add(of(first, state), middle), of(fourth, state));
            motions.add(new Motion.Update(state, moved(state, sum, 1.0 / 6), start(state, starts)));
        });
        keepOthers(execution);
    }

    /** Slopes where a part of a step along others leads. */
    private static Map<String, Expression> slopesAfter(
            Map<String, Expression> slopes, Map<String, Expression> along, double part) {
        Map<String, Expression> there = new HashMap<>(), result = new LinkedHashMap<>();
        along.forEach((state, slope) -> there.put(state, moved(state, slope, part)));
        Substitution substitution = new Substitution(there);
        slopes.forEach((state, slope) -> result.put(state, substitution.in(slope)));
        return result;
    }

    private static Expression of(Map<String, Expression> slopes, String state) {
        return slopes.getOrDefault(state, Algebra.ZERO);
    }

    private static Expression moved(String state, Expression slope, double part) {
        Expression time = Algebra.multiply(Algebra.constant(part), Motion.DT);
        return Algebra.add(Algebra.variable(state), Algebra.multiply(time, slope));
    }

    private void keepOthers(Execution execution) {
        keep(execution);
        slopes(execution).keySet().forEach(values::remove);
        values.keySet().removeIf(key -> key.endsWith("'"));
    }

    /**
     * NEURON's cnexp: exact for one state after the other, each seeing those before it after the step. What other variables have of the
     * state stays as it is before the step.
     */
    private void exactly(Routine routine, Map<String, Expression> starts, Map<String, Expression> origins) {
        Map<String, Expression> feedbacks = new HashMap<>();
        Execution execution = run(routine, (state, slope) -> {
            feedbacks.put(state, feedback(own(state), slope));
            return Optional.of(exact(state, slope));
        });
        if (feedbacks.entrySet().stream()
                .anyMatch(entry -> Carried.names(entry.getValue()).contains(own(entry.getKey())))) {
            together(run(routine, (_, _) -> Optional.empty()), starts, origins);
            return;
        }
        slopes(execution).forEach((state, slope) -> {
            Expression feedback = feedback(state, slope);
            boolean isExact = feedback.equals(feedbacks.get(state))
                    && !Carried.names(feedback).contains(state);
            if (!isExact || Carried.names(slope).contains(((Expression.Variable) Motion.DT).name())) {
                motions.add(new Motion.Update(state, execution.read(state), start(state, starts)));
            } else if (origins.containsKey(state)) {
                motions.add(atRest(List.of(state), Map.of(state, slope), Map.of(), origins));
            } else {
                motions.add(relaxation(state, slope, start(state, starts)));
                exactSteps.put(state, execution.read(state));
            }
        });
        keepOthers(execution);
    }

    private static Motion atRest(
            List<String> states,
            Map<String, Expression> slopes,
            Map<String, Expression> conserved,
            Map<String, Expression> origins) {
        Map<String, Expression> own = new LinkedHashMap<>(origins);
        own.keySet().retainAll(states);
        return new Motion.Together(states, slopes, conserved, Map.of(), own);
    }

    private static Motion relaxation(String state, Expression slope, Expression start) {
        Expression b = feedback(state, slope);
        if (!b.equals(Algebra.ZERO)) {
            Expression rest = new Substitution(Map.of(state, Algebra.ZERO)).in(slope);
            Expression target = Algebra.negate(Algebra.divide(rest, b));
            if (target.equals(start)) {
                return new Motion.Relaxation(state, target, Algebra.negate(b));
            }
        }
        return new Motion.Equation(state, slope, Optional.of(start), 0);
    }

    private static Expression feedback(String state, Expression slope) {
        return new Derivative(state).of(slope);
    }

    private static String own(String state) {
        return ((Expression.Variable) Execution.own(state)).name();
    }

    /** The step that is exact if all but the state itself, where the statement names it, stays. */
    private static Expression exact(String state, Expression slope) {
        Substitution before = new Substitution(Map.of(own(state), Algebra.variable(state)));
        Expression growth = Algebra.multiply(before.in(feedback(own(state), slope)), Motion.DT);
        return Algebra.add(
                Algebra.variable(state),
                Algebra.divide(Algebra.multiply(Motion.DT, before.in(slope)), Algebra.linoid(Algebra.negate(growth))));
    }

    private void together(Execution execution, Map<String, Expression> starts, Map<String, Expression> origins) {
        Map<String, Expression> slopes = slopes(execution), own = new LinkedHashMap<>();
        slopes.keySet().removeIf(state -> !isState(state));
        execution.conserved().keySet().forEach(state -> slopes.putIfAbsent(state, Algebra.ZERO));
        List<String> states = List.copyOf(slopes.keySet());
        if (states.stream().anyMatch(origins::containsKey)) {
            motions.add(atRest(states, slopes, execution.conserved(), origins));
        } else {
            states.forEach(state -> own.put(state, start(state, starts)));
            motions.add(new Motion.Together(states, slopes, execution.conserved(), own, Map.of()));
        }
        keepOthers(execution);
    }

    private boolean isState(String key) {
        return file.states.values().stream()
                .anyMatch(state -> globals.get(state.token()).elements().contains(key));
    }
}
