package dev.ranvier.cli.model;

import dev.ranvier.model.Stimulus;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A current of a model file.
 *
 * @param stimulus the current
 * @param file where a sampled current was read from
 */
public record StimulusEntry(Stimulus stimulus, Optional<Path> file) {}
