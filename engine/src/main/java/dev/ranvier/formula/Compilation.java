package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.program.Kernels;
import dev.ranvier.program.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From formulas to kernels: where names stand, which partial derivatives there are, and how many work columns all of it needs. */
final class Compilation {
    /** More than any mechanism that is a step of a cell, and few enough to be made in a second. */
    private static final int MOST_NODES = 50_000;

    /** What formulas may be by, and how a partial derivative by it is called. */
    record Input(String variable, By by, int index) {}

    private final Formulation formulas;
    private final List<Field> states;
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final List<Partial> partials = new ArrayList<>();
    private final Substitution remaining;
    private int scratch;

    /** Of formulas that are by {@code driver}, a channel's voltage or a pool's current, and whose states stand in this order. */
    Compilation(Formulation formulas, List<Field> states, Input driver, Slot slotOfDriver) {
        this.formulas = formulas;
        this.states = states;
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

    private static String stem(Field field) {
        return Formulation.nameOf(field);
    }

    /** The smallest values of states and parameters. */
    Map<String, Double> lowest() {
        Map<String, Double> lowest = new HashMap<>();
        states.forEach(field -> lowest.put(stem(field), field.low()));
        formulas.parameters().forEach(field -> lowest.put(stem(field), field.low()));
        return lowest;
    }

    List<Input> inputs() {
        return inputs;
    }

    /** Takes in something else that formulas may be by. */
    void input(Input input, Slot slot) {
        inputs.add(input);
        name(input.variable, slot);
    }

    /** Gives another name its place. */
    void name(String variable, Slot slot) {
        slots.put(variable, slot);
    }

    /** Kernels that leave the value of each formula in its slot. */
    List<SiteKernel> kernels(Map<Slot, Expression> outputs) {
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

    /** Kernels for the states' values, one pass after the other. */
    List<SiteKernel> values(List<Solution> solutions) {
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
        Map<Map<Slot, Expression>, List<SiteKernel>> made = new HashMap<>();
        return passes.stream()
                .flatMap(pass -> made.computeIfAbsent(pass, this::kernels).stream())
                .toList();
    }

    /** The derivatives of the states' values that are not zero. */
    Map<Partial, Expression> derivatives(List<Solution> solutions) {
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

    /** Declares partials, those that are not there yet. */
    void declare(Collection<Partial> more) {
        more.stream().filter(partial -> !partials.contains(partial)).forEach(partials::add);
    }

    /** The derivatives of a current that are not zero. */
    Map<Partial, Expression> derivativesOfCurrent(Expression current) {
        Map<Partial, Expression> derivatives = new LinkedHashMap<>();
        for (Input input : inputs) {
            Expression derivative = new Derivative(input.variable).of(current);
            if (!derivative.equals(Algebra.ZERO)) {
                derivatives.put(new Partial(Partial.CURRENT, input.by, input.index), derivative);
            }
        }
        return derivatives;
    }

    /** Kernels that write those of the declared partials that are of the current; those not given are zero. */
    List<SiteKernel> partialsOfCurrent(Map<Partial, Expression> values) {
        return partials(values, true);
    }

    /** The same of states. */
    List<SiteKernel> partialsOfStates(Map<Partial, Expression> values) {
        return partials(values, false);
    }

    private List<SiteKernel> partials(Map<Partial, Expression> values, boolean ofCurrent) {
        Map<Slot, Expression> outputs = new LinkedHashMap<>();
        for (int j = 0; j < partials.size(); j++) {
            Partial partial = partials.get(j);
            if ((partial.of() == Partial.CURRENT) == ofCurrent) {
                outputs.put(Slot.partial(j), values.getOrDefault(partial, Algebra.ZERO));
            }
        }
        return kernels(outputs);
    }

    /** The schema, when all kernels are made, with what all sites share. */
    Schema schema(SharedNumbers shared) {
        return new Schema(formulas.name(), states, formulas.parameters(), scratch, partials, shared, formulas.ions());
    }
}
