package dev.ranvier.model;

import dev.ranvier.channel.Channel;
import dev.ranvier.channel.Field;
import java.util.Map;
import java.util.TreeMap;

/**
 * A channel in a membrane.
 *
 * @param name its name in this cell, for recordings and messages
 * @param channel the mechanism
 * @param parameters values that differ from the channel's defaults, by the names in its schema
 */
public record Insertion(String name, Channel channel, Map<String, Double> parameters) {
    /** Refuses parameters that the channel does not have or that are out of range. */
    public Insertion {
        parameters = Map.copyOf(new TreeMap<>(parameters));
        for (Map.Entry<String, Double> entry : parameters.entrySet()) {
            int index = channel.schema().parameterIndex(entry.getKey());
            if (index < 0) {
                throw new ModelException(
                        "channel " + name + " (" + channel.schema().name() + ") has no parameter "
                                + entry.getKey() + "; it has "
                                + channel.schema().parameters().stream()
                                        .map(Field::name)
                                        .toList());
            }
            Field field = channel.schema().parameters().get(index);
            double value = entry.getValue();
            if (!(field.low() <= value && value <= field.high())) {
                throw new ModelException(field.name() + " of channel " + name + " must lie in [" + field.low() + ", "
                        + field.high() + "]: " + field.name() + "=" + value);
            }
        }
    }

    /** The channel with its defaults, under its own name. */
    public Insertion(Channel channel) {
        this(channel.schema().name(), channel, Map.of());
    }

    /** Value of the parameter at {@code index} of the channel's schema. */
    public double parameter(int index) {
        Field field = channel.schema().parameters().get(index);
        return parameters.getOrDefault(field.name(), field.value());
    }
}
