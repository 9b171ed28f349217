package dev.ranvier.mechanism;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What plugs into a cell: states that follow the voltage, or the current of an ion, and what they do to the cell, which each kind
 * adds. Implementations are stateless and own no memory: all columns come with the {@link Sites}.
 *
 * <p>Each method lists the kernels that do the work, in order; the engine asks once and runs them at every step. The engine's
 * gradients are the exact derivatives of the scheme as coded: every forward method has a sibling that writes the partial
 * derivatives named in {@link Schema#partials()}; {@code StepEdges} does the rest.
 */
public sealed interface Mechanism permits Channel, IonPool, Placed {
    /** Names, defaults, ranges and sizes. */
    Schema schema();

    /** What in the schema makes no sense for this kind of mechanism, in words; nothing if all does. */
    Optional<String> flaw();

    /** Whether it stands between a node and its parent, and not at compartments. */
    default boolean isAxial() {
        return false;
    }

    /**
     * The same with rates that depend on the voltage alone read from tables, and without the parameters of these rates.
     *
     * @param constant what parameters are that will not be changed; others, and what a pool supplies, keep rates out of tables
     */
    default Mechanism tabulated(Map<String, Double> constant) {
        return this;
    }

    /**
     * {@code next = state relaxed for a step} at a fixed voltage, or for a pool at a fixed current of its ion. Reads v or i, state,
     * parameter; writes next.
     */
    List<SiteKernel> advance();

    /** Writes the partials of {@link #advance}. Reads what that reads, and next as that left it. */
    List<SiteKernel> advancePartials();

    /** {@code next = x_inf}: {@link #advance} run for {@link Step#SETTLED}, unless a mechanism knows better. */
    default List<SiteKernel> steadyState() {
        return advance();
    }

    /** Writes the partials of {@link #steadyState} in the places of those of {@link #advance}; by the state before they are zero. */
    default List<SiteKernel> steadyStatePartials() {
        return advancePartials();
    }
}
