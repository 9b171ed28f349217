package dev.ranvier.program;

/** What a {@link Value} is: read, given, or computed of its operands. */
public enum Operation {
    /** Read from a slot. */
    INPUT,
    /** A number of the program. */
    CONSTANT,
    /** One number at all sites. */
    BROADCAST,
    /** {@code a + b}. */
    ADD,
    /** {@code a - b}. */
    SUBTRACT,
    /** {@code a b}. */
    MULTIPLY,
    /** {@code a / b}. */
    DIVIDE,
    /** {@code a b + c}, rounded once. */
    FMA,
    /** The square root. */
    SQRT,
    /** {@code |a|}. */
    ABS,
    /** {@code exp(a b + c)}, b and c the same at all sites, as {@link dev.ranvier.memory.Exponential} does it. */
    EXP,
    /** The natural logarithm, as {@link dev.ranvier.memory.Logarithm} does it. */
    LOG,
    /**
     * A cubic {@code ((c3 f + c2) f + c1) f + c0} of a table. Operands: where the row of the table begins, as a number of doubles from
     * address 0; f; and where in the row c0 stands, before c1, c2 and c3.
     */
    INTERPOLATE,
    /**
     * {@code (b - a) f + a} of numbers a and b of a table. Operands: where the row of a begins, as a number of doubles from address 0; f; where
     * in the row a stands; and how much later b.
     */
    BETWEEN,
    /** {@code a < b ? c : d}. */
    SELECT_LESS,
    /** {@code a <= b ? c : d}. */
    SELECT_LESS_OR_EQUAL,
    /** {@code a = b ? c : d}. */
    SELECT_EQUAL;

    /** Whether it chooses between two values. */
    boolean isChoice() {
        return this == SELECT_LESS || this == SELECT_LESS_OR_EQUAL || this == SELECT_EQUAL;
    }

    /** Whether it is one of the functions that are polynomials in vectors. */
    boolean isFunction() {
        return this == EXP || this == LOG;
    }

    /** Whether it reads a table. */
    boolean isOfTables() {
        return this == INTERPOLATE || this == BETWEEN;
    }
}
