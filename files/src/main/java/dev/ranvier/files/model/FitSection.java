package dev.ranvier.files.model;

import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The channels that are networks and yet to be learned. */
    public List<String> networks() {
        return marks.stream()
                .flatMap(mark -> mark.writing() instanceof FitMark.Writing.Network network
                        ? Stream.of(network.channel())
                        : Stream.empty())
                .toList();
    }

    /** The parameters of a channel among them. */
    Set<String> parametersOf(String channel) {
        return parameters().stream()
                .map(Parameter::quantity)
                .flatMap(quantity -> switch (quantity) {
                    case Quantity.ChannelParameter of when of.channel().equals(channel) -> Stream.of(of.parameter());
                    case Quantity.ChannelFactor of when of.channel().equals(channel) -> Stream.of(of.parameter());
                    default -> Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    /** How many of the engine's units the unit of each parameter is in the model file. */
    public List<Double> factors() {
        return marks.stream()
                .flatMap(mark -> mark.parts().stream().map(_ -> mark.factor()))
                .toList();
    }
}
