package dev.ranvier.formula;

import dev.ranvier.formula.Expression.Binary;
import dev.ranvier.formula.Expression.Comparison;
import dev.ranvier.formula.Expression.Conditional;
import dev.ranvier.formula.Expression.Constant;
import dev.ranvier.formula.Expression.Curve;
import dev.ranvier.formula.Expression.Unary;
import dev.ranvier.formula.Expression.Variable;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * Makes formulas, simplified as one would on paper: numbers are computed, zeros and ones go, signs and numbers move to the front of
 * products, quotients of quotients become one, whole powers products. What is divided by is taken not to be zero.
 */
public final class Algebra {
    /** Zero. */
    public static final Expression ZERO = constant(0);
    /** One. */
    public static final Expression ONE = constant(1);

    /** The largest whole power that becomes a product. */
    private static final int LARGEST_PRODUCT = 64;
    /** Below this |y| the linoid is its series, whose error there is below 1e-16 and the quotient's cancellation below 1e-13. */
    private static final double SERIES = 0.02;

    private Algebra() {}

    /** The formulas that are in use, each under itself. */
    private static final class Kept {
        private static final Map<Expression, WeakReference<Expression>> ALL = new WeakHashMap<>();

        private Kept() {}

        static synchronized Expression one(Expression made) {
            WeakReference<Expression> reference = ALL.get(made);
            Expression kept = reference == null ? null : reference.get();
            if (kept == null) {
                ALL.put(made, new WeakReference<>(made));
                return made;
            }
            return kept;
        }
    }

    /** A number. */
    public static Expression constant(double value) {
        return Kept.one(new Constant(value == 0 ? 0 : value));
    }

    /** A name. */
    public static Expression variable(String name) {
        return Kept.one(new Variable(name));
    }

    /** A function of one number. */
    static Expression unary(Unary.Op op, Expression x) {
        return switch (op) {
            case NEGATE -> negate(x);
            case EXP -> exp(x);
            case LOG -> log(x);
            case SQRT -> sqrt(x);
            case TANH -> tanh(x);
            case ABS -> abs(x);
            case FLOOR -> floor(x);
        };
    }

    /** A function of two numbers. */
    static Expression binary(Binary.Op op, Expression x, Expression y) {
        return switch (op) {
            case ADD -> add(x, y);
            case SUBTRACT -> subtract(x, y);
            case MULTIPLY -> multiply(x, y);
            case DIVIDE -> divide(x, y);
            case POWER -> power(x, y);
            case MIN -> min(x, y);
            case MAX -> max(x, y);
        };
    }

    /** {@code -x}. */
    public static Expression negate(Expression x) {
        return switch (x) {
            case Constant(double value) -> constant(-value);
            case Unary(Unary.Op op, Expression of) when op == Unary.Op.NEGATE -> of;
            case Binary(Binary.Op op, Expression left, Expression right)
            when op == Binary.Op.SUBTRACT -> subtract(right, left);
            case Binary(Binary.Op op, Constant(double value), Expression right)
            when op == Binary.Op.MULTIPLY -> multiply(constant(-value), right);
            default -> Kept.one(new Unary(Unary.Op.NEGATE, x));
        };
    }

    /** {@code e^x}. */
    public static Expression exp(Expression x) {
        return function(Unary.Op.EXP, x);
    }

    /** The natural logarithm. */
    public static Expression log(Expression x) {
        return x instanceof Unary(Unary.Op op, Expression of) && op == Unary.Op.EXP ? of : function(Unary.Op.LOG, x);
    }

    /** The square root. */
    public static Expression sqrt(Expression x) {
        return function(Unary.Op.SQRT, x);
    }

    /** The hyperbolic tangent. */
    public static Expression tanh(Expression x) {
        return function(Unary.Op.TANH, x);
    }

    /** {@code |x|}. */
    public static Expression abs(Expression x) {
        return x instanceof Unary(Unary.Op op, Expression of) && op == Unary.Op.NEGATE
                ? abs(of)
                : function(Unary.Op.ABS, x);
    }

    /** The largest whole number that is not above x. */
    public static Expression floor(Expression x) {
        return function(Unary.Op.FLOOR, x);
    }

    private static Expression function(Unary.Op op, Expression x) {
        return x instanceof Constant(double value) ? constant(op.at(value)) : Kept.one(new Unary(op, x));
    }

    /** A curve of tables, at x. */
    static Expression curve(RateTables.Shape shape, int number, Expression x) {
        return Kept.one(new Curve(shape, number, x));
    }

    /** {@code x + y}; a number goes last, and multiples of the same are one. */
    public static Expression add(Expression x, Expression y) {
        if (x instanceof Constant(double a)) {
            return y instanceof Constant(double b) ? constant(a + b) : a == 0 ? y : add(y, x);
        }
        if (y instanceof Constant(double b)) {
            if (b == 0) {
                return x;
            }
            if (x instanceof Binary(Binary.Op op, Expression first, Constant(double a)) && op == Binary.Op.ADD) {
                return add(first, constant(a + b));
            }
            if (x instanceof Binary(Binary.Op op, Constant(double a), Expression second) && op == Binary.Op.SUBTRACT) {
                return subtract(constant(a + b), second);
            }
        }
        if (rest(x).equals(rest(y))) {
            return multiply(constant(factor(x) + factor(y)), rest(x));
        }
        if (y instanceof Unary(Unary.Op op, Expression of) && op == Unary.Op.NEGATE) {
            return subtract(x, of);
        }
        if (x instanceof Unary(Unary.Op op, Expression of) && op == Unary.Op.NEGATE) {
            return subtract(y, of);
        }
        return node(Binary.Op.ADD, x, y);
    }

    /** {@code x - y}. */
    public static Expression subtract(Expression x, Expression y) {
        if (y instanceof Constant(double b)) {
            return add(x, constant(-b));
        }
        if (x instanceof Constant(double a) && a == 0) {
            return negate(y);
        }
        if (rest(x).equals(rest(y))) {
            return multiply(constant(factor(x) - factor(y)), rest(x));
        }
        if (y instanceof Unary(Unary.Op op, Expression of) && op == Unary.Op.NEGATE) {
            return add(x, of);
        }
        if (x instanceof Unary(Unary.Op op, Expression of) && op == Unary.Op.NEGATE) {
            return negate(add(of, y));
        }
        if (x instanceof Constant(double a)
                && y instanceof Binary(Binary.Op op, Expression first, Constant(double b))
                && op == Binary.Op.ADD) {
            return subtract(constant(a - b), first);
        }
        return node(Binary.Op.SUBTRACT, x, y);
    }

    /** {@code x y}; a number and the sign go first. */
    public static Expression multiply(Expression x, Expression y) {
        double number = factor(x) * factor(y);
        Expression left = rest(x), right = rest(y);
        if (number == 0) {
            return ZERO;
        }
        Expression product = left.equals(ONE)
                ? right
                : right.equals(ONE) ? left : left.equals(right) ? square(left) : productOfQuotients(left, right);
        return times(number, product);
    }

    private static Expression square(Expression x) {
        return node(Binary.Op.MULTIPLY, x, x);
    }

    /** Reciprocals divide. */
    private static Expression productOfQuotients(Expression x, Expression y) {
        if (y instanceof Binary(Binary.Op op, Expression over, Expression under)
                && op == Binary.Op.DIVIDE
                && over.equals(ONE)) {
            return divide(x, under);
        }
        if (x instanceof Binary(Binary.Op op, Expression over, Expression under)
                && op == Binary.Op.DIVIDE
                && over.equals(ONE)) {
            return divide(y, under);
        }
        if (x instanceof Binary(Binary.Op op, Expression over, Expression under)
                && op == Binary.Op.DIVIDE
                && under.equals(y)) {
            return over;
        }
        return node(Binary.Op.MULTIPLY, x, y);
    }

    /** {@code x / y}. */
    public static Expression divide(Expression x, Expression y) {
        if (x instanceof Constant(double a) && y instanceof Constant(double b)) {
            return constant(a / b);
        }
        if (x.equals(ZERO)) {
            return ZERO;
        }
        double over = factor(x), under = factor(y);
        Expression left = rest(x), right = rest(y);
        if (left.equals(right)) {
            return constant(over / under);
        }
        if (right.equals(ONE)) { // by a number
            return over == 1 && Math.abs(under) != 1 ? node(Binary.Op.DIVIDE, left, y) : times(over / under, left);
        }
        if (right instanceof Binary(Binary.Op op, Expression a, Expression b) && op == Binary.Op.DIVIDE) {
            return times(over / under, divide(multiply(left, b), a));
        }
        if (left instanceof Binary(Binary.Op op, Expression a, Expression b) && op == Binary.Op.DIVIDE) {
            return times(over / under, divide(a, multiply(b, right)));
        }
        if (left instanceof Binary(Binary.Op op, Expression a, Expression b)
                && op == Binary.Op.MULTIPLY
                && (a.equals(right) || b.equals(right))) {
            return times(over / under, a.equals(right) ? b : a);
        }
        return LinoidPattern.of(x, y).orElseGet(() -> times(over / under, node(Binary.Op.DIVIDE, left, right)));
    }

    /** The number that a product begins with, that is divided, or that a number is. */
    private static double factor(Expression x) {
        return switch (x) {
            case Constant(double value) -> value;
            case Unary(Unary.Op op, Expression of) when op == Unary.Op.NEGATE -> -1;
            case Binary(Binary.Op op, Constant(double value), Expression right)
            when op == Binary.Op.MULTIPLY || op == Binary.Op.DIVIDE -> value;
            default -> 1;
        };
    }

    /** What a product is without {@link #factor}. */
    private static Expression rest(Expression x) {
        return switch (x) {
            case Constant _ -> ONE;
            case Unary(Unary.Op op, Expression of) when op == Unary.Op.NEGATE -> of;
            case Binary(Binary.Op op, Constant _, Expression right) when op == Binary.Op.MULTIPLY -> right;
            case Binary(Binary.Op op, Constant _, Expression right)
            when op == Binary.Op.DIVIDE -> node(Binary.Op.DIVIDE, ONE, right);
            default -> x;
        };
    }

    private static Expression times(double number, Expression x) {
        if (x instanceof Constant(double value)) {
            return constant(number * value);
        }
        if (number == 1) {
            return x;
        }
        if (number == 0) {
            return ZERO;
        }
        if (x instanceof Binary(Binary.Op op, Constant(double value), Expression under) && op == Binary.Op.DIVIDE) {
            return node(Binary.Op.DIVIDE, constant(number * value), under);
        }
        return number == -1 ? negate(x) : node(Binary.Op.MULTIPLY, constant(number), x);
    }

    /** {@code x^y}. */
    public static Expression power(Expression x, Expression y) {
        if (y instanceof Constant(double n)) {
            if (x instanceof Constant(double base)) {
                return constant(Math.pow(base, n));
            }
            if (n == Math.rint(n) && Math.abs(n) <= LARGEST_PRODUCT) {
                Expression product = product(x, (int) Math.abs(n));
                return n < 0 ? divide(ONE, product) : product;
            }
            if (n == 0.5) {
                return sqrt(x);
            }
        }
        return node(Binary.Op.POWER, x, y);
    }

    /** By squares, so that powers of the same share them. */
    private static Expression product(Expression x, int times) {
        if (times == 0) {
            return ONE;
        }
        Expression half = product(x, times / 2), square = times == 1 ? ONE : multiply(half, half);
        return times % 2 == 0 ? square : multiply(square, x);
    }

    /** The smaller one. */
    public static Expression min(Expression x, Expression y) {
        return x.equals(y) ? x : folded(Binary.Op.MIN, x, y);
    }

    /** The larger one. */
    public static Expression max(Expression x, Expression y) {
        return x.equals(y) ? x : folded(Binary.Op.MAX, x, y);
    }

    private static Expression folded(Binary.Op op, Expression x, Expression y) {
        return x instanceof Constant(double a) && y instanceof Constant(double b)
                ? constant(op.at(a, b))
                : node(op, x, y);
    }

    private static Expression node(Binary.Op op, Expression x, Expression y) {
        return Kept.one(new Binary(op, x, y));
    }

    /** {@code then} where {@code left} compares so with {@code right}, else {@code otherwise}. */
    public static Expression conditional(
            Comparison comparison, Expression left, Expression right, Expression then, Expression otherwise) {
        if (then.equals(otherwise)) {
            return then;
        }
        if (then instanceof Conditional inner
                && inner.comparison() == comparison
                && inner.left().equals(left)
                && inner.right().equals(right)) {
            return conditional(comparison, left, right, inner.then(), otherwise);
        }
        if (otherwise instanceof Conditional inner
                && inner.comparison() == comparison
                && inner.left().equals(left)
                && inner.right().equals(right)) {
            return conditional(comparison, left, right, then, inner.otherwise());
        }
        if (left instanceof Constant(double a) && right instanceof Constant(double b)) {
            return comparison.holds(a, b) ? then : otherwise;
        }
        return Kept.one(new Conditional(comparison, left, right, then, otherwise));
    }

    /**
     * The linear-over-exponential rate of Hodgkin and Huxley, {@code y / (1 - exp(-y))}, smooth through y = 0 where it is 1: there it is
     * its series {@code 1 + y/2 + y^2/12 - y^4/720 + y^6/30240}. The derivatives of both parts join as well.
     */
    public static Expression linoid(Expression y) {
        Expression y2 = multiply(y, y);
        Expression series = multiply(y2, constant(1 / 30240.0));
        series = multiply(add(series, constant(-1 / 720.0)), y2);
        series = multiply(add(series, constant(1 / 12.0)), y2);
        series = add(add(series, multiply(constant(0.5), y)), ONE);
        Expression quotient =
                folded(Binary.Op.DIVIDE, y, subtract(ONE, exp(negate(y)))); // divide would see the linoid in it
        return conditional(Comparison.LESS, abs(y), constant(SERIES), series, quotient);
    }

    /** y if a formula is the {@link #linoid} of y. */
    static Optional<Expression> linoidArgument(Expression f) {
        return f instanceof Conditional choice
                        && choice.left() instanceof Unary(Unary.Op op, Expression y)
                        && op == Unary.Op.ABS
                ? Stream.of(y, negate(y))
                        .filter(argument -> linoid(argument).equals(f))
                        .findFirst()
                : Optional.empty();
    }
}
