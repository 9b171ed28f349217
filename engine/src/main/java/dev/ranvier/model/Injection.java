package dev.ranvier.model;

import java.util.List;

/**
 * A current injected at a node of a cell.
 *
 * @param node where; see {@code Compartments.at}
 * @param stimuli one for all lanes, or one a lane
 */
public record Injection(int node, List<Stimulus> stimuli) {
    /** Copies the list. */
    public Injection {
        stimuli = List.copyOf(stimuli);
        if (stimuli.isEmpty()) {
            throw new ModelException("an injection needs a stimulus");
        }
    }

    /** The same current in all lanes. */
    public Injection(int node, Stimulus stimulus) {
        this(node, List.of(stimulus));
    }
}
