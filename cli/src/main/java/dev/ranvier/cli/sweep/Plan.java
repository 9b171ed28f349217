package dev.ranvier.cli.sweep;

import dev.ranvier.files.model.YamlValue;
import dev.ranvier.loss.Feature;
import dev.ranvier.sweep.Design;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a plan says.
 *
 * @param file the plan's file
 * @param model the model's file
 * @param design the points; the names of their numbers are keys of the model
 * @param recordings files of recordings; none to run the model as it is
 * @param sites where they were made: none, one for all, or one each
 * @param keep what to keep of each point
 * @param chunkPoints points of a chunk, if given
 */
record Plan(
        Path file,
        Path model,
        Design design,
        List<Path> recordings,
        List<String> sites,
        Keep keep,
        OptionalInt chunkPoints) {

    /**
     * What to keep of each point. Quantities are written as in the list {@code record} of a model.
     *
     * @param spikes whose spikes
     * @param spikeThreshold_mV the voltage that a spike rises through, if given
     * @param features whose features, if any
     * @param traces which samples
     * @param gradient whether to keep the derivatives of the loss
     */
    record Keep(
            List<YamlValue> spikes,
            Optional<Double> spikeThreshold_mV,
            Optional<Features> features,
            List<YamlValue> traces,
            boolean gradient) {}

    /** Features, of which voltages, and when the stimulus is on. */
    record Features(
            List<Feature> features,
            List<YamlValue> of,
            double start_ms,
            double end_ms,
            Optional<Double> threshold_mV) {}
}
