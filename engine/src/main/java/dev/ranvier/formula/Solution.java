package dev.ranvier.formula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Where states are after a step, or at rest, with its derivatives. A state's name with a prime is its value there. */
sealed interface Solution {
    /** The name of a state's value there. */
    static String after(String state) {
        return state + "'";
    }

    /** What is computed one after the other, each for all states; later ones are by the primed names, which the one before has left. */
    List<Map<String, Expression>> passes();

    /** The derivatives of the states' values by a variable, when all passes are done; they may be by primed names. */
    Map<String, Expression> derivatives(Derivative by);

    /**
     * States that are given by formulas.
     *
     * @param values of each state
     */
    record Explicit(Map<String, Expression> values) implements Solution {
        @Override
        public List<Map<String, Expression>> passes() {
            return List.of(values);
        }

        @Override
        public Map<String, Expression> derivatives(Derivative by) {
            Map<String, Expression> derivatives = new LinkedHashMap<>();
            values.forEach((state, value) -> derivatives.put(state, by.of(value)));
            return derivatives;
        }
    }

    /**
     * States that solve equations. Where these are linear in them, the solution is a formula; else Newton's method finds it.
     *
     * @param states the states, and in a scheme one more, the last, which is what they leave of 1
     * @param residuals what must become zero, by the primed names
     * @param start where Newton's method begins
     * @param isStep whether it is near the start, so that a few iterations, written out, find it
     */
    record Implicit(List<String> states, List<Expression> residuals, Map<String, Expression> start, boolean isStep)
            implements Solution {
        /** From near the solution each doubles the digits; from farther away in a stiff cubic it takes seven to come near. */
        private static final int ITERATIONS = 12;
        /**
         * What is taken from the diagonal where the rest may be far: steps of implicit Euler of 1/shift that become long. Kelley and
         * Keyes, SIAM J. Numer. Anal. 35 (1998) 508, on such continuation.
         */
        private static final List<Double> SHIFTS = DoubleStream.of(10, 1, 0.1, 1e-2, 1e-3, 1e-4, 0, 0, 0)
                .boxed()
                .flatMap(shift -> Collections.nCopies(5, shift).stream())
                .toList();

        private List<List<Expression>> jacobian(double shift) {
            List<Derivative> derivatives =
                    states.stream().map(state -> new Derivative(after(state))).toList();
            List<List<Expression>> rows = new ArrayList<>();
            for (Expression residual : residuals) {
                List<Expression> row = new ArrayList<>();
                derivatives.forEach(derivative -> row.add(derivative.of(residual)));
                int diagonal = rows.size();
                row.set(diagonal, Algebra.subtract(row.get(diagonal), Algebra.constant(shift)));
                rows.add(row);
            }
            return rows;
        }

        boolean isLinear() {
            Set<String> primed = states.stream().map(Solution::after).collect(Collectors.toSet());
            return Names.in(jacobian(0).stream().flatMap(List::stream).toList()).stream()
                    .noneMatch(primed::contains);
        }

        private Map<String, Expression> minus(LinearSystem matrix, List<Expression> side) {
            List<Expression> solution = matrix.solve(side);
            Map<String, Expression> values = new LinkedHashMap<>();
            for (int k = 0; k < states.size(); k++) {
                values.put(states.get(k), Algebra.negate(solution.get(k)));
            }
            return values;
        }

        /** One iteration. */
        private Map<String, Expression> improved(double shift) {
            Map<String, Expression> values = new LinkedHashMap<>();
            minus(new LinearSystem(jacobian(shift)), residuals)
                    .forEach((state, change) -> values.put(state, Algebra.add(Algebra.variable(after(state)), change)));
            return values;
        }

        @Override
        public List<Map<String, Expression>> passes() {
            if (isLinear()) {
                return List.of(with(
                        states.stream().collect(Collectors.toMap(state -> state, _ -> Algebra.ZERO)), improved(0)));
            }
            if (isStep) {
                Map<String, Expression> values = start, improved = improved(0);
                for (int k = 0; k < ITERATIONS; k++) {
                    values = with(values, improved);
                }
                return List.of(values);
            }
            List<Map<String, Expression>> passes = new ArrayList<>(List.of(start));
            SHIFTS.forEach(shift -> passes.add(improved(shift)));
            return passes;
        }

        /** Formulas by the primed names, at these values of them. */
        private static Map<String, Expression> with(Map<String, Expression> values, Map<String, Expression> formulas) {
            Map<String, Expression> primed = new LinkedHashMap<>(), result = new LinkedHashMap<>();
            values.forEach((state, value) -> primed.put(after(state), value));
            Substitution there = new Substitution(primed);
            formulas.forEach((state, formula) -> result.put(state, there.in(formula)));
            return result;
        }

        @Override
        public Map<String, Expression> derivatives(Derivative by) {
            List<Expression> side = residuals.stream().map(by::of).toList();
            return side.stream().allMatch(Algebra.ZERO::equals) ? Map.of() : minus(new LinearSystem(jacobian(0)), side);
        }
    }
}
