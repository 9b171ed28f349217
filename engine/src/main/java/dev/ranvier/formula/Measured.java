package dev.ranvier.formula;

import java.util.function.BinaryOperator;

/**
 * A formula with the unit of its value. Papers leave the units of their numbers out, so where a plain number has been multiplied in, the
 * unit is not certain: it is what it is if the number is pure, and where that does not fit, the value is a plain number.
 */
record Measured(Expression value, Unit unit, boolean isCertain) {
    /** A number whose unit is not given. */
    static Measured number(Expression value) {
        return new Measured(value, Unit.NONE, false);
    }

    static Measured in(Unit unit, Expression value) {
        return new Measured(value, unit, true);
    }

    /** Whether the value can be one in this unit. */
    boolean canBeIn(Unit wanted) {
        return unit.isLike(wanted) || !isCertain;
    }

    /** The value in a unit that it {@linkplain #canBeIn can be in}. */
    Expression in(Unit wanted) {
        return unit.isLike(wanted) ? Algebra.multiply(Algebra.constant(unit.in(wanted)), value) : asNumber();
    }

    /** The value as a plain number, which is in the plain unit of its kind. */
    private Expression asNumber() {
        return Algebra.multiply(Algebra.constant(unit.in(unit.plain())), value);
    }

    /** Whether both can be added, or compared. */
    boolean canMeet(Measured that) {
        return unit.isLike(that.unit) || !isCertain || !that.isCertain;
    }

    /** An operation on two values that {@linkplain #canMeet can meet}, whose result is of their kind. */
    Measured meeting(Measured that, BinaryOperator<Expression> operation) {
        boolean certain = isCertain || that.isCertain;
        if (unit.isLike(that.unit)) {
            return new Measured(operation.apply(value, that.in(unit)), unit, certain);
        }
        Unit common = isCertain ? unit.plain() : that.isCertain ? that.unit.plain() : Unit.NONE;
        return new Measured(operation.apply(in(common), that.in(common)), common, certain);
    }

    Measured times(Measured that) {
        return new Measured(Algebra.multiply(value, that.value), unit.by(that.unit), isCertain && that.isCertain);
    }

    Measured per(Measured that) {
        return new Measured(Algebra.divide(value, that.value), unit.per(that.unit), isCertain && that.isCertain);
    }
}
