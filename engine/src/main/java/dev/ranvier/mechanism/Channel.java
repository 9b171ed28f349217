package dev.ranvier.mechanism;

import java.util.List;

/**
 * A membrane current {@code i(v, x; p)} with gates {@code x}, the socket for everything that plugs into a cell. Outward
 * current is positive. Implementations are stateless and own no memory: all columns come with the {@link Sites}.
 *
 * <p>Each method lists the kernels that do the work, in order; the engine asks once and runs them at every step. The engine's
 * gradients are the exact derivatives of the scheme as coded: every forward method has a sibling that writes the partial
 * derivatives named in {@link Schema#partials()}; the reverse sweep does the rest.
 */
public interface Channel {
    /**
     * A step long enough for every gate to settle: {@code exp(-SETTLED_ms / tau)} is zero for tau below a minute, while
     * its product with the step stays finite.
     */
    double SETTLED_ms = 1e8;

    /** Names, defaults, ranges and sizes. */
    Schema schema();

    /** {@code i += i(v, x; p)} [uA/cm2] and {@code slope += di/dv} [mS/cm2]. Reads v, state, parameter. */
    List<SiteKernel> current();

    /**
     * Writes the partials of the linearised current {@code i(v, x; p) + slope(v, x; p) (u - v)} by states and parameters at
     * fixed u and v; for an ohmic current that is {@code i(u, x; p)}. A channel whose slope depends on v also declares
     * {@link Partial#currentByVoltage} and writes {@code (u - v) d slope / dv}. Reads v, u, state, parameter.
     */
    List<SiteKernel> currentPartials();

    /** {@code next = state relaxed for dt_ms at the fixed voltage v}. Reads v, state, parameter; writes next. */
    List<SiteKernel> advance();

    /** Writes the partials of {@link #advance}. Reads v, state, parameter. */
    List<SiteKernel> advancePartials();

    /** {@code next = x_inf(v)}: {@link #advance} run for {@link #SETTLED_ms}, unless a channel knows better. */
    default List<SiteKernel> steadyState() {
        return advance();
    }

    /** Writes the partials of {@link #steadyState} in the places of those of {@link #advance}. */
    default List<SiteKernel> steadyStatePartials() {
        return advancePartials();
    }
}
