package dev.ranvier.reduce;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import java.util.List;
import java.util.Map;

/** Cells that tests of reductions use. */
final class ReducedCells {
    private ReducedCells() {}

    /** A soma with a forked dendrite and one that is not. */
    static Cell tree(int perBranch) {
        return cell(new MorphologyBuilder()
                .soma(20, 20)
                .branch("trunk", SwcType.APICAL, "soma", 1, 120, 3, 2)
                .branch("left", SwcType.APICAL, "trunk", 1, 150, 1.6, 0.8)
                .branch("right", SwcType.APICAL, "trunk", 1, 180, 1.4, 0.8)
                .branch("basal", SwcType.BASAL, "soma", 0.5, 140, 1.8, 1)
                .build()
                .discretise(new Discretisation.PerBranch(perBranch)));
    }

    /** A soma with a chain of two compartments, each on the middle of the one before. */
    static Cell chain() {
        return cell(new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("near", SwcType.BASAL, "soma", 0.5, 100, 3)
                .cylinder("far", SwcType.BASAL, "near", 0.5, 200, 2)
                .build()
                .discretise(new Discretisation.PerBranch(1)));
    }

    private static Cell cell(Compartments compartments) {
        return new Cell(
                compartments,
                Profile.of(1),
                Profile.of(100),
                -70,
                List.of(
                        new Insertion("na", Pospischil.sodium(), Map.of()),
                        new Insertion("kd", Pospischil.potassium(), Map.of()),
                        new Insertion("leak", Pospischil.leak(), Map.of())));
    }

    /** A cell with an electrode, at 0.025 ms. */
    static Neuron neuron(Cell cell) {
        return new Neuron(cell, Scheme.STAGGERED, 0.025, new InitialCondition.AtVoltage(), -10);
    }
}
