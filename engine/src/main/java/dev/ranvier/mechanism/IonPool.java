package dev.ranvier.mechanism;

import java.util.List;
import java.util.Optional;

/**
 * What is inside of an ion, under the membrane; its states are the ion's concentration, its reversal potential, and whatever else the
 * concentration depends on, as what is bound to a buffer. The engine sums the currents of the channels that carry the ion into the
 * pool's {@link Sites#i}, and supplies the first two states to the channels that name them; see {@link IonUse}.
 *
 * <p>Unlike gates, these states live at the times of the voltage. {@link #advance} is
 * {@code next = state relaxed for a step at the fixed current i}, {@link #steadyState} the state at t = 0.
 */
public non-sealed interface IonPool extends Mechanism {
    /** Index of the state that is the concentration [mM]. */
    int CONCENTRATION = 0;
    /** Index of the state that is the reversal potential [mV]. */
    int REVERSAL = 1;

    /** The ion. */
    Ion ion();

    /**
     * A pool knows its states before the step, but for the reversal potential, the current of its ion and parameters; its reversal
     * potential knows the concentration of its own time and parameters. It has no current and uses no ion.
     */
    @Override
    default Optional<String> flaw() {
        Schema schema = schema();
        if (schema.states().size() <= REVERSAL) {
            return Optional.of(
                    "a pool has a concentration and a reversal potential, in this order, and perhaps more states");
        }
        if (!schema.ions().isEmpty()) {
            return Optional.of("a pool is filled by the channels and uses no ion itself: " + schema.ions());
        }
        return schema.partials().stream()
                .filter(partial -> switch (partial.of()) {
                    case Partial.CURRENT -> true;
                    case REVERSAL ->
                        partial.by() != Partial.By.PARAMETER && !partial.equals(Partial.reversalByConcentration());
                    default ->
                        switch (partial.by()) {
                            case STATE -> partial.index() == REVERSAL;
                            case ION_CURRENT, PARAMETER -> false;
                            case VOLTAGE, NEXT_STATE, SHARED, PARENT_VOLTAGE, WEIGHT -> true;
                        };
                })
                .findFirst()
                .map(partial ->
                        "a pool's reversal potential depends on the concentration of its own time and on parameters"
                                + " alone, the other states on each other before the step, the current of the ion and"
                                + " parameters, not as "
                                + partial + " says");
    }

    /**
     * Writes the partials of {@link #advance}. Those of the concentration and of further states are by these states before the
     * step, the current and parameters. The reversal potential follows the concentration of its own time: its partials are by that,
     * which stands in {@code next}, and parameters. Reads i, state, next as {@link #advance} left it, parameter.
     */
    @Override
    List<SiteKernel> advancePartials();

    /** As {@link #advancePartials}, of {@link #steadyState}. */
    @Override
    List<SiteKernel> steadyStatePartials();
}
