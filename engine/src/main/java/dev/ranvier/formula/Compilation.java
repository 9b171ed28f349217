package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.program.Kernels;
import dev.ranvier.program.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From formulas to kernels: where names stand, which partial derivatives there are, and how many work columns all of it needs. First
 * come all {@link Part}s, then the kernels of each, then the schema.
 */
final class Compilation {
    /** The voltage in formulas. */
    static final String V = "v";

    /** More than any mechanism that is a step of a cell, and few enough to be made in a second. */
    private static final int MOST_NODES = 50_000;

    /** So many names are more than those of a current by gates. */
    private static final int MANY = 16;

    /** What formulas may be by, and how a partial derivative by it is called. */
    record Input(String variable, By by, int index) {}

    private final Formulation formulas;
    private final List<Field> states;
    private final RateTables tables;
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final List<Partial> partials = new ArrayList<>();
    /** The voltages that a current is by, and where its slopes by them stand. */
    private final Map<String, Slot> slopes = new LinkedHashMap<>();

    private final Substitution remaining;
    private int scratch;

    /**
     * Of formulas that are by {@code driver}, a channel's voltage or a pool's current, and whose states stand in this order; some gates
     * are in tables.
     */
    Compilation(Formulation formulas, List<Field> states, RateTables tables, Input driver, Slot slotOfDriver) {
        this.formulas = formulas;
        this.states = states;
        this.tables = tables;
        inputs.add(driver);
        slots.put(driver.variable, slotOfDriver);
        slots.put("dt'", Slot.DT);
        slots.put("theta'", Slot.THETA);
        for (int k = 0; k < states.size(); k++) {
            String stem = stem(states.get(k));
            indices.put(stem, k);
            inputs.add(new Input(stem, By.STATE, k));
            slots.put(stem, Slot.state(k));
            slots.put(Solution.after(stem), Slot.next(k));
        }
        for (int p = 0; p < formulas.parameters().size(); p++) {
            String stem = stem(formulas.parameters().get(p));
            inputs.add(new Input(stem, By.PARAMETER, p));
            slots.put(stem, Slot.parameter(p));
        }
        Map<String, Expression> left = new HashMap<>();
        formulas.motions().forEach(motion -> {
            if (motion instanceof Motion.Scheme scheme) {
                Map<String, Expression> primed = new HashMap<>();
                scheme.states().forEach(state -> primed.put(state, Algebra.variable(Solution.after(state))));
                left.put(Solution.after(scheme.remaining()), new Substitution(primed).in(scheme.left()));
            }
        });
        remaining = new Substitution(left);
    }

    /** Of formulas whose output is a current by the voltage. */
    static Compilation ofCurrent(Formulation formulas, RateTables tables) {
        Compilation compilation =
                new Compilation(formulas, formulas.states(), tables, new Input(V, By.VOLTAGE, 0), Slot.VOLTAGE);
        compilation.drivenBy(V, Slot.TAKEN_VOLTAGE, Slot.SLOPE);
        return compilation;
    }

    private static String stem(Field field) {
        return Formulation.nameOf(field);
    }

    /** The smallest values of states and parameters. */
    private Map<String, Double> lowest() {
        Map<String, Double> lowest = new HashMap<>();
        states.forEach(field -> lowest.put(stem(field), field.low()));
        formulas.parameters().forEach(field -> lowest.put(stem(field), field.low()));
        return lowest;
    }

    /** Takes in something else that formulas may be by. */
    void input(Input input, Slot slot) {
        inputs.add(input);
        slots.put(input.variable, slot);
    }

    /** The current is by this voltage: where it stands after a step, and where the slope by it goes. */
    void drivenBy(String voltage, Slot taken, Slot slope) {
        slots.put(Solution.after(voltage), taken);
        slopes.put(voltage, slope);
    }

    /** What formulas compute and, once all parts are there, its kernels. */
    final class Part {
        /** Whether it is the current, or states. */
        private final boolean isCurrent;
        /** One after the other. */
        private final List<Map<Slot, Expression>> passes;
        /** Of what they leave; those that are zero are left out. */
        private final Map<Partial, Expression> derivatives;

        /** Declares the partials that are not there yet. */
        private Part(boolean isCurrent, List<Map<Slot, Expression>> passes, Map<Partial, Expression> derivatives) {
            this.isCurrent = isCurrent;
            this.passes = passes;
            this.derivatives = derivatives;
            derivatives.keySet().stream()
                    .filter(partial -> !partials.contains(partial))
                    .forEach(partials::add);
        }

        /** This, and what follows it at once. */
        Part then(Part next) {
            List<Map<Slot, Expression>> both = new ArrayList<>(passes);
            both.addAll(next.passes);
            Map<Partial, Expression> all = new LinkedHashMap<>(derivatives);
            all.putAll(next.derivatives);
            return new Part(isCurrent, both, all);
        }

        /** Kernels for the values, and for those of all declared partials that are of the current, or of states. */
        FormulaMechanism.Differentiated kernels() {
            Map<Map<Slot, Expression>, List<SiteKernel>> made = new HashMap<>();
            List<SiteKernel> values = passes.stream()
                    .flatMap(pass -> made.computeIfAbsent(pass, Compilation.this::kernels).stream())
                    .toList();
            Map<Slot, Expression> outputs = new LinkedHashMap<>();
            for (int j = 0; j < partials.size(); j++) {
                Partial partial = partials.get(j);
                if ((partial.of() == Partial.CURRENT) == isCurrent) {
                    outputs.put(Slot.partial(j), derivatives.getOrDefault(partial, Algebra.ZERO));
                }
            }
            return new FormulaMechanism.Differentiated(values, Compilation.this.kernels(outputs));
        }
    }

    /** The current, and its slopes by all voltages that it is by. */
    Part current() {
        Map<Slot, Expression> sums = new LinkedHashMap<>();
        sums.put(Slot.CURRENT, added(Slot.CURRENT, formulas.output()));
        slopes.forEach((voltage, slot) -> sums.put(slot, added(slot, formulas.slopeOfOutput(voltage))));
        Expression taken = formulas.linearisedOutput(slopes.keySet().toArray(String[]::new));
        return new Part(true, List.of(sums), derivatives(Partial.CURRENT, taken));
    }

    private Expression added(Slot sum, Expression more) {
        String name = "sum of " + sum.kind();
        slots.put(name, sum);
        return Algebra.add(Algebra.variable(name), more);
    }

    /** A step of the states. */
    Part step() {
        return states(Steps.of(formulas.motions(), lowest(), tables));
    }

    /** The states at rest, as these motions say. */
    Part rest(List<Motion> motions) {
        return states(Rest.of(motions, tables));
    }

    /** States whose values these are. */
    Part states(List<Solution> solutions) {
        return new Part(false, passes(solutions), derivatives(solutions));
    }

    /** One state that follows others at once: its value, by their primed names, and its derivatives by them. */
    Part following(int state, Expression value, Map<Partial, Expression> byOthers) {
        Map<Partial, Expression> derivatives = new LinkedHashMap<>(byOthers);
        derivatives.putAll(derivatives(state, value));
        return new Part(false, List.of(Map.of(Slot.next(state), value)), derivatives);
    }

    /** Kernels that leave the value of each formula in its slot. */
    private List<SiteKernel> kernels(Map<Slot, Expression> outputs) {
        if (outputs.isEmpty()) {
            return List.of();
        }
        Map<Slot, Expression> known = new LinkedHashMap<>();
        outputs.forEach((slot, formula) -> known.put(slot, remaining.in(formula)));
        limit(known.values());
        Kernels kernels = Kernels.of(Translation.of(known, slots));
        scratch = Math.max(scratch, kernels.scratch());
        return kernels.kernels();
    }

    private void limit(Collection<Expression> outputs) {
        int nodes = Expression.inOrder(outputs).size();
        if (nodes > MOST_NODES) {
            throw new FormulaException(
                    formulas.name(), "too large: " + nodes + " operations where " + MOST_NODES + " are allowed");
        }
    }

    /** Of the states' values, of all solutions at once. */
    private List<Map<Slot, Expression>> passes(List<Solution> solutions) {
        List<Map<Slot, Expression>> passes = new ArrayList<>();
        for (Solution solution : solutions) {
            List<Map<String, Expression>> own = solution.passes();
            for (int k = 0; k < own.size(); k++) {
                if (k == passes.size()) {
                    passes.add(new LinkedHashMap<>());
                }
                Map<Slot, Expression> pass = passes.get(k);
                own.get(k).forEach((state, value) -> {
                    if (indices.containsKey(state)) {
                        pass.put(Slot.next(indices.getOrDefault(state, 0)), value);
                    }
                });
            }
        }
        return passes;
    }

    /** The derivatives of the states' values that are not zero. */
    private Map<Partial, Expression> derivatives(List<Solution> solutions) {
        Map<Partial, Expression> derivatives = new LinkedHashMap<>();
        for (Input input : inputs) {
            Derivative by = new Derivative(input.variable);
            for (Solution solution : solutions) {
                solution.derivatives(by).forEach((state, derivative) -> {
                    if (indices.containsKey(state) && !derivative.equals(Algebra.ZERO)) {
                        int of = indices.getOrDefault(state, 0);
                        derivatives.put(new Partial(of, input.by, input.index), derivative);
                    }
                });
            }
        }
        return derivatives;
    }

    /**
     * The same of the current, or of one state; by many numbers, as the weights of a network are, backwards. By a voltage always forward,
     * which sees at once that what is linear in it has none.
     */
    private Map<Partial, Expression> derivatives(int of, Expression value) {
        Map<Partial, Expression> derivatives = new LinkedHashMap<>();
        Optional<Gradient> gradient =
                Names.in(List.of(value)).size() > MANY ? Optional.of(new Gradient(value)) : Optional.empty();
        for (Input input : inputs) {
            Expression derivative = gradient.isEmpty() || slopes.containsKey(input.variable)
                    ? new Derivative(input.variable).of(value)
                    : gradient.get().by(input.variable);
            if (!derivative.equals(Algebra.ZERO)) {
                derivatives.put(new Partial(of, input.by, input.index), derivative);
            }
        }
        return derivatives;
    }

    /** The schema, when all kernels are made. */
    Schema schema() {
        return new Schema(formulas.name(), states, formulas.parameters(), scratch, partials, tables, formulas.ions());
    }
}
