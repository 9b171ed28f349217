package dev.ranvier.nmodl;

import java.util.List;
import java.util.Optional;

/** An expression as the file has it. */
sealed interface Term {
    /** A number. */
    record Literal(double value) implements Term {}

    /** A variable, or an element of an array. */
    record Name(Token token, Optional<Term> index) implements Term {
        String text() {
            return token.text();
        }
    }

    /** A function or procedure with its arguments. */
    record Call(Token function, List<Term> arguments) implements Term {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Minus. */
    record Negative(Term of) implements Term {}

    /** Not. */
    record Not(Term of) implements Term {}

    /** Arithmetic, a comparison, or {@code && ||}. */
    record Pair(Token operator, Term left, Term right) implements Term {}
}
