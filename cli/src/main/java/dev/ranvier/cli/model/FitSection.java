package dev.ranvier.cli.model;

import dev.ranvier.parameter.Parameter;
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

    /** What a fit may change, in the order of the marks. */
    public List<Parameter> parameters() {
        return marks.stream()
                .flatMap(mark -> mark.parts().stream())
                .map(FitMark.Part::parameter)
                .toList();
    }

    /** How many of the engine's units the unit of each parameter is in the model file. */
    public List<Double> factors() {
        return marks.stream()
                .flatMap(mark -> mark.parts().stream().map(_ -> mark.factor()))
                .toList();
    }
}
