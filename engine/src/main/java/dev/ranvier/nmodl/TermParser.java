package dev.ranvier.nmodl;

import dev.ranvier.nmodl.Term.Call;
import dev.ranvier.nmodl.Term.Name;
import dev.ranvier.nmodl.Term.Negative;
import dev.ranvier.nmodl.Term.Pair;
import dev.ranvier.nmodl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions. */
final class TermParser {
    private static final int DEEPEST = 200;
    /** Operators that bind weakest first. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!=", "<", "<=", ">", ">="),
            List.of("+", "-"),
            List.of("*", "/"));

    private final Words words;
    private int depth;

    TermParser(Words words) {
        this.words = words;
    }

    Term term() {
        if (++depth > DEEPEST) {
            throw words.peek().wrong("nested deeper than " + DEEPEST + " levels");
        }
        Term term = level(0);
        depth--;
        return term;
    }

    /** Without comparisons, so that {@code <->} and {@code =} end it. */
    Term sum() {
        return level(3);
    }

    private Term level(int level) {
        if (level == LEVELS.size()) {
            return sign();
        }
        Term left = level(level + 1);
        while (words.peek().kind() == Kind.SYMBOL
                && LEVELS.get(level).contains(words.peek().text())) {
            Token operator = words.take();
            left = new Pair(operator, left, level(level + 1));
        }
        return left;
    }

    private Term sign() {
        if (++depth > DEEPEST) {
            throw words.peek().wrong("nested deeper than " + DEEPEST + " levels");
        }
        Term term;
        if (words.take("-")) {
            term = new Negative(sign());
        } else if (words.take("!")) {
            term = new Term.Not(sign());
        } else {
            words.take("+");
            term = power();
        }
        depth--;
        return term;
    }

    private Term power() {
        Term base = atom();
        while (words.isNext("^")) {
            Token operator = words.take();
            base = new Pair(operator, base, words.isNext("-") || words.isNext("+") ? sign() : atom());
        }
        return base;
    }

    private Term atom() {
        Token token = words.peek();
        if (words.take("(")) {
            Term inner = term();
            words.expect(")");
            return inner;
        }
        if (token.kind() == Kind.NUMBER) {
            double value = words.number();
            words.unit();
            return new Term.Literal(value);
        }
        if (token.kind() != Kind.NAME) {
            throw token.wrong("expected an expression, found " + token.shown());
        }
        return words.peek(1).is("(") ? call() : variable();
    }

    Name variable() {
        Token token = words.name();
        if (!words.take("[")) {
            return new Name(token, Optional.empty());
        }
        Term index = term();
        words.expect("]");
        return new Name(token, Optional.of(index));
    }

    Call call() {
        Token function = words.name();
        List<Term> arguments = new ArrayList<>();
        words.expect("(");
        while (!words.isNext(")")) {
            if (words.peek().kind() == Kind.STRING) {
                words.take();
            } else {
                arguments.add(term());
            }
            if (!words.take(",") && !words.isNext(")")) {
                throw words.peek()
                        .wrong("expected ',' or ')', found " + words.peek().shown());
            }
        }
        words.expect(")");
        return new Call(function, arguments);
    }
}
