package dev.ranvier.cli.model;

import dev.ranvier.model.Stimulus;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A current of a model file.
 *
 * @param stimulus the current
 * @param site where it is injected
 * @param file where a sampled current was read from; noise, which is sampled too, has none
 */
public record StimulusEntry(Stimulus stimulus, Site site, Optional<Path> file) {
    /** Whether the current was drawn at random. */
    boolean isNoise() {
        return stimulus instanceof Stimulus.Sampled && file.isEmpty();
    }
}
