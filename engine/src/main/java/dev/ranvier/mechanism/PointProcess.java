package dev.ranvier.mechanism;

import dev.ranvier.mechanism.Partial.By;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A current [nA] out of the cell at one compartment, with states that events change: a synapse, for instance.
 *
 * <p>An event arrives in the step that begins nearest to it, as in NEURON's fixed step: at t if
 * {@code t - dt/2 < time <= t + dt/2}. Events of one place in the same step arrive as one, their weights added.
 */
public non-sealed interface PointProcess extends Placed {
    /** A point process knows the voltage, its own states before the step, and, in {@link #receive}, weights. */
    @Override
    default Optional<String> flaw() {
        return schema().partials().contains(new Partial(Partial.CURRENT, By.WEIGHT, 0))
                ? Optional.of("the current of a point process depends on its states, and they alone on events")
                : flaw(
                        Set.of(By.VOLTAGE, By.STATE, By.PARAMETER, By.WEIGHT, By.SHARED),
                        "a point process depends on the voltage, weights of events");
    }

    /**
     * {@code next = state after an event of weight} {@link Sites#weight}. Runs over all places: where none arrives the weight is 0,
     * and the state must stay as it is. Reads v, state, parameter, weight; writes next.
     */
    List<SiteKernel> receive();

    /**
     * Writes the partials of {@link #receive} in the places of those of {@link #advance}, all of them, and those by the weight.
     * Reads what that reads.
     */
    List<SiteKernel> receivePartials();
}
