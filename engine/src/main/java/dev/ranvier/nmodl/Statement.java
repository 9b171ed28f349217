package dev.ranvier.nmodl;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** What a block does. */
sealed interface Statement {
    /** {@code name = value}. */
    record Assign(Term.Name target, Term value) implements Statement {}

    /** {@code state' = value}. */
    record Slope(Term.Name state, Term value) implements Statement {}

    /** A call for what it does. */
    record Run(Term.Call call) implements Statement {}

    /** A choice. */
    record If(Term condition, List<Statement> then, List<Statement> otherwise) implements Statement {
        /** Copies the lists. */
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code FROM name = first TO last BY step}. */
    record From(Token name, Term first, Term last, Term step, List<Statement> body) implements Statement {
        /** Copies the list. */
        public From {
            body = List.copyOf(body);
        }
    }

    /** As long as a condition holds. */
    record While(Token token, Term condition, List<Statement> body) implements Statement {
        /** Copies the list. */
        public While {
            body = List.copyOf(body);
        }
    }

    /** What is done at the start, in NET_RECEIVE. */
    record AtStart(Token token, List<Statement> body) implements Statement {
        /** Copies the list. */
        public AtStart {
            body = List.copyOf(body);
        }
    }

    /** Variables of a block, with the sizes of arrays. */
    record Local(List<Declared> names) implements Statement {
        /** Copies the list. */
        public Local {
            names = List.copyOf(names);
        }
    }

    /** {@code SOLVE block METHOD method}. */
    record Solve(Token block, Optional<String> method, boolean isSteadyState) implements Statement {}

    /** {@code TABLE names DEPEND ... FROM low TO high WITH intervals}; no names in a function. */
    record Table(Token token, List<Term.Name> names, Term low, Term high, Term intervals) implements Statement {
        /** Copies the list. */
        public Table {
            names = List.copyOf(names);
        }
    }

    /** {@code ~ left <-> right (forward, backward)}; a flux into what stands left if there is no right side and no arrow. */
    record Reaction(
            Token token, List<Share> left, List<Share> right, Term forward, Optional<Term> backward, boolean isFlux)
            implements Statement {
        /** Copies the lists. */
        public Reaction {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /** {@code ~ left = right}, of a block that is LINEAR. */
    record Balance(Token token, Term left, Term right) implements Statement {}

    /** So many of a reactant. */
    record Share(int times, Term.Name name) {}

    /** {@code CONSERVE left = right}. */
    record Conserve(Token token, Term left, Term right) implements Statement {}

    /** {@code COMPARTMENT index, volume { names }}. */
    record Compartment(Optional<Token> index, Term volume, List<Token> names) implements Statement {
        /** Copies the list. */
        public Compartment {
            names = List.copyOf(names);
        }
    }

    /**
     * A name that is declared.
     *
     * @param token the name
     * @param size of an array, 1 of a number
     * @param isArray whether it is an array
     * @param value what it is given; NaN if nothing
     * @param unit as it stands, empty if there is none
     */
    record Declared(Token token, int size, boolean isArray, double value, String unit) {
        private static final MathContext KEPT = new MathContext(6, RoundingMode.HALF_EVEN);

        String name() {
            return token.text();
        }

        /** NEURON's translator keeps six digits of a parameter's value. */
        Declared asNeuronHasIt() {
            double kept =
                    Double.isFinite(value) ? new BigDecimal(value).round(KEPT).doubleValue() : value;
            return new Declared(token, size, isArray, kept, unit);
        }
    }
}
