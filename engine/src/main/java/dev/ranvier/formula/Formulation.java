package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.IonUse;
import java.util.List;

/**
 * A mechanism in formulas, by names without units.
 *
 * @param name its name
 * @param parameters its parameters
 * @param states its states
 * @param motions how they move
 * @param output the current of a channel, the reversal potential of a pool
 * @param ions what it has to do with ions
 */
record Formulation(
        String name,
        List<Field> parameters,
        List<Field> states,
        List<Motion> motions,
        Expression output,
        List<IonUse> ions) {
    /** Copies the lists. */
    Formulation {
        parameters = List.copyOf(parameters);
        states = List.copyOf(states);
        motions = List.copyOf(motions);
        ions = List.copyOf(ions);
    }
}
