package dev.ranvier.mechanism;

import java.util.List;

/**
 * What plugs into a cell: states that follow the voltage, or the current of an ion, and what they do to the cell, which each kind
 * adds. Implementations are stateless and own no memory: all columns come with the {@link Sites}.
 *
 * <p>Each method lists the kernels that do the work, in order; the engine asks once and runs them at every step. The engine's
 * gradients are the exact derivatives of the scheme as coded: every forward method has a sibling that writes the partial
 * derivatives named in {@link Schema#partials()}; {@code StepEdges} does the rest.
 */
public sealed interface Mechanism permits Channel, IonPool {
    /**
     * A step long enough for every state to settle: {@code exp(-SETTLED_ms / tau)} is zero for tau below a minute, while
     * its product with the step stays finite.
     */
    double SETTLED_ms = 1e8;

    /** Names, defaults, ranges and sizes. */
    Schema schema();

    /**
     * {@code next = state relaxed for dt_ms} at a fixed voltage, or for a pool at a fixed current of its ion. Reads v or i, state,
     * parameter; writes next.
     */
    List<SiteKernel> advance();

    /** Writes the partials of {@link #advance}. Reads what that reads. */
    List<SiteKernel> advancePartials();

    /** {@code next = x_inf}: {@link #advance} run for {@link #SETTLED_ms}, unless a mechanism knows better. */
    default List<SiteKernel> steadyState() {
        return advance();
    }

    /** Writes the partials of {@link #steadyState} in the places of those of {@link #advance}. */
    default List<SiteKernel> steadyStatePartials() {
        return advancePartials();
    }
}
