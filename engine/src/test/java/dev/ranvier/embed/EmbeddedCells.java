package dev.ranvier.embed;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import java.util.List;
import java.util.Map;

/** The squid axon's patch, 0.015 nA makes it fire, and more than a patch. */
final class EmbeddedCells {
    private EmbeddedCells() {}

    /** With one lane a step is one method. */
    static Cell patch() {
        return new Cell(Cell.cylinderArea_um2(10, 1), 1, -70, insertions());
    }

    /** A soma with a dendrite of seven compartments, stepped kernel by kernel; 0.3 nA makes it fire. */
    static Cell tree() {
        Compartments nodes = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 1, 200, 2)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(7)),
                        CableProperties.uniform(100, 1));
        return new Cell(nodes, Profile.of(1), Profile.of(100), -70, insertions());
    }

    private static List<Insertion> insertions() {
        return List.of(
                new Insertion("na", HodgkinHuxley.sodium(), Map.of()),
                new Insertion("k", HodgkinHuxley.potassium(), Map.of()),
                new Insertion("leak", HodgkinHuxley.leak(), Map.of()));
    }
}
