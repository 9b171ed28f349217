package dev.ranvier.integrate;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Channel;
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
import java.util.stream.Stream;

/** Small cells whose steps are one method each. */
final class PackedCells {
    private PackedCells() {}

    /** The squid axon with a Markov scheme and a current that is not ohmic beside its channels; 0.015 nA makes it fire. */
    static Cell schemed() {
        Channel scheme = MechanismFormulas.named("scheme")
                .conductance(2)
                .reversal(-77)
                .reaction("closed", "open", "0.1 * exp((v + 40)/20)", "0.2 * exp(-(v + 40)/30)")
                .reaction("open", "blocked", "0.05", "0.01")
                .current("conductance * open * (v - reversal) / (1 + exp(-(v + 20)/8))")
                .channel();
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -65,
                Stream.concat(insertions().stream(), Stream.of(new Insertion("scheme", scheme, Map.of())))
                        .toList());
    }

    /** A soma with a dendrite of two compartments, squid channels everywhere; 0.3 nA makes it fire. */
    static Cell chain() {
        Compartments nodes = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 1, 200, 2)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(2)),
                        CableProperties.uniform(100, 1));
        return new Cell(nodes, Profile.of(1), Profile.of(100), -65, insertions());
    }

    private static List<Insertion> insertions() {
        return List.of(
                new Insertion("na", HodgkinHuxley.sodium(), Map.of()),
                new Insertion("k", HodgkinHuxley.neuronPotassium(), Map.of()),
                new Insertion("leak", HodgkinHuxley.neuronLeak(), Map.of()));
    }
}
