package dev.ranvier.mechanism;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a mechanism needs from the engine that runs it. Indices into these lists are the indices of {@link Sites}.
 *
 * @param name its name in messages and model files
 * @param states gating variables, concentrations
 * @param parameters one value a lane each
 * @param scratch number of work columns
 * @param partials derivatives that {@link Mechanism#advancePartials} and {@link Channel#currentPartials} write
 * @param shared numbers that all sites share
 * @param ions ions that it carries or depends on
 */
public record Schema(
        String name,
        List<Field> states,
        List<Field> parameters,
        int scratch,
        List<Partial> partials,
        SharedNumbers shared,
        List<IonUse> ions) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException for a partial that is declared twice, of or by what there is not, and for a parameter that
     *     two ions supply or that there is not
     */
    public Schema {
        states = List.copyOf(states);
        parameters = List.copyOf(parameters);
        partials = List.copyOf(partials);
        ions = List.copyOf(ions);
        for (Partial partial : partials) {
            int inputs = inputs(partial.by(), states, parameters, shared);
            require(
                    partial.of() >= Partial.CURRENT && partial.of() < states.size(),
                    name,
                    partial,
                    "there is no such output");
            require(partial.index() >= 0 && partial.index() < inputs, name, partial, "there is no such input");
            require(Collections.frequency(partials, partial) == 1, name, partial, "it is declared twice");
        }
        for (IonUse use : ions) {
            require(
                    use.parameter() >= 0 && use.parameter() < parameters.size(),
                    name,
                    use,
                    "there is no such parameter");
            require(
                    ions.stream()
                                    .filter(other -> other.parameter() == use.parameter())
                                    .count()
                            == 1,
                    name,
                    use,
                    "another use of an ion supplies the same parameter");
        }
    }

    private static void require(boolean condition, String name, Object what, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("schema of " + name + ", " + what + ": " + otherwise);
        }
    }

    private static int inputs(Partial.By by, List<Field> states, List<Field> parameters, SharedNumbers shared) {
        return switch (by) {
            case VOLTAGE, ION_CURRENT, PARENT_VOLTAGE, WEIGHT -> 1;
            case STATE, NEXT_STATE -> states.size();
            case PARAMETER -> parameters.size();
            case SHARED -> shared.quantities();
        };
    }

    /** A mechanism that has nothing to do with a particular ion. */
    public Schema(
            String name,
            List<Field> states,
            List<Field> parameters,
            int scratch,
            List<Partial> partials,
            SharedNumbers shared) {
        this(name, states, parameters, scratch, partials, shared, List.of());
    }

    /** One whose sites share nothing, either. */
    public Schema(String name, List<Field> states, List<Field> parameters, int scratch, List<Partial> partials) {
        this(name, states, parameters, scratch, partials, Weights.NONE);
    }

    /** The same with one more use of an ion. */
    public Schema with(IonUse use) {
        List<IonUse> more = Stream.concat(ions.stream(), Stream.of(use)).toList();
        return new Schema(name, states, parameters, scratch, partials, shared, more);
    }

    /** Whether the next value of a state depends on another state, or that of another on it. */
    public boolean isCoupled(int state) {
        return partials.stream()
                .filter(partial -> partial.of() != Partial.CURRENT && partial.by() == Partial.By.STATE)
                .anyMatch(partial ->
                        partial.of() != partial.index() && (partial.of() == state || partial.index() == state));
    }

    /** The indices of the states, in order. */
    public List<Integer> stateIndices() {
        return IntStream.range(0, states.size()).boxed().toList();
    }

    /** Index of the parameter {@code name}, or -1. */
    public int parameterIndex(String name) {
        return indexOf(parameters, name);
    }

    /** The parameters that tell how much of a channel there is: see {@link Field#isDensity}. */
    public List<Field> densities() {
        return parameters.stream().filter(Field::isDensity).toList();
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
