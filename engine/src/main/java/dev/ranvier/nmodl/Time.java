package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Motion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The time {@code t} of a file, as a state. A fixed step of NEURON computes currents in its middle and states at its end; the state is
 * what the currents of the next step see. At the start, where no step is known, it is just above 0.
 */
final class Time {
    /** What files call it. */
    static final String NAME = "t";

    private static final String STATE = "time_since_start";
    private static final double JUST_AFTER_ms = 1e-9;
    private static final Expression HALF = Algebra.multiply(Algebra.constant(0.5), Motion.DT);
    private static final Expression MIDDLE = Algebra.max(Algebra.variable(STATE), HALF);
    /** By halves, as NEURON does, so that it is rounded alike: files compare it. */
    private static final Expression END = Algebra.add(MIDDLE, HALF), NEXT = Algebra.add(END, HALF);

    private Time() {}

    /** What INITIAL knows. */
    static Map<String, Expression> atStart(Map<String, Expression> known) {
        return with(known, Algebra.ZERO);
    }

    /** What the block of currents knows. */
    static Map<String, Expression> ofCurrents(Map<String, Expression> known) {
        return with(known, Algebra.variable(STATE));
    }

    /** What blocks of states know. */
    static Map<String, Expression> ofStates(Map<String, Expression> known) {
        return with(known, END);
    }

    /** What NET_RECEIVE knows. */
    static Map<String, Expression> ofEvents(Map<String, Expression> known) {
        return with(known, Algebra.subtract(MIDDLE, HALF));
    }

    private static Map<String, Expression> with(Map<String, Expression> known, Expression t) {
        Map<String, Expression> all = new HashMap<>(known);
        all.put(NAME, t);
        return all;
    }

    /** The name of the state. */
    static String state() {
        return STATE;
    }

    /** Adds it to motions if it is in one of them, or in other formulas. */
    static void addTo(List<Motion> motions, List<Expression> others) {
        Set<String> used = new HashSet<>();
        others.forEach(formula -> used.addAll(Carried.names(formula)));
        motions.forEach(motion -> motion.slopes().values().forEach(slope -> used.addAll(Carried.names(slope))));
        if (used.contains(STATE)) {
            motions.add(new Motion.Update(STATE, NEXT, Algebra.constant(JUST_AFTER_ms)));
        }
    }
}
