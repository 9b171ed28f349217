package dev.ranvier.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A single-compartment cell: {@code C dv/dt = I/area - sum of channel currents}, gates at steady state at the initial
 * voltage.
 *
 * @param area_um2 membrane area
 * @param capacitance_uF_per_cm2 membrane capacitance
 * @param initialVoltage_mV voltage at t = 0
 * @param insertions the channels, with different names
 */
public record Cell(
        double area_um2, double capacitance_uF_per_cm2, double initialVoltage_mV, List<Insertion> insertions) {
    /** Refuses non-positive sizes and repeated names. */
    public Cell {
        ModelException.positive("area_um2", area_um2);
        ModelException.positive("capacitance_uF_per_cm2", capacitance_uF_per_cm2);
        ModelException.finite("initialVoltage_mV", initialVoltage_mV);
        insertions = List.copyOf(insertions);
        Set<String> names = new HashSet<>();
        for (Insertion insertion : insertions) {
            if (!names.add(insertion.name())) {
                throw new ModelException("two channels of one cell have the name " + insertion.name());
            }
        }
    }

    /** Lateral area of a cylinder, {@code 2 pi r l}. */
    public static double cylinderArea_um2(double length_um, double radius_um) {
        return 2
                * Math.PI
                * ModelException.positive("radius_um", radius_um)
                * ModelException.positive("length_um", length_um);
    }

    /** Position of the insertion {@code name}; refuses an unknown name. */
    public int indexOf(String name) {
        for (int k = 0; k < insertions.size(); k++) {
            if (insertions.get(k).name().equals(name)) {
                return k;
            }
        }
        throw new ModelException("no channel named " + name + "; the cell has "
                + insertions.stream().map(Insertion::name).toList());
    }
}
