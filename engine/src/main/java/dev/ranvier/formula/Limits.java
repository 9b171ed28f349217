package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.mechanism.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where formulas that were written as a quotient, {@code (v + 40)/(1 - exp(-(v + 40)/10))}, are 0/0, and are taken for their limit here.
 * What stands in a condition is none of these: it is there to avoid that.
 */
final class Limits {
    private static final String V = "v";

    private final Map<String, Expression> defaults = new HashMap<>();
    private final NavigableSet<Double> voltages_mV = new TreeSet<>();

    private Limits(List<Field> parameters) {
        parameters.forEach(field -> defaults.put(Formulation.nameOf(field), Algebra.constant(field.value())));
    }

    /** The voltages, by the parameters' defaults. */
    static NavigableSet<Double> of(Formulation formulas) {
        Limits limits = new Limits(formulas.parameters());
        Deque<Expression> open = new ArrayDeque<>(List.of(formulas.output()));
        formulas.motions().forEach(motion -> open.addAll(motion.slopes().values()));
        Set<Expression> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Expression f = open.pop();
            if (seen.add(f)) {
                limits.look(f, open);
            }
        }
        return limits.voltages_mV;
    }

    private void look(Expression f, Deque<Expression> open) {
        Optional<Expression> argument = Algebra.linoidArgument(f);
        if (argument.isPresent()) {
            root(argument.get()).ifPresent(voltages_mV::add);
            open.push(argument.get());
        } else if (!(f instanceof Conditional)) {
            open.addAll(Expression.children(f));
        }
    }

    /** Where what is linear in the voltage is zero. */
    private Optional<Double> root(Expression y) {
        Optional<Double> slope = number(new Derivative(V).of(y), 0), start = number(y, 0);
        return slope.isPresent() && start.isPresent() && slope.get() != 0
                ? Optional.of(0 - start.get() / slope.get()).filter(Double::isFinite)
                : Optional.empty();
    }

    private Optional<Double> number(Expression f, double v_mV) {
        Map<String, Expression> known = new HashMap<>(defaults);
        known.put(V, Algebra.constant(v_mV));
        return new Substitution(known).in(f) instanceof Constant(double value) ? Optional.of(value) : Optional.empty();
    }
}
