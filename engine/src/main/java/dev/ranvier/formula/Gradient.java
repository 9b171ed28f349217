package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.ONE;
import static dev.ranvier.formula.Algebra.ZERO;
import static dev.ranvier.formula.Algebra.constant;
import static dev.ranvier.formula.Algebra.divide;
import static dev.ranvier.formula.Algebra.log;
import static dev.ranvier.formula.Algebra.multiply;
import static dev.ranvier.formula.Algebra.negate;
import static dev.ranvier.formula.Algebra.power;
import static dev.ranvier.formula.Algebra.subtract;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The derivatives of a formula by all its variables, by reverse accumulation: from the formula back to its parts, {@code xBar += fBar df/dx}
 * for all that a part x goes into. So all together are some times as large as the formula, where a {@link Derivative} by each would be
 * that for every variable. They are the same numbers but for rounding. Griewank and Walther 2008, Evaluating Derivatives, section 3.2.
 *
 * <p>Through a choice it goes forward, by each variable in it: backwards, what is not taken would get a 0, and its derivative may be
 * infinite.
 */
final class Gradient {
    private final Map<Expression, Expression> bars = new HashMap<>();
    private final Map<String, Expression> byVariable = new HashMap<>();

    /** Of a formula. */
    Gradient(Expression f) {
        bars.put(f, ONE);
        for (Expression node : Expression.inOrder(List.of(f)).reversed()) {
            Expression bar = bars.getOrDefault(node, ZERO);
            if (!bar.equals(ZERO)) {
                passOn(node, bar);
            }
        }
    }

    /** By the variable of this name. */
    Expression by(String variable) {
        return byVariable.getOrDefault(variable, ZERO);
    }

    private void passOn(Expression node, Expression bar) {
        switch (node) {
            case Constant _ -> {}
            case Variable(String name) -> byVariable.merge(name, bar, Algebra::add);
            case Unary(Unary.Op op, Expression of) -> unary(node, op, of, bar);
            case Binary(Binary.Op op, Expression left, Expression right) -> binary(node, op, left, right, bar);
            case Curve curve -> give(curve.of(), multiply(curve.shape().slope(curve), bar));
            case Conditional _ -> forward(node, bar);
        }
    }

    private void give(Expression part, Expression bar) {
        if (!(part instanceof Constant)) {
            bars.merge(part, bar, Algebra::add);
        }
    }

    private void forward(Expression node, Expression bar) {
        for (Expression part : Expression.inOrder(List.of(node))) {
            if (part instanceof Variable(String name)) {
                byVariable.merge(name, multiply(new Derivative(name).of(node), bar), Algebra::add);
            }
        }
    }

    private void unary(Expression node, Unary.Op op, Expression x, Expression bar) {
        switch (op) {
            case NEGATE -> give(x, negate(bar));
            case EXP -> give(x, multiply(node, bar));
            case LOG -> give(x, divide(bar, x));
            case SQRT -> give(x, divide(multiply(constant(0.5), bar), node));
            case TANH -> give(x, multiply(subtract(ONE, multiply(node, node)), bar));
            case ABS -> forward(node, bar);
            case FLOOR -> {}
        }
    }

    private void binary(Expression node, Binary.Op op, Expression x, Expression y, Expression bar) {
        switch (op) {
            case ADD -> {
                give(x, bar);
                give(y, bar);
            }
            case SUBTRACT -> {
                give(x, bar);
                give(y, negate(bar));
            }
            case MULTIPLY -> {
                give(x, multiply(bar, y));
                give(y, multiply(x, bar));
            }
            case DIVIDE -> {
                Expression part = divide(bar, y);
                give(x, part);
                give(y, negate(multiply(node, part)));
            }
            case POWER -> {
                give(x, multiply(multiply(y, power(x, subtract(y, ONE))), bar));
                give(y, multiply(multiply(node, log(x)), bar));
            }
            case MIN, MAX -> forward(node, bar);
        }
    }
}
