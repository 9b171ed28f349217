package dev.ranvier.mechanism;

import dev.ranvier.mechanism.Partial.By;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A current that stands at places of its own and not in a stretch of membrane: in nA, a place being a site of its {@link Sites}.
 * Before its kernels run, the engine gathers there the voltage of the place's node, and of the parent; after them it puts the
 * current into the equations.
 */
public sealed interface Placed extends Mechanism permits AxialCurrent, PointProcess {
    /** {@code i += i(v, x; p)} [nA] and {@code slope += di/dv} [uS]. Reads v, state, parameter. */
    List<SiteKernel> current();

    /**
     * Writes the partials of the linearised current {@code i(v, x; p) + slope(v, x; p) (u - v)} by states and parameters at
     * fixed u and v, and where the slope depends on v {@link Partial#currentByVoltage}, {@code (u - v) d slope / dv}. Reads v,
     * u, state, parameter.
     */
    List<SiteKernel> currentPartials();

    /** The first partial that is by none of these, or a use of an ion, in words that begin with {@code what}. */
    default Optional<String> flaw(Set<By> inputs, String what) {
        if (!schema().ions().isEmpty()) {
            return Optional.of("a current at places of its own uses no ion: " + schema().ions());
        }
        return schema().partials().stream()
                .filter(partial -> !inputs.contains(partial.by()))
                .findFirst()
                .map(partial -> what + ", its states before the step, parameters and shared numbers alone, not as "
                        + partial + " says");
    }
}
