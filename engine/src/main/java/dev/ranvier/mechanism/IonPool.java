package dev.ranvier.mechanism;

import java.util.List;

/**
 * What is inside of an ion, under the membrane; its states are the ion's concentration and reversal potential. The engine sums
 * the currents of the channels that carry the ion into the pool's {@link Sites#i}, and supplies the states to the channels that name
 * them; see {@link IonUse}.
 *
 * <p>Unlike gates, these states live at the times of the voltage. {@link #advance} is
 * {@code next = state relaxed for dt_ms at the fixed current i}, {@link #steadyState} the state at t = 0.
 */
public non-sealed interface IonPool extends Mechanism {
    /** Index of the state that is the concentration [mM]. */
    int CONCENTRATION = 0;
    /** Index of the state that is the reversal potential [mV]. */
    int REVERSAL = 1;

    /** The ion. */
    Ion ion();

    /**
     * Writes the partials of {@link #advance}. Those of the concentration are by the concentration before, the current and
     * parameters. The reversal potential follows the concentration of its own time: its partials are by that, which stands in
     * {@code next}, and parameters. Reads i, state, next as {@link #advance} left it, parameter.
     */
    @Override
    List<SiteKernel> advancePartials();

    /** As {@link #advancePartials}, of {@link #steadyState}. */
    @Override
    List<SiteKernel> steadyStatePartials();
}
