package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.IonUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** What was understood, as text: for each thing that the formulas say its name and the formula. */
    Map<String, String> understood(String outputName) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Motion motion : motions) {
            if (motion instanceof Motion.Relaxation gate) {
                lines.put(gate.state() + "_inf", gate.target().toString());
                lines.put(
                        gate.state() + "_tau [ms]",
                        Algebra.divide(Algebra.ONE, gate.rate()).toString());
            } else {
                motion.slopes().forEach((state, slope) -> lines.put("d " + state + "/dt", slope.toString()));
            }
        }
        lines.put(outputName, output.toString());
        return lines;
    }
}
