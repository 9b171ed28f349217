package dev.ranvier.benchmarks;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A branched neuron reduced to its soma and a chain of ghosts: compartments that share the membrane of all the rest. */
final class GhostChain {
    private static final double DIAMETER_um = 20;

    private GhostChain() {}

    /** The soma of {@code full} as it is, and the rest of its membrane in equal parts; Pospischil's channels everywhere. */
    static Cell of(Compartments full, int ghosts) {
        double soma_um2 = full.area_um2(IntStream.range(0, full.count())
                .filter(full::isCompartment)
                .findFirst()
                .orElseThrow());
        double rest_um2 = IntStream.range(0, full.count())
                        .filter(full::isCompartment)
                        .mapToDouble(full::area_um2)
                        .sum()
                - soma_um2;
        double side_um = Math.sqrt(soma_um2 / Math.PI);
        MorphologyBuilder builder = new MorphologyBuilder().soma(side_um, side_um);
        for (int k = 1; k <= ghosts; k++) {
            double length_um = rest_um2 / ghosts / (Math.PI * DIAMETER_um);
            builder = builder.cylinder(
                    branch(k), SwcType.BASAL, k == 1 ? "soma" : branch(k - 1), 1, length_um, DIAMETER_um);
        }
        return new Cell(
                builder.build().discretise(new Discretisation.PerBranch(1)),
                Profile.of(1),
                Profile.of(100),
                -70,
                List.of(
                        new Insertion("na", Pospischil.sodium(), Map.of()),
                        new Insertion("k", Pospischil.potassium(), Map.of()),
                        new Insertion("leak", Pospischil.leak(), Map.of()),
                        new Insertion("km", Pospischil.mCurrent(), Map.of())));
    }

    /** The branch that ghost {@code k} is, from 1. */
    static String branch(int k) {
        return "ghost" + k;
    }
}
