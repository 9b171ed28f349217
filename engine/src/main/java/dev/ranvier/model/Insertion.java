package dev.ranvier.model;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.morphology.Compartments;
import java.util.Map;
import java.util.TreeMap;

/**
 * A channel in a membrane.
 *
 * @param name its name in this cell, for recordings and messages
 * @param channel the mechanism
 * @param parameters values that differ from the channel's defaults, by the names in its schema
 * @param where the part of the cell that has the channel
 */
public record Insertion(String name, Channel channel, Map<String, Profile> parameters, Region where) {
    /** Refuses parameters that the channel does not have, and constants out of range. */
    public Insertion {
        parameters = Map.copyOf(new TreeMap<>(parameters));
        for (Map.Entry<String, Profile> entry : parameters.entrySet()) {
            int index = channel.schema().parameterIndex(entry.getKey());
            if (index < 0) {
                throw new ModelException(
                        "channel " + name + " (" + channel.schema().name() + ") has no parameter "
                                + entry.getKey() + "; it has "
                                + channel.schema().parameters().stream()
                                        .map(Field::name)
                                        .toList());
            }
            if (entry.getValue() instanceof Profile.Constant(double value)) {
                inRange(name, channel.schema().parameters().get(index), value, "");
            }
        }
    }

    /** The same values everywhere. */
    public Insertion(String name, Channel channel, Map<String, Double> parameters) {
        this(name, channel, constants(parameters), Region.everywhere());
    }

    /** The channel with its defaults, under its own name, everywhere. */
    public Insertion(Channel channel) {
        this(channel.schema().name(), channel, Map.of());
    }

    /** The same in a part of the cell only. */
    public Insertion in(Region region) {
        return new Insertion(name, channel, parameters, region);
    }

    private static Map<String, Profile> constants(Map<String, Double> values) {
        Map<String, Profile> profiles = new TreeMap<>();
        values.forEach((key, value) -> profiles.put(key, Profile.of(value)));
        return profiles;
    }

    /** Value of the parameter at {@code index} of the channel's schema in a compartment; refuses one out of range. */
    public double parameter(int index, Compartments compartments, int node) {
        Field field = channel.schema().parameters().get(index);
        Profile profile = parameters.get(field.name());
        if (profile == null) {
            return field.value();
        }
        return inRange(name, field, profile.at(compartments, node), at(compartments, node));
    }

    private static String at(Compartments compartments, int node) {
        return " on branch " + compartments.branchName(compartments.branch(node)) + " at "
                + compartments.fraction(node);
    }

    private static double inRange(String name, Field field, double value, String where) {
        if (!(field.low() <= value && value <= field.high())) {
            throw new ModelException(field.name() + " of channel " + name + where + " must lie in [" + field.low()
                    + ", " + field.high() + "]: " + field.name() + "=" + value);
        }
        return value;
    }
}
