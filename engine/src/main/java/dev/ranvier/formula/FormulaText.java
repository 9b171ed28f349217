package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Comparison;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Formulas as text that {@link FormulaParser} reads. */
final class FormulaText {
    /** Longer parts of a text are left out. */
    private static final int LONGEST = 2_000;

    private static final int SUM = 1, PRODUCT = 2, SIGN = 3, POWER = 4, ATOM = 5;

    /** A part of a text, how strongly it holds together, and as how many equal factors of what it can be seen. */
    private record Part(String text, int strength, Expression base, int times) {
        static Part of(Expression node, String text, int strength) {
            return new Part(text, strength, node, 1);
        }

        String in(int needed) {
            return strength >= needed ? text : "(" + text + ")";
        }
    }

    private final Map<Expression, Part> parts = new HashMap<>();

    private FormulaText() {}

    static String of(Expression f) {
        FormulaText text = new FormulaText();
        for (Expression node : Expression.inOrder(List.of(f))) {
            Part part = text.part(node);
            text.parts.put(node, part.text.length() > LONGEST ? Part.of(node, "...", ATOM) : part);
        }
        return text.known(f).text;
    }

    /** A number as short as it can be. */
    static String number(double value) {
        String text = Double.toString(value).toLowerCase(Locale.ROOT);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.replace(".0e", "e");
    }

    private Part known(Expression f) {
        return Objects.requireNonNull(parts.get(f));
    }

    private Part part(Expression node) {
        return switch (node) {
            case Constant(double value) -> Part.of(node, number(value), value < 0 ? SIGN : ATOM);
            case Variable(String name) -> Part.of(node, name, ATOM);
            case Curve curve -> call(node, "curve", number(curve.number()), known(curve.of()).text);
            case Unary(Unary.Op op, Expression of) ->
                op == Unary.Op.NEGATE
                        ? Part.of(node, "-" + known(of).in(PRODUCT), SIGN)
                        : call(node, op.name(), known(of).text);
            case Binary(Binary.Op op, Expression left, Expression right) -> binary(node, op, left, right);
            case Conditional choice ->
                Algebra.linoidArgument(choice)
                        .map(y -> call(node, "linoid", known(y).text))
                        .orElseGet(() -> call(
                                node,
                                "if",
                                known(choice.left()).text + sign(choice.comparison()) + known(choice.right()).text,
                                known(choice.then()).text,
                                known(choice.otherwise()).text));
        };
    }

    private static Part call(Expression node, String function, String... arguments) {
        return Part.of(node, function.toLowerCase(Locale.ROOT) + "(" + String.join(", ", arguments) + ")", ATOM);
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
            case EQUAL -> " == ";
        };
    }

    private Part binary(Expression node, Binary.Op op, Expression left, Expression right) {
        Part x = known(left), y = known(right);
        return switch (op) {
            case ADD ->
                right instanceof Constant(double value) && value < 0
                        ? Part.of(node, x.text + " - " + number(-value), SUM)
                        : Part.of(node, x.text + " + " + y.in(PRODUCT), SUM);
            case SUBTRACT -> Part.of(node, x.text + " - " + y.in(PRODUCT), SUM);
            case MULTIPLY -> product(node, left, right, x, y);
            case DIVIDE -> Part.of(node, x.in(PRODUCT) + " / " + y.in(POWER), PRODUCT);
            case POWER -> Part.of(node, x.in(ATOM) + "^" + y.in(ATOM), POWER);
            case MIN, MAX -> call(node, op.name(), x.text, y.text);
        };
    }

    /** Squares, and larger powers as {@link Algebra#power} makes them, are written as such. */
    private Part product(Expression node, Expression left, Expression right, Part x, Part y) {
        if (left.equals(right)) {
            return power(x.base, 2 * x.times);
        }
        if (x.base.equals(right) && x.times % 2 == 0) {
            return power(x.base, x.times + 1);
        }
        return Part.of(node, x.in(PRODUCT) + " * " + y.in(POWER), PRODUCT);
    }

    private Part power(Expression base, int times) {
        return new Part(known(base).in(ATOM) + "^" + times, POWER, base, times);
    }
}
