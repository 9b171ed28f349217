package dev.ranvier.model;

import java.util.List;

/**
 * Events that arrive at one place of a point process.
 *
 * @param process its name in the cell
 * @param node the compartment
 * @param trains the events, one train for all lanes, or one a lane
 */
public record Arrivals(String process, int node, List<EventTrain> trains) {
    /** Copies the list. */
    public Arrivals {
        trains = List.copyOf(trains);
        if (trains.isEmpty()) {
            throw new ModelException("events at " + process + " need a train");
        }
    }
}
