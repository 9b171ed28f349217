package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Variable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that occur in formulas. */
final class Names {
    private Names() {}

    static Set<String> in(Collection<Expression> formulas) {
        return Expression.inOrder(formulas).stream()
                .filter(Variable.class::isInstance)
                .map(node -> ((Variable) node).name())
                .collect(Collectors.toSet());
    }

    static boolean occurs(String name, Expression formula) {
        return Expression.inOrder(List.of(formula)).contains(Algebra.variable(name));
    }
}
