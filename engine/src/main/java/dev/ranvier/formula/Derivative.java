package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.ONE;
import static dev.ranvier.formula.Algebra.ZERO;
import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.conditional;
import static dev.ranvier.formula.Algebra.constant;
import static dev.ranvier.formula.Algebra.divide;
import static dev.ranvier.formula.Algebra.log;
import static dev.ranvier.formula.Algebra.multiply;
import static dev.ranvier.formula.Algebra.negate;
import static dev.ranvier.formula.Algebra.power;
import static dev.ranvier.formula.Algebra.subtract;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Comparison;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The derivatives of formulas by a variable, exact where they exist; where two branches meet it is that of the branch which is taken.
 * That of a square root is not defined at 0. They are made of the nodes of the formula wherever these occur in them: exponentials and
 * quotients are their own derivatives' factors.
 */
public final class Derivative {
    private final String variable;
    private final Map<Expression, Expression> known = new HashMap<>();

    /** By the variable of this name. */
    public Derivative(String variable) {
        this.variable = variable;
    }

    /** Of a formula. */
    public Expression of(Expression f) {
        for (Expression node : Expression.inOrder(List.of(f))) {
            if (!known.containsKey(node)) {
                known.put(node, fromChildren(node));
            }
        }
        return known(f);
    }

    private Expression known(Expression f) {
        return known.getOrDefault(f, ZERO);
    }

    private Expression fromChildren(Expression node) {
        return switch (node) {
            case Constant _ -> ZERO;
            case Variable(String name) -> name.equals(variable) ? ONE : ZERO;
            case Unary(Unary.Op op, Expression of) -> known(of).equals(ZERO) ? ZERO : unary(node, op, of, known(of));
            case Binary(Binary.Op op, Expression left, Expression right) ->
                known(left).equals(ZERO) && known(right).equals(ZERO)
                        ? ZERO
                        : binary(node, op, left, right, known(left), known(right));
            case Curve curve ->
                known(curve.of()).equals(ZERO) ? ZERO : multiply(curve.shape().slope(curve), known(curve.of()));
            case Conditional choice ->
                conditional(
                        choice.comparison(),
                        choice.left(),
                        choice.right(),
                        known(choice.then()),
                        known(choice.otherwise()));
        };
    }

    private static Expression unary(Expression node, Unary.Op op, Expression x, Expression dx) {
        return switch (op) {
            case NEGATE -> negate(dx);
            case EXP -> multiply(node, dx);
            case LOG -> divide(dx, x);
            case SQRT -> divide(multiply(constant(0.5), dx), node);
            case TANH -> multiply(subtract(ONE, multiply(node, node)), dx);
            case FLOOR -> ZERO;
            case ABS -> conditional(Comparison.LESS, x, ZERO, negate(dx), dx);
        };
    }

    private static Expression binary(
            Expression node, Binary.Op op, Expression x, Expression y, Expression dx, Expression dy) {
        return switch (op) {
            case ADD -> add(dx, dy);
            case SUBTRACT -> subtract(dx, dy);
            case MULTIPLY ->
                x.equals(y) ? multiply(multiply(constant(2), x), dx) : add(multiply(dx, y), multiply(x, dy));
            case DIVIDE -> divide(subtract(dx, multiply(node, dy)), y);
            case POWER ->
                add(
                        dx.equals(ZERO) ? ZERO : multiply(multiply(y, power(x, subtract(y, ONE))), dx),
                        dy.equals(ZERO) ? ZERO : multiply(multiply(node, log(x)), dy));
            case MIN -> conditional(Comparison.LESS, x, y, dx, dy);
            case MAX -> conditional(Comparison.LESS, y, x, dx, dy);
        };
    }
}
