package dev.ranvier.model;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.morphology.Compartments;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A mechanism in a part of a cell.
 *
 * @param name its name in this cell, for recordings and messages
 * @param mechanism what it does
 * @param parameters values that differ from the mechanism's defaults, by the names in its schema
 * @param where the part of the cell that has it: the compartments, or for an {@link dev.ranvier.mechanism.AxialCurrent} the nodes
 *     that it connects with their parents
 */
public record Insertion(String name, Mechanism mechanism, Map<String, Profile> parameters, Region where) {
    /** Refuses a mechanism that is not sound, parameters that it does not have, and constants out of range. */
    public Insertion {
        mechanism.flaw().ifPresent(flaw -> {
            throw new ModelException("the schema of " + mechanism.schema().name() + " makes no sense: " + flaw);
        });
        parameters = Map.copyOf(new TreeMap<>(parameters));
        for (Map.Entry<String, Profile> entry : parameters.entrySet()) {
            int index = mechanism.schema().parameterIndex(entry.getKey());
            if (index < 0) {
                throw new ModelException(
                        "channel " + name + " (" + mechanism.schema().name() + ") has no parameter "
                                + entry.getKey() + "; it has "
                                + mechanism.schema().parameters().stream()
                                        .map(Field::name)
                                        .toList());
            }
            if (entry.getValue() instanceof Profile.Constant(double value)) {
                inRange(name, mechanism.schema().parameters().get(index), value, "");
            }
        }
    }

    /** The same values everywhere. */
    public Insertion(String name, Mechanism mechanism, Map<String, Double> parameters) {
        this(name, mechanism, constants(parameters), Region.everywhere());
    }

    /** The mechanism with its defaults, under its own name, everywhere. */
    public Insertion(Mechanism mechanism) {
        this(mechanism.schema().name(), mechanism, Map.of());
    }

    /** The same in a part of the cell only. */
    public Insertion in(Region region) {
        return new Insertion(name, mechanism, parameters, region);
    }

    /**
     * The same with rates in tables, where these depend on the voltage and on parameters that are the same everywhere.
     *
     * @param free parameters that may be changed later, which keep rates out of tables
     */
    public Insertion tabulated(Set<String> free) {
        Map<String, Double> constant = new TreeMap<>();
        for (Field field : mechanism.schema().parameters()) {
            Profile given = parameters.getOrDefault(field.name(), Profile.of(field.value()));
            if (given instanceof Profile.Constant(double value) && !free.contains(field.name())) {
                constant.put(field.name(), value);
            }
        }
        Mechanism tabulated = mechanism.tabulated(constant);
        Map<String, Profile> left = new TreeMap<>(parameters);
        left.keySet().removeIf(parameter -> tabulated.schema().parameterIndex(parameter) < 0);
        return new Insertion(name, tabulated, left, where);
    }

    /** Whether the mechanism stands at a node, or between it and its parent. */
    public boolean isAt(Compartments compartments, int node) {
        boolean possible = mechanism.isAxial() ? compartments.parent(node) >= 0 : compartments.isCompartment(node);
        return possible && where.contains(compartments, node);
    }

    /** The nodes at which the mechanism stands, in order. */
    public IntStream nodes(Compartments compartments) {
        return IntStream.range(0, compartments.count()).filter(node -> isAt(compartments, node));
    }

    private static Map<String, Profile> constants(Map<String, Double> values) {
        Map<String, Profile> profiles = new TreeMap<>();
        values.forEach((key, value) -> profiles.put(key, Profile.of(value)));
        return profiles;
    }

    /** Value of the parameter at {@code index} of the mechanism's schema in a compartment; refuses one out of range. */
    public double parameter(int index, Compartments compartments, int node) {
        Field field = mechanism.schema().parameters().get(index);
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
