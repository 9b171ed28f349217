package dev.ranvier.reduce;

import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Insertion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A compartment of a reduced cell, a cylinder: the soma, or a ghost that stands for a part of the dendrites or of the axon.
 *
 * @param name of its branch
 * @param type SWC code of its branch
 * @param parent the compartment on whose middle it stands, by number; -1 for the soma
 * @param area_um2 of its membrane
 * @param coupling_uS conductance to its parent at {@code axialResistivity_ohm_cm}; of the soma without meaning
 * @param capacitance_uF_per_cm2 of its membrane
 * @param axialResistivity_ohm_cm of its cytoplasm
 * @param mechanisms by the name of each mechanism that it has, the parameters by their names in the schema
 */
public record Ghost(
        String name,
        int type,
        int parent,
        double area_um2,
        double coupling_uS,
        double capacitance_uF_per_cm2,
        double axialResistivity_ohm_cm,
        Map<String, Map<String, Double>> mechanisms) {
    /** Copies the map. */
    public Ghost {
        Map<String, Map<String, Double>> copy = new TreeMap<>();
        mechanisms.forEach((mechanism, values) -> copy.put(mechanism, Map.copyOf(values)));
        mechanisms = Map.copyOf(copy);
    }

    /** The same with these mechanisms. */
    Ghost with(Map<String, Map<String, Double>> others) {
        return new Ghost(
                name, type, parent, area_um2, coupling_uS, capacitance_uF_per_cm2, axialResistivity_ohm_cm, others);
    }

    /** What is left of it without a part, so that both together have its membrane, its capacitance and its channels. */
    Ghost without(Ghost part, List<Insertion> kinds) {
        Map<String, Map<String, Double>> left = new HashMap<>();
        for (Insertion kind : kinds) {
            if (mechanisms.containsKey(kind.name())) {
                Map<String, Double> values = new HashMap<>(parameters(kind.name()));
                Map<String, Double> taken = part.mechanisms.getOrDefault(kind.name(), Map.of());
                for (Field density : kind.mechanism().schema().densities()) {
                    values.computeIfPresent(
                            density.name(), (name, value) -> without(part, value, taken.getOrDefault(name, 0.0)));
                }
                left.put(kind.name(), values);
            }
        }
        return new Ghost(
                name,
                type,
                parent,
                area_um2 - part.area_um2,
                coupling_uS,
                without(part, capacitance_uF_per_cm2, part.capacitance_uF_per_cm2),
                axialResistivity_ohm_cm,
                left);
    }

    /** A density of what is left; none where the part has more than all. */
    private double without(Ghost part, double density, double ofPart) {
        return Math.max(0, (density * area_um2 - ofPart * part.area_um2) / (area_um2 - part.area_um2));
    }

    /** The parameters of a mechanism that it has, by their names in the schema. */
    public Map<String, Double> parameters(String mechanism) {
        return Objects.requireNonNull(mechanisms.get(mechanism));
    }

    /** One of them. */
    public double parameter(String mechanism, String name) {
        return Objects.requireNonNull(parameters(mechanism).get(name));
    }

    /**
     * The diameter at which a cylinder has this area and, from its middle to its start, this conductance:
     * {@code 1/G = 0.01 Ra (l/2) / (pi (d/2)^2)} and {@code area = pi d l} give {@code d^3 = 0.02 Ra area G / pi^2}. The soma is as
     * long as wide.
     */
    public double diameter_um() {
        return parent < 0
                ? Math.sqrt(area_um2 / Math.PI)
                : Math.cbrt(0.02 * axialResistivity_ohm_cm * area_um2 * coupling_uS / (Math.PI * Math.PI));
    }

    /** The length of the cylinder, {@code area / (pi d)}. */
    public double length_um() {
        return area_um2 / (Math.PI * diameter_um());
    }
}
