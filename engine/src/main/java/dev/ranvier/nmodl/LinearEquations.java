package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Derivative;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.LinearSystem;
import dev.ranvier.formula.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A LINEAR block as equations for its states. */
final class LinearEquations {
    private LinearEquations() {}

    /**
     * The states where all is zero that must be.
     *
     * @param all states of the file
     * @param balances what must be zero
     */
    static Map<String, Expression> solved(Token block, List<String> all, List<Expression> balances) {
        Set<String> named = new HashSet<>();
        balances.forEach(balance -> named.addAll(Carried.names(balance)));
        List<String> states = all.stream().filter(named::contains).toList();
        if (states.size() != balances.size()) {
            throw block.wrong(block.text() + " has " + balances.size() + " equations for " + states.size() + " states");
        }
        List<List<Expression>> rows = new ArrayList<>();
        List<Expression> sides = new ArrayList<>(), left = new ArrayList<>(balances);
        Map<String, Expression> zero = new HashMap<>();
        states.forEach(state -> zero.put(state, Algebra.ZERO));
        for (String state : states) { // with its own state in each, for elimination does not look for pivots
            Expression equation = left.stream()
                    .filter(balance -> Carried.names(balance).contains(state))
                    .findFirst()
                    .orElseThrow(() -> block.wrong("no equation is left for " + state));
            left.remove(equation);
            List<Expression> row =
                    states.stream().map(by -> new Derivative(by).of(equation)).toList();
            if (row.stream().anyMatch(entry -> states.stream().anyMatch(Carried.names(entry)::contains))) {
                throw block.wrong(block.text() + " is not linear in its states");
            }
            rows.add(row);
            sides.add(Algebra.negate(new Substitution(zero).in(equation)));
        }
        List<Expression> solution = new LinearSystem(rows).solve(sides);
        Map<String, Expression> values = new HashMap<>();
        for (int k = 0; k < solution.size(); k++) {
            values.put(states.get(k), solution.get(k));
        }
        return values;
    }
}
