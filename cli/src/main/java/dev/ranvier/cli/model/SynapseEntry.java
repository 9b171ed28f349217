package dev.ranvier.cli.model;

import dev.ranvier.model.Synapse;

/**
 * A synapse of a model file.
 *
 * @param synapse the synapse
 * @param site where it is
 */
public record SynapseEntry(Synapse synapse, Site site) {}
