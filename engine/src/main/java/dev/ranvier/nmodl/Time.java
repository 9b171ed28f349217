package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Motion;
import java.util.Map;
import java.util.Set;

/**
 * The time {@code t} of a file, as a state. A fixed step of NEURON computes currents in its middle and states at its end; the state is what the currents of
 * the next step see. At the start, where no step is known, it is just above 0.
 */
final class Time {
    /** What files call it. */
    static final String NAME = "t";

    private static final String STATE = "time_since_start";
    private static final double JUST_AFTER_ms = 1e-9;
    private static final Expression HALF = Algebra.multiply(Algebra.constant(0.5), Motion.DT);
    private static final Expression MIDDLE = Algebra.max(Algebra.variable(STATE), HALF);

    private Time() {}

    /** In INITIAL. */
    static Map<String, Expression> atStart() {
        return Map.of(NAME, Algebra.ZERO);
    }

    /** In the block of currents. */
    static Map<String, Expression> ofCurrents() {
        return Map.of(NAME, Algebra.variable(STATE));
    }

    /** In blocks of states. */
    static Map<String, Expression> ofStates() {
        return Map.of(NAME, Algebra.add(MIDDLE, HALF));
    }

    /** The name of the state. */
    static String state() {
        return STATE;
    }

    /** How it moves. */
    static Motion motion() {
        return new Motion.Update(STATE, Algebra.add(MIDDLE, Motion.DT), Algebra.constant(JUST_AFTER_ms));
    }

    /** Whether formulas with these names need it. */
    static boolean isIn(Set<String> names) {
        return names.contains(STATE);
    }
}
