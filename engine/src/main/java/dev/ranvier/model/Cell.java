package dev.ranvier.model;

import dev.ranvier.mechanism.Kinds;
import dev.ranvier.morphology.Compartments;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A cell: in every compartment {@code C dv/dt = I/area - sum of channel currents - current to the neighbours}, gates at
 * steady state at the initial voltage.
 *
 * @param compartments the membrane and how its pieces hang together
 * @param capacitance_uF_per_cm2 membrane capacitance
 * @param axialResistivity_ohm_cm of the cytoplasm; without meaning in a cell of one compartment
 * @param initialVoltage_mV voltage at t = 0, everywhere
 * @param insertions the channels, with different names
 */
public record Cell(
        Compartments compartments,
        Profile capacitance_uF_per_cm2,
        Profile axialResistivity_ohm_cm,
        double initialVoltage_mV,
        List<Insertion> insertions) {
    private static final double USUAL_RESISTIVITY_ohm_cm = 100;

    /** Refuses non-positive sizes, repeated names, and channels that are nowhere. */
    public Cell {
        ModelException.finite("initialVoltage_mV", initialVoltage_mV);
        insertions = List.copyOf(insertions);
        Set<String> names = new HashSet<>();
        for (Insertion insertion : insertions) {
            if (!names.add(insertion.name())) {
                throw new ModelException("two channels of one cell have the name " + insertion.name());
            }
        }
        for (int node = 0; node < compartments.count(); node++) {
            ModelException.positive("axialResistivity_ohm_cm", axialResistivity_ohm_cm.at(compartments, node));
            if (compartments.isCompartment(node)) {
                ModelException.positive("capacitance_uF_per_cm2", capacitance_uF_per_cm2.at(compartments, node));
            }
        }
        for (Insertion insertion : insertions) {
            requireSomewhere(compartments, insertion);
        }
        IonPools.check(compartments, insertions);
    }

    /** A cell of one compartment. */
    public Cell(double area_um2, double capacitance_uF_per_cm2, double initialVoltage_mV, List<Insertion> insertions) {
        this(
                one(area_um2),
                Profile.of(capacitance_uF_per_cm2),
                Profile.of(USUAL_RESISTIVITY_ohm_cm),
                initialVoltage_mV,
                insertions);
    }

    private static Compartments one(double area_um2) {
        ModelException.positive("area_um2", area_um2);
        return Compartments.ofTable(List.of(new Compartments.Row("soma", 1, 0.5, Compartments.NO_NODE, area_um2, 1)));
    }

    private static void requireSomewhere(Compartments compartments, Insertion insertion) {
        if (insertion.nodes(compartments).findAny().isPresent()) {
            return;
        }
        throw new ModelException("channel " + insertion.name() + " is nowhere: no compartment lies in its region "
                + insertion.where() + ". The cell has " + compartments.branchCount() + " branches.");
    }

    /**
     * Refuses a node that it does not have.
     *
     * @throws ModelException for such a node
     */
    public void requireNode(int node) {
        int count = compartments.count();
        if (node < 0 || node >= count) {
            throw new ModelException("there is no node " + node + " in the cell: they are 0 to " + (count - 1));
        }
    }

    /** Lateral area of a cylinder, {@code 2 pi r l}. */
    public static double cylinderArea_um2(double length_um, double radius_um) {
        return 2
                * Math.PI
                * ModelException.positive("radius_um", radius_um)
                * ModelException.positive("length_um", length_um);
    }

    /** The mechanisms by kind. */
    public Kinds kinds() {
        return Kinds.of(insertions.stream().map(Insertion::mechanism).toList());
    }

    /** Whether the current between a node and its parent is not the ohmic one. */
    public boolean hasAxialCurrent(int node) {
        return insertions.stream()
                .anyMatch(insertion -> insertion.mechanism().isAxial() && insertion.isAt(compartments, node));
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
