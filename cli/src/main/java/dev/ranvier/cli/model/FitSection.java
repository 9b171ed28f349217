package dev.ranvier.cli.model;

import java.util.List;

/**
 * What a model file says to a fit.
 *
 * @param marks the numbers that it may change
 * @param loss what it minimises; empty where the file does not say
 * @param text the file, to be written anew
 */
public record FitSection(List<FitMark> marks, List<LossEntry> loss, ModelText text) {
    /** Copies the lists. */
    public FitSection {
        marks = List.copyOf(marks);
        loss = List.copyOf(loss);
    }
}
