package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the gates of a channel that can be read from tables, once parameters that stay are numbers. */
final class Tabulation {
    /** A gate whose tables are farther off stays exact: one with a jump, or one that is too steep for the grid. */
    private static final double MOST_ERROR = 1e-6;
    /** Tables are compared with formulas at every so many parts of their spacing, for steps of these sizes. */
    private static final int BETWEEN = 4;

    private static final List<Double> STEPS_ms = List.of(0.001, 0.01, 0.1, 1.0);

    private final Formulation formulas;
    /** What parameters are, by their names in formulas. */
    private final Map<String, Expression> constant = new HashMap<>();

    private final Set<String> taken = new HashSet<>();
    private final List<Motion.Relaxation> gates = new ArrayList<>();
    private final Map<String, Double> errors = new LinkedHashMap<>();
    private final Map<String, String> exact = new LinkedHashMap<>();

    private Tabulation(Formulation formulas, Map<String, Double> values) {
        this.formulas = formulas;
        List<Field> fields = formulas.parameters();
        for (int p = 0; p < fields.size(); p++) {
            int parameter = p;
            Double value = values.get(fields.get(p).name());
            if (value != null && formulas.ions().stream().noneMatch(use -> use.parameter() == parameter)) {
                constant.put(Formulation.nameOf(fields.get(p)), Algebra.constant(value));
            }
        }
        formulas.motions().forEach(this::look);
    }

    /** A channel with tables where that can be. */
    static FormulaChannel of(FormulaChannel channel, Map<String, Double> values) {
        Tabulation found = new Tabulation(channel.formulas(), values);
        return new FormulaChannel(
                found.bound(),
                channel.source(),
                channel.lines(),
                new RateTables(found.gates, found.errors, found.exact));
    }

    private void look(Motion motion) {
        if (!(motion instanceof Motion.Relaxation gate)) {
            motion.states().forEach(state -> exact.put(state, "is no gate with an x_inf and a tau"));
            return;
        }
        Set<String> names = Names.in(List.of(gate.target(), gate.rate()));
        Set<String> others = new TreeSet<>(names);
        others.remove("v");
        others.removeAll(constant.keySet());
        if (!others.isEmpty()) {
            exact.put(gate.state(), "depends on " + String.join(", ", others));
            return;
        }
        Motion.Relaxation bound = (Motion.Relaxation) gate.with(new Substitution(constant));
        double error = error(bound);
        if (error <= MOST_ERROR) {
            gates.add(bound);
            errors.put(gate.state(), error);
            taken.addAll(names);
        } else {
            exact.put(gate.state(), "is too steep for tables");
        }
    }

    /** How far tables are off; NaN where a formula has no value. */
    private static double error(Motion.Relaxation gate) {
        RateTables tables = new RateTables(List.of(gate), Map.of(), Map.of());
        List<Expression> read = tables.curves(gate), meant = List.of(gate.target(), gate.decay());
        VoltageGrid nodes = RateTables.GRID;
        VoltageGrid fine =
                new VoltageGrid(nodes.low_mV(), nodes.spacing_mV() / BETWEEN, (nodes.nodes() - 1) * BETWEEN + 1);
        double worst = 0;
        for (double dt_ms : STEPS_ms) {
            double[][] a = CurveValues.of(read, fine, tables, dt_ms), b = CurveValues.of(meant, fine, tables, dt_ms);
            for (int curve = 0; curve < a.length; curve++) {
                for (int k = 0; k < fine.nodes(); k++) {
                    worst = Math.max(worst, Math.abs(a[curve][k] - b[curve][k]));
                }
            }
        }
        return worst;
    }

    /** The formulas with the parameters of tables as numbers. */
    private Formulation bound() {
        Map<String, Expression> numbers = new HashMap<>(constant);
        numbers.keySet().retainAll(taken);
        Substitution substitution = new Substitution(numbers);
        List<Field> left = formulas.parameters().stream()
                .filter(field -> !numbers.containsKey(Formulation.nameOf(field)))
                .toList();
        return new Formulation(
                formulas.name(),
                left,
                formulas.states(),
                formulas.motions().stream()
                        .map(motion -> motion.with(substitution))
                        .toList(),
                substitution.in(formulas.output()),
                formulas.slope().map(substitution::in),
                formulas.ions().stream().map(use -> moved(use, left)).toList());
    }

    private IonUse moved(IonUse use, List<Field> left) {
        int parameter = left.indexOf(formulas.parameters().get(use.parameter()));
        return switch (use) {
            case IonUse.Carries carries -> new IonUse.Carries(carries.ion(), parameter);
            case IonUse.Senses senses -> new IonUse.Senses(senses.ion(), parameter);
        };
    }
}
