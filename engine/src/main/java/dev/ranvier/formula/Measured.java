package dev.ranvier.formula;

import java.util.Optional;

/**
 * A formula with the unit of its value, if that is known; a plain number has none, nor what is a multiple of one, since papers leave the units
 * of their numbers out.
 */
record Measured(Expression value, Optional<Unit> unit) {
    static Measured plain(Expression value) {
        return new Measured(value, Optional.empty());
    }

    static Measured in(Unit unit, Expression value) {
        return new Measured(value, Optional.of(unit));
    }

    /** The value in a unit of the same kind, or that of what has none. */
    Expression in(Unit wanted) {
        double factor = unit.map(own -> own.in(wanted)).orElse(1.0);
        return Algebra.multiply(Algebra.constant(factor), value);
    }

    /** The value as a plain number. */
    Expression asNumber() {
        return unit.map(own -> in(own.plain())).orElse(value);
    }
}
