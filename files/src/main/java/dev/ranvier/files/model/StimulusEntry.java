package dev.ranvier.files.model;

import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;

/**
 * A current of a model file.
 *
 * @param stimulus the current
 * @param site where it is injected
 */
public record StimulusEntry(Stimulus stimulus, Site site) {
    /** The same for the engine. */
    public Injection injection() {
        return new Injection(site.node(), stimulus);
    }
}
