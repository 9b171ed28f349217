package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.divide;
import static dev.ranvier.formula.Algebra.exp;
import static dev.ranvier.formula.Algebra.linoid;
import static dev.ranvier.formula.Algebra.multiply;
import static dev.ranvier.formula.Algebra.negate;
import static dev.ranvier.formula.Algebra.subtract;
import static dev.ranvier.formula.Algebra.variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How states move: {@code dx/dt} as a formula. */
sealed interface Motion {
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

        /** Exact where target and rate stay. */
        Expression step() {
            return relaxed(state, target, exp(negate(multiply(rate, DT))));
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
         * The exact step of a linear equation: with b, its feedback, {@code target + (x - target) exp(b dt)}, and where b may be zero the same as
         * {@code x + dt f(x) / L(-b dt)}, L the linoid.
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

    private static Expression relaxed(String state, Expression target, Expression decay) {
        return add(target, multiply(subtract(variable(state), target), decay));
    }

    /** A step of theta, {@code x' = x + dt (theta f(x') + (1 - theta) f(x))}. */
    static Solution.Implicit step(List<Motion> together) {
        List<String> states = new ArrayList<>();
        List<Expression> residuals = new ArrayList<>();
        Map<String, Expression> start = new LinkedHashMap<>(),
                primed = new LinkedHashMap<>(),
                before = new LinkedHashMap<>();
        for (Motion motion : together) {
            motion.slopes().keySet().forEach(state -> primed.put(state, variable(Solution.after(state))));
            if (motion instanceof Scheme scheme) {
                before.put(scheme.remaining, scheme.left());
            }
        }
        Substitution now = new Substitution(before), then = new Substitution(primed);
        for (Motion motion : together) {
            for (String state : motion.states()) {
                Expression x = variable(state), slope = motion.slopes().getOrDefault(state, Algebra.ZERO);
                Expression implicit = multiply(THETA, then.in(slope)),
                        explicit = multiply(subtract(Algebra.ONE, THETA), now.in(slope));
                states.add(state);
                start.put(state, x);
                residuals.add(subtract(subtract(then.in(x), x), multiply(DT, add(implicit, explicit))));
            }
            if (motion instanceof Scheme scheme) {
                states.add(scheme.remaining);
                residuals.add(then.in(subtract(variable(scheme.remaining), scheme.left())));
            }
        }
        return new Solution.Implicit(states, residuals, start, true);
    }
}
