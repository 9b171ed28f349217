package dev.ranvier.files.judge;

import dev.ranvier.model.Profile;
import dev.ranvier.morphology.Compartments;

/**
 * How much membrane a cell has, by which currents are judged.
 *
 * @param area_um2 of all of it
 * @param capacitance_nF of all of it
 * @param isOnePiece whether a current charges all of it at once
 */
public record MembraneSize(double area_um2, double capacitance_nF, boolean isOnePiece) {
    private static final double nF_PER_uF_PER_CM2_UM2 = 1e-5, uA_PER_CM2_OF_nA_PER_UM2 = 1e5;

    /** Of a cell cut like this. */
    public static MembraneSize of(Compartments compartments, Profile capacitance_uF_per_cm2) {
        double area_um2 = 0, capacitance_nF = 0;
        int pieces = 0;
        for (int node = 0; node < compartments.count(); node++) {
            if (compartments.isCompartment(node)) {
                double area = compartments.area_um2(node);
                area_um2 += area;
                capacitance_nF += capacitance_uF_per_cm2.at(compartments, node) * area * nF_PER_uF_PER_CM2_UM2;
                pieces++;
            }
        }
        return new MembraneSize(area_um2, capacitance_nF, pieces == 1);
    }

    /** A current over all of the membrane. */
    double density_uA_per_cm2(double current_nA) {
        return current_nA / area_um2 * uA_PER_CM2_OF_nA_PER_UM2;
    }
}
