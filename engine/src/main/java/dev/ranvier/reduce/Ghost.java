package dev.ranvier.reduce;

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

    /** The same with less membrane, but at least half of it. */
    Ghost without(double less_um2) {
        return new Ghost(
                name,
                type,
                parent,
                Math.max(area_um2 / 2, area_um2 - less_um2),
                coupling_uS,
                capacitance_uF_per_cm2,
                axialResistivity_ohm_cm,
                mechanisms);
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
