package dev.ranvier.files.model;

import dev.ranvier.files.input.Place;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.parameter.Parameter;
import java.util.List;

/**
 * What of a model file a fit may change: a number marked {@code {fit: ...}}, or a network that is yet to be learned.
 *
 * @param factor how many of the engine's units the unit of its key is
 * @param writing how what is found is written
 * @param parts the numbers
 * @param place where the file has it
 * @param span where the text has it
 */
public record FitMark(double factor, Writing writing, List<Part> parts, Place place, TextSpan span) {
    /** Copies the list. */
    public FitMark {
        parts = List.copyOf(parts);
    }

    /** How what is found is written. */
    public sealed interface Writing {
        /** As a number in the place of the mark. */
        record InPlace() implements Writing {}

        /** As numbers in the place of the mark, one for each region or branch. */
        record ByRegion() implements Writing {}

        /** As the weights of the network that a channel gets. */
        record Network(String channel, LearnedFlow flow) implements Writing {}
    }

    /**
     * A number.
     *
     * @param region the name of the part of the cell that it is of; empty where all share it
     * @param parameter in the engine's unit, named as in the file
     */
    public record Part(String region, Parameter parameter) {}
}
