package dev.ranvier.model;

import java.util.List;

/**
 * A conductance that opens in time: the current {@code g(t) (v - reversal)} leaves the cell.
 *
 * @param node the compartment with the synapse
 * @param reversal_mV where its current vanishes
 * @param conductances g(t), one for all lanes, or one a lane
 */
public record Synapse(int node, double reversal_mV, List<Conductance> conductances) {
    /** Copies the list. */
    public Synapse {
        ModelException.finite("reversal_mV", reversal_mV);
        conductances = List.copyOf(conductances);
        if (conductances.isEmpty()) {
            throw new ModelException("a synapse needs a conductance");
        }
    }
}
