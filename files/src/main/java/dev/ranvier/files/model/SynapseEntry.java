package dev.ranvier.files.model;

import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Synapse;
import java.util.List;
import java.util.Optional;

/** A synapse of a model file. */
public sealed interface SynapseEntry {
    /** Where it is. */
    Site site();

    /** When events open it; none for one that noise opens. */
    List<Double> events_ms();

    /**
     * A conductance that is a function of time.
     *
     * @param synapse the synapse
     */
    record Conducting(Synapse synapse, Site site) implements SynapseEntry {
        @Override
        public List<Double> events_ms() {
            return synapse.conductances().getFirst() instanceof Conductance.Events events
                    ? events.events().stream().map(Conductance.Event::time_ms).toList()
                    : List.of();
        }
    }

    /**
     * Receptors with states and a current of their own.
     *
     * @param insertion the mechanism in the cell
     * @param arrivals the events, if any come
     * @param isImported whether a {@code .mod} file or formulas give them
     */
    record Receptors(Insertion insertion, Optional<Arrivals> arrivals, Site site, boolean isImported)
            implements SynapseEntry {
        @Override
        public List<Double> events_ms() {
            return arrivals.stream()
                    .flatMap(events -> events.trains().getFirst().events().stream())
                    .map(EventTrain.Event::time_ms)
                    .toList();
        }
    }
}
