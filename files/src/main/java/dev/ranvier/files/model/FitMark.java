package dev.ranvier.files.model;

import dev.ranvier.files.input.Place;
import dev.ranvier.parameter.Parameter;
import java.util.List;

/**
 * A number of a model file that a fit may change, marked {@code {fit: ...}}.
 *
 * @param factor how many of the engine's units the unit of its key is
 * @param split whether there is a number for each region or branch, or one for all
 * @param parts the numbers
 * @param place where the file has it
 * @param span where the text has it
 */
public record FitMark(double factor, boolean split, List<Part> parts, Place place, TextSpan span) {
    /** Copies the list. */
    public FitMark {
        parts = List.copyOf(parts);
    }

    /**
     * A number.
     *
     * @param region the name of the part of the cell that it is of; empty where all share it
     * @param parameter in the engine's unit, named as in the file
     */
    public record Part(String region, Parameter parameter) {}
}
