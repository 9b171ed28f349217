package dev.ranvier.neuron;

import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Comparison;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Formulas as statements of NMODL. What occurs more than once, what is long, and every choice gets a LOCAL variable of its own. */
final class Statements {
    /** Shorter parts are written wherever they occur; longer ones have a variable even if they occur once. */
    private static final int SHORT = 16, LONG = 120;

    private static final int SUM = 1, PRODUCT = 2, ATOM = 3;

    /** A part of a text, and how strongly it holds together. */
    private record Part(String text, int strength) {
        String in(int needed) {
            return strength >= needed ? text : "(" + text + ")";
        }
    }

    private final Map<Expression, Part> parts = new HashMap<>();
    private final Set<Expression> met = new HashSet<>();
    private final Set<Expression> repeated = new HashSet<>();
    private final List<String> lines = new ArrayList<>();
    private final Predicate<String> isTaken;
    private final List<String> locals = new ArrayList<>();

    /**
     * Of these formulas.
     *
     * @param isTaken names that are those of something else
     */
    Statements(List<Expression> formulas, Predicate<String> isTaken) {
        this.isTaken = isTaken;
        for (Expression node : Expression.inOrder(formulas)) {
            for (Expression child : Expression.children(node)) {
                if (!met.add(child)) {
                    repeated.add(child);
                }
            }
        }
    }

    /** A number. */
    static String number(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** {@code variable = formula}. */
    void set(String variable, Expression formula) {
        lines.add(variable + " = " + text(formula));
    }

    /** A statement. */
    void add(String line) {
        lines.add(line);
    }

    /** The lines, each with this in front, first the LOCAL one. */
    String body(String indent) {
        StringBuilder body = new StringBuilder();
        for (int k = 0; k < locals.size(); k++) {
            body.append(k == 0 ? indent + "LOCAL " : k % 12 == 0 ? ",\n" + indent + "    " : ", ")
                    .append(locals.get(k));
        }
        body.append(locals.isEmpty() ? "" : "\n");
        lines.forEach(line -> body.append(indent).append(line).append('\n'));
        return body.toString();
    }

    private String text(Expression formula) {
        for (Expression node : Expression.inOrder(List.of(formula))) {
            if (!parts.containsKey(node)) {
                Part part = part(node);
                boolean isNamed = part.text.length() > (repeated.contains(node) ? SHORT : LONG);
                parts.put(node, isNamed ? named(part.text) : part);
            }
        }
        return known(formula).text;
    }

    private String local() {
        int k = locals.size() + 1;
        String name = "x" + k;
        while (isTaken.test(name)) {
            name += "_";
        }
        locals.add(name);
        return name;
    }

    private Part named(String text) {
        String name = local();
        lines.add(name + " = " + text);
        return new Part(name, ATOM);
    }

    private Part known(Expression f) {
        return Objects.requireNonNull(parts.get(f));
    }

    private Part part(Expression node) {
        return switch (node) {
            case Constant(double value) -> new Part(number(value), value < 0 ? SUM : ATOM);
            case Variable(String name) -> new Part(name, ATOM);
            case Curve _ -> throw new IllegalArgumentException("what is written are formulas, not tables of them");
            case Unary(Unary.Op op, Expression of) ->
                switch (op) {
                    case NEGATE -> new Part("-" + known(of).in(PRODUCT), SUM);
                    case EXP -> call("exp", of);
                    case LOG -> call("log", of);
                    case SQRT -> call("sqrt", of);
                    case TANH -> call("tanh", of);
                    case ABS -> call("fabs", of);
                    case FLOOR -> throw new IllegalArgumentException("NMODL has no floor()");
                };
            case Binary(Binary.Op op, Expression left, Expression right) -> binary(op, known(left), known(right));
            case Conditional(
                    Comparison sign,
                    Expression left,
                    Expression right,
                    Expression then,
                    Expression otherwise) ->
                choice(known(left).text + sign(sign) + known(right).text, known(then).text, known(otherwise).text);
        };
    }

    private Part call(String function, Expression of) {
        return new Part(function + "(" + known(of).text + ")", ATOM);
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
            case EQUAL -> " == ";
        };
    }

    private Part choice(String condition, String then, String otherwise) {
        String name = local();
        lines.add("if (" + condition + ") { " + name + " = " + then + " } else { " + name + " = " + otherwise + " }");
        return new Part(name, ATOM);
    }

    private Part binary(Binary.Op op, Part x, Part y) {
        return switch (op) {
            case ADD -> new Part(x.in(SUM) + " + " + y.in(PRODUCT), SUM);
            case SUBTRACT -> new Part(x.in(SUM) + " - " + y.in(PRODUCT), SUM);
            case MULTIPLY -> new Part(x.in(PRODUCT) + "*" + y.in(ATOM), PRODUCT);
            case DIVIDE -> new Part(x.in(PRODUCT) + "/" + y.in(ATOM), PRODUCT);
            case POWER -> new Part(x.in(ATOM) + "^" + y.in(ATOM), PRODUCT);
            case MIN -> choice(x.text + " < " + y.text, x.text, y.text);
            case MAX -> choice(x.text + " > " + y.text, x.text, y.text);
        };
    }
}
