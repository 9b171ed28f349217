package dev.ranvier.mechanism;

import java.util.List;
import java.util.Optional;

/** A membrane current {@code i(v, x; p)}, a density, with gates {@code x}. Outward current is positive. */
public non-sealed interface Channel extends Mechanism {
    /** A channel knows the voltage and its own states before the step. */
    @Override
    default Optional<String> flaw() {
        return schema().partials().stream()
                .filter(partial -> switch (partial.by()) {
                    case VOLTAGE, STATE, PARAMETER, SHARED -> false;
                    case NEXT_STATE, ION_CURRENT, PARENT_VOLTAGE, WEIGHT -> true;
                })
                .findFirst()
                .map(partial ->
                        "a channel depends on the voltage, its states before the step, parameters and shared numbers"
                                + " alone, not as "
                                + partial + " says");
    }

    /** {@code i += i(v, x; p)} [uA/cm2] and {@code slope += di/dv} [mS/cm2]. Reads v, state, parameter. */
    List<SiteKernel> current();

    /**
     * Writes the partials of the linearised current {@code i(v, x; p) + slope(v, x; p) (u - v)} by states and parameters at
     * fixed u and v; for an ohmic current that is {@code i(u, x; p)}. A channel whose slope depends on v also declares
     * {@link Partial#currentByVoltage} and writes {@code (u - v) d slope / dv}. Reads v, u, state, parameter.
     */
    List<SiteKernel> currentPartials();
}
