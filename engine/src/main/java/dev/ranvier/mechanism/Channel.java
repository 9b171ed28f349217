package dev.ranvier.mechanism;

import java.util.List;

/** A membrane current {@code i(v, x; p)}, a density, with gates {@code x}. Outward current is positive. */
public non-sealed interface Channel extends Mechanism {
    /** {@code i += i(v, x; p)} [uA/cm2] and {@code slope += di/dv} [mS/cm2]. Reads v, state, parameter. */
    List<SiteKernel> current();

    /**
     * Writes the partials of the linearised current {@code i(v, x; p) + slope(v, x; p) (u - v)} by states and parameters at
     * fixed u and v; for an ohmic current that is {@code i(u, x; p)}. A channel whose slope depends on v also declares
     * {@link Partial#currentByVoltage} and writes {@code (u - v) d slope / dv}. Reads v, u, state, parameter.
     */
    List<SiteKernel> currentPartials();
}
