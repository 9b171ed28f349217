package dev.ranvier.nmodl;

import dev.ranvier.nmodl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of a file, one after the other. */
final class Words {
    /** Of whole numbers, such as the sizes of arrays. */
    private static final int LARGEST = 10_000;

    private final List<Token> tokens;
    private final Map<String, Double> constants;
    private int at;

    /** With what DEFINE has named, which may stand where a whole number may. */
    Words(List<Token> tokens, Map<String, Double> constants) {
        this.tokens = tokens;
        this.constants = constants;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int further) {
        return tokens.get(Math.min(at + further, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean isNext(String text) {
        return peek().is(text);
    }

    boolean take(String text) {
        boolean is = isNext(text);
        if (is) {
            take();
        }
        return is;
    }

    Token expect(String text) {
        if (!isNext(text)) {
            throw peek().wrong("expected '" + text + "', found " + peek().shown());
        }
        return take();
    }

    Token name() {
        if (peek().kind() != Kind.NAME) {
            throw peek().wrong("expected a name, found " + peek().shown());
        }
        return take();
    }

    List<Token> names() {
        List<Token> names = new ArrayList<>(List.of(name()));
        while (take(",")) {
            names.add(name());
        }
        return names;
    }

    /** A number with its sign, or a constant. */
    double number() {
        boolean negative = take("-");
        take("+");
        Token token = take();
        Double constant = constants.get(token.text());
        if (token.kind() != Kind.NUMBER && constant == null) {
            throw token.wrong("expected a number, found " + token.shown());
        }
        double value = constant == null ? Double.parseDouble(token.text()) : constant;
        return negative ? -value : value;
    }

    int whole() {
        Token token = peek();
        double value = number();
        if (value != Math.rint(value) || value < 0 || value > LARGEST) {
            throw token.wrong("expected a whole number up to " + LARGEST + ", found " + token.shown());
        }
        return (int) value;
    }

    /** What stands in parentheses, if there are some: a unit. */
    Optional<String> unit() {
        if (!isNext("(")) {
            return Optional.empty();
        }
        Token open = take();
        StringBuilder unit = new StringBuilder();
        while (!isNext(")")) {
            if (peek().kind() == Kind.END) {
                throw open.wrong("a parenthesis is not closed");
            }
            boolean apart = peek().kind() == Kind.NAME || peek().kind() == Kind.NUMBER;
            unit.append(
                            apart && !unit.isEmpty() && Character.isLetterOrDigit(unit.charAt(unit.length() - 1))
                                    ? " "
                                    : "")
                    .append(take().text());
        }
        take();
        return Optional.of(unit.toString());
    }

    /** Goes behind the block that begins here. */
    void skipBlock() {
        Token open = expect("{");
        for (int depth = 1; depth > 0; ) {
            Token token = take();
            if (token.kind() == Kind.END) {
                throw open.wrong("a block does not end");
            }
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        }
    }
}
