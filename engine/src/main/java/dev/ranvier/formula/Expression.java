package dev.ranvier.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A formula as a tree. Nodes are made by {@link Algebra}, which simplifies and keeps one of each kind: equal formulas are one object, so
 * that comparing is cheap, and what occurs twice is there once. Trees may be deep; {@link #inOrder} walks them without recursion.
 */
public sealed interface Expression {
    /** A number. */
    record Constant(double value) implements Expression {
        @Override
        public String toString() {
            return FormulaText.of(this);
        }
    }

    /** A name, of a column where the formula runs. */
    record Variable(String name) implements Expression {
        @Override
        public String toString() {
            return FormulaText.of(this);
        }
    }

    /** A function of one number. */
    record Unary(Unary.Op op, Expression of) implements Expression {
        /** Which function. */
        public enum Op {
            /** {@code -x}. */
            NEGATE,
            /** {@code e^x}. */
            EXP,
            /** The natural logarithm. */
            LOG,
            /** The square root. */
            SQRT,
            /** The hyperbolic tangent. */
            TANH,
            /** {@code |x|}. */
            ABS,
            /** The largest whole number that is not above. */
            FLOOR;

            /** Its value in plain arithmetic. */
            public double at(double x) {
                return switch (this) {
                    case NEGATE -> -x;
                    case EXP -> Math.exp(x);
                    case LOG -> Math.log(x);
                    case SQRT -> Math.sqrt(x);
                    case TANH -> Math.tanh(x);
                    case ABS -> Math.abs(x);
                    case FLOOR -> Math.floor(x);
                };
            }
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // parts are kept once
        public boolean equals(Object other) {
            return other instanceof Unary that && op == that.op && of == that.of;
        }

        @Override
        public int hashCode() {
            return 31 * op.hashCode() + System.identityHashCode(of);
        }

        @Override
        public String toString() {
            return FormulaText.of(this);
        }
    }

    /** A function of two numbers. */
    record Binary(Binary.Op op, Expression left, Expression right) implements Expression {
        /** Which function. */
        public enum Op {
            /** {@code x + y}. */
            ADD,
            /** {@code x - y}. */
            SUBTRACT,
            /** {@code x y}. */
            MULTIPLY,
            /** {@code x / y}. */
            DIVIDE,
            /** {@code x^y}; whole constant powers are products instead. */
            POWER,
            /** The smaller one. */
            MIN,
            /** The larger one. */
            MAX;

            /** Its value in plain arithmetic. */
            public double at(double x, double y) {
                return switch (this) {
                    case ADD -> x + y;
                    case SUBTRACT -> x - y;
                    case MULTIPLY -> x * y;
                    case DIVIDE -> x / y;
                    case POWER -> Math.pow(x, y);
                    case MIN -> Math.min(x, y);
                    case MAX -> Math.max(x, y);
                };
            }
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // parts are kept once
        public boolean equals(Object other) {
            return other instanceof Binary that && op == that.op && left == that.left && right == that.right;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * op.hashCode() + System.identityHashCode(left)) + System.identityHashCode(right);
        }

        @Override
        public String toString() {
            return FormulaText.of(this);
        }
    }

    /** One formula where {@code left} compares so with {@code right}, else another. Both are computed, and one is taken. */
    record Conditional(Comparison comparison, Expression left, Expression right, Expression then, Expression otherwise)
            implements Expression {
        @Override
        @SuppressWarnings("ReferenceEquality") // parts are kept once
        public boolean equals(Object other) {
            return other instanceof Conditional that
                    && comparison == that.comparison
                    && left == that.left
                    && right == that.right
                    && then == that.then
                    && otherwise == that.otherwise;
        }

        @Override
        public int hashCode() {
            int hash = comparison.hashCode();
            for (Expression child : children(this)) {
                hash = 31 * hash + System.identityHashCode(child);
            }
            return hash;
        }

        @Override
        public String toString() {
            return FormulaText.of(this);
        }
    }

    /**
     * A curve over the voltage that stands in {@link RateTables}.
     *
     * @param shape of the tables
     * @param number which of their curves
     * @param of where it is read [mV]
     */
    record Curve(RateTables.Shape shape, int number, Expression of) implements Expression {
        @Override
        public String toString() {
            return FormulaText.of(this);
        }
    }

    /** How two numbers compare; the others are these with sides or outcomes exchanged. */
    enum Comparison {
        /** {@code x < y}. */
        LESS,
        /** {@code x <= y}. */
        LESS_OR_EQUAL,
        /** {@code x = y}. */
        EQUAL;

        /** Whether it holds. */
        public boolean holds(double x, double y) {
            return switch (this) {
                case LESS -> x < y;
                case LESS_OR_EQUAL -> x <= y;
                case EQUAL -> x == y;
            };
        }
    }

    /** What a formula is directly made of, in order. */
    static List<Expression> children(Expression f) {
        return switch (f) {
            case Constant _, Variable _ -> List.of();
            case Unary unary -> List.of(unary.of);
            case Curve curve -> List.of(curve.of);
            case Binary binary -> List.of(binary.left, binary.right);
            case Conditional choice -> List.of(choice.left, choice.right, choice.then, choice.otherwise);
        };
    }

    /** All nodes of some formulas, each once, after those that it is made of. */
    static List<Expression> inOrder(Collection<Expression> roots) {
        List<Expression> order = new ArrayList<>();
        Set<Expression> entered = new HashSet<>();
        Set<Expression> left = new HashSet<>();
        Deque<Expression> open = new ArrayDeque<>();
        for (Expression root : roots) {
            open.push(root);
            while (!open.isEmpty()) {
                Expression node = open.element();
                if (entered.add(node)) {
                    children(node).reversed().stream()
                            .filter(child -> !entered.contains(child))
                            .forEach(open::push);
                } else {
                    open.pop();
                    if (left.add(node)) {
                        order.add(node);
                    }
                }
            }
        }
        return order;
    }
}
