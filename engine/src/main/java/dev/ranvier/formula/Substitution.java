package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Formulas in the place of variables. */
public final class Substitution {
    private final Map<String, Expression> replaced;
    private final Map<Expression, Expression> known = new HashMap<>();

    /** Of the variables of these names. */
    public Substitution(Map<String, Expression> replaced) {
        this.replaced = Map.copyOf(replaced);
    }

    /** In a formula. */
    public Expression in(Expression f) {
        for (Expression node : Expression.inOrder(List.of(f))) {
            if (!known.containsKey(node)) {
                known.put(node, fromChildren(node));
            }
        }
        return known(f);
    }

    private Expression known(Expression f) {
        return Objects.requireNonNull(known.get(f));
    }

    private Expression fromChildren(Expression node) {
        return switch (node) {
            case Constant _ -> node;
            case Variable(String name) -> replaced.getOrDefault(name, node);
            case Unary(Unary.Op op, Expression of) -> Algebra.unary(op, known(of));
            case Binary(Binary.Op op, Expression left, Expression right) ->
                Algebra.binary(op, known(left), known(right));
            case Curve curve -> Algebra.curve(curve.shape(), curve.number(), known(curve.of()));
            case Conditional choice ->
                Algebra.conditional(
                        choice.comparison(),
                        known(choice.left()),
                        known(choice.right()),
                        known(choice.then()),
                        known(choice.otherwise()));
        };
    }
}
