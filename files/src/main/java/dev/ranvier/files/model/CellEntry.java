package dev.ranvier.files.model;

import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Morphology;
import java.util.List;
import java.util.Optional;

/**
 * The membrane of a model file's cell, without its channels.
 *
 * @param morphology its shape; a cell given by an area has none
 * @param compartments the pieces into which it is cut
 * @param rule how it is cut, for people
 * @param capacitance_uF_per_cm2 membrane capacitance
 * @param axialResistivity_ohm_cm of the cytoplasm
 * @param initialVoltage_mV voltage at t = 0
 * @param celsius_degC temperature, if it is given
 */
public record CellEntry(
        Optional<Morphology> morphology,
        Compartments compartments,
        String rule,
        Profile capacitance_uF_per_cm2,
        Profile axialResistivity_ohm_cm,
        double initialVoltage_mV,
        Optional<Double> celsius_degC) {
    /** The cell with these channels. */
    Cell with(List<Insertion> insertions) {
        return new Cell(compartments, capacitance_uF_per_cm2, axialResistivity_ohm_cm, initialVoltage_mV, insertions);
    }

    /** How many compartments there are, ends of branches not counted. */
    public int compartmentCount() {
        int count = 0;
        for (int node = 0; node < compartments.count(); node++) {
            count += compartments.isCompartment(node) ? 1 : 0;
        }
        return count;
    }
}
