package dev.ranvier.files.model;

import dev.ranvier.record.Probe;

/**
 * A quantity that a model file asks to record.
 *
 * @param probe what to record
 * @param site where
 * @param name what the file calls it: {@code k.n}, {@code v@apical[0](0.5)}
 * @param title the quantity with its unit, and where it is not at the middle of the root, where it is
 */
public record ProbeEntry(Probe probe, Site site, String name, String title) {}
