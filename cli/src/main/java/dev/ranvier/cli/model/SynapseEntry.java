package dev.ranvier.cli.model;

import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Synapse;
import java.util.Optional;

/** A synapse of a model file. */
public sealed interface SynapseEntry {
    /** Where it is. */
    Site site();

    /**
     * A conductance that is a function of time.
     *
     * @param synapse the synapse
     */
    record Conducting(Synapse synapse, Site site) implements SynapseEntry {}

    /**
     * Receptors with states and a current of their own.
     *
     * @param insertion the mechanism in the cell
     * @param arrivals the events, if any come
     */
    record Receptors(Insertion insertion, Optional<Arrivals> arrivals, Site site) implements SynapseEntry {}
}
