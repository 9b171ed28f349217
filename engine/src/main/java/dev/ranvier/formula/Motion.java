package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.divide;
import static dev.ranvier.formula.Algebra.exp;
import static dev.ranvier.formula.Algebra.linoid;
import static dev.ranvier.formula.Algebra.multiply;
import static dev.ranvier.formula.Algebra.negate;
import static dev.ranvier.formula.Algebra.subtract;
import static dev.ranvier.formula.Algebra.variable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How states move: {@code dx/dt} as a formula, or where they are after a step. */
public sealed interface Motion {
    /** The time step. */
    Expression DT = variable("dt'");
    /** How implicit it is. */
    Expression THETA = variable("theta'");

    /** The states that move so. */
    List<String> states();

    /** {@code dx/dt} of these states, and in a scheme of the remaining one. */
    Map<String, Expression> slopes();

    /** The same with formulas in the place of names. */
    Motion with(Substitution substitution);

    /** What is zero at rest, and only there. */
    default Map<String, Expression> balance() {
        return slopes();
    }

    /** Where its states start, of those of which formulas say it; that is then taken for their rest. */
    default Map<String, Expression> starts() {
        return Map.of();
    }

    /** Whether formulas say where its states start. */
    default boolean isGivenStart() {
        return !starts().isEmpty();
    }

    /**
     * A gate, {@code dx/dt = (target - x) rate}.
     *
     * @param state its name
     * @param target what it goes to
     * @param rate how fast [1/ms]
     */
    record Relaxation(String state, Expression target, Expression rate) implements Motion {
        @Override
        public List<String> states() {
            return List.of(state);
        }

        @Override
        public Map<String, Expression> slopes() {
            return Map.of(state, multiply(rate, subtract(target, variable(state))));
        }

        @Override
        public Motion with(Substitution substitution) {
            return new Relaxation(state, substitution.in(target), substitution.in(rate));
        }

        @Override
        public Map<String, Expression> balance() {
            return Map.of(state, subtract(target, variable(state)));
        }

        /** What a step leaves of the distance from the target, exact where target and rate stay. */
        Expression decay() {
            return exp(negate(multiply(rate, DT)));
        }

        /** A step by other formulas for the target and for what is left. */
        Expression step(Expression target, Expression decay) {
            return relaxed(state, target, decay);
        }
    }

    /**
     * A differential equation.
     *
     * @param state its name
     * @param slope {@code dx/dt}
     * @param start its value at the start, if that is not the rest
     * @param guess a value from which the rest can be found
     */
    record Equation(String state, Expression slope, Optional<Expression> start, double guess) implements Motion {
        @Override
        public List<String> states() {
            return List.of(state);
        }

        @Override
        public Map<String, Expression> slopes() {
            return Map.of(state, slope);
        }

        @Override
        public Motion with(Substitution substitution) {
            return new Equation(state, substitution.in(slope), start.map(substitution::in), guess);
        }

        /** {@code d slope / dx}. */
        private Expression feedback() {
            return new Derivative(state).of(slope);
        }

        @Override
        public Map<String, Expression> starts() {
            return start.map(formula -> Map.of(state, formula)).orElse(Map.of());
        }

        boolean isLinear() {
            return !Names.occurs(state, feedback());
        }

        /** Where the slope of a linear equation is zero, if there is such a place. */
        Optional<Expression> target() {
            Expression constant = new Substitution(Map.of(state, Algebra.ZERO)).in(slope);
            return feedback().equals(Algebra.ZERO)
                    ? Optional.empty()
                    : Optional.of(negate(divide(constant, feedback())));
        }

        /**
         * The exact step of a linear equation: with b, its feedback, {@code target + (x - target) exp(b dt)}, and where b may be zero
         * the same as {@code x + dt f(x) / L(-b dt)}, L the linoid.
         */
        Expression step(Map<String, Double> lowest) {
            Expression b = feedback(), growth = multiply(b, DT);
            return Sign.of(b, lowest).isStrict()
                    ? relaxed(state, target().orElseThrow(), exp(growth))
                    : add(variable(state), divide(multiply(DT, slope), linoid(negate(growth))));
        }
    }

    /**
     * A Markov scheme.
     *
     * @param states all but one of its states
     * @param remaining the other one, which is what they leave of 1
     * @param slopes {@code dx/dt} of all
     */
    record Scheme(List<String> states, String remaining, Map<String, Expression> slopes) implements Motion {
        @Override
        public Motion with(Substitution substitution) {
            Map<String, Expression> replaced = new LinkedHashMap<>();
            slopes.forEach((state, slope) -> replaced.put(state, substitution.in(slope)));
            return new Scheme(states, remaining, replaced);
        }

        /** {@code 1 - sum of x}. */
        Expression left() {
            Expression left = Algebra.ONE;
            for (String state : states) {
                left = subtract(left, variable(state));
            }
            return left;
        }
    }

    /**
     * Equations that a model solves together, by an implicit step, though some of them could be solved exactly.
     *
     * @param states the states
     * @param slopes {@code dx/dt} of each
     * @param conserved for some states what must be zero in the place of their equation
     * @param starts their values at the start, of all or of none: these start at rest
     * @param origins for states that start at rest, and not quite: where they are {@link #SETTLING_ms} before
     */
    record Together(
            List<String> states,
            Map<String, Expression> slopes,
            Map<String, Expression> conserved,
            Map<String, Expression> starts,
            Map<String, Expression> origins)
            implements Motion {
        /** How long a step NEURON takes for a rest. */
        private static final double SETTLING_ms = 1e9;

        /** Copies the list. */
        public Together {
            states = List.copyOf(states);
        }

        @Override
        public Motion with(Substitution substitution) {
            return new Together(
                    states,
                    in(substitution, slopes),
                    in(substitution, conserved),
                    in(substitution, starts),
                    in(substitution, origins));
        }

        private static Map<String, Expression> in(Substitution substitution, Map<String, Expression> formulas) {
            Map<String, Expression> replaced = new LinkedHashMap<>();
            formulas.forEach((state, formula) -> replaced.put(state, substitution.in(formula)));
            return replaced;
        }

        @Override
        public Map<String, Expression> balance() {
            Map<String, Expression> balance = new LinkedHashMap<>(slopes);
            origins.forEach((state, origin) -> balance.computeIfPresent(
                    state,
                    (_, slope) -> subtract(
                            slope, multiply(Algebra.constant(1 / SETTLING_ms), subtract(variable(state), origin)))));
            balance.putAll(conserved);
            return balance;
        }
    }

    /**
     * A state of which the model says where a step leads.
     *
     * @param state its name
     * @param next its value after a step of {@link #DT}, by the states before it
     * @param start its value at the start
     */
    record Update(String state, Expression next, Expression start) implements Motion {
        @Override
        public List<String> states() {
            return List.of(state);
        }

        /** As far as one step shows it. */
        @Override
        public Map<String, Expression> slopes() {
            return Map.of(state, divide(subtract(next, variable(state)), DT));
        }

        @Override
        public Motion with(Substitution substitution) {
            return new Update(state, substitution.in(next), substitution.in(start));
        }

        @Override
        public Map<String, Expression> starts() {
            return Map.of(state, start);
        }
    }

    private static Expression relaxed(String state, Expression target, Expression decay) {
        return add(target, multiply(subtract(variable(state), target), decay));
    }
}
