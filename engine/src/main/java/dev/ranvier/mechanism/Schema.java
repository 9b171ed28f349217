package dev.ranvier.mechanism;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a mechanism needs from the engine that runs it. Indices into these lists are the indices of {@link Sites}.
 *
 * @param name its name in messages and model files
 * @param states gating variables, concentrations
 * @param parameters one value a lane each
 * @param scratch number of work columns
 * @param partials derivatives that {@link Mechanism#advancePartials} and {@link Channel#currentPartials} write
 * @param tables number of voltage-tabulated quantities, 0 for a channel given by formulas
 * @param ions ions that it carries or depends on
 */
public record Schema(
        String name,
        List<Field> states,
        List<Field> parameters,
        int scratch,
        List<Partial> partials,
        int tables,
        List<IonUse> ions) {
    /** Copies the lists. */
    public Schema {
        states = List.copyOf(states);
        parameters = List.copyOf(parameters);
        partials = List.copyOf(partials);
        ions = List.copyOf(ions);
    }

    /** A mechanism that has nothing to do with a particular ion. */
    public Schema(
            String name, List<Field> states, List<Field> parameters, int scratch, List<Partial> partials, int tables) {
        this(name, states, parameters, scratch, partials, tables, List.of());
    }

    /** The same with one more use of an ion. */
    public Schema with(IonUse use) {
        List<IonUse> more = Stream.concat(ions.stream(), Stream.of(use)).toList();
        return new Schema(name, states, parameters, scratch, partials, tables, more);
    }

    /** Index of the parameter {@code name}, or -1. */
    public int parameterIndex(String name) {
        return indexOf(parameters, name);
    }

    /** Index of the state {@code name}, or -1. */
    public int stateIndex(String name) {
        return indexOf(states, name);
    }

    private static int indexOf(List<Field> fields, String name) {
        for (int k = 0; k < fields.size(); k++) {
            if (fields.get(k).name().equals(name)) {
                return k;
            }
        }
        return -1;
    }
}
