package dev.ranvier.embed;

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

/** The squid axon's patch, 0.015 nA makes it fire, and more than a patch. */
final class EmbeddedCells {
    private EmbeddedCells() {}

    /** Channels are formulas: with one lane a step is one method. */
    static Cell formulas() {
        Channel sodium = MechanismFormulas.named("na")
                .conductance(120)
                .reversal(50)
                .gateByRates("m", 3, "linoid((v + 40)/10)", "4 * exp(-(v + 65)/18)")
                .gateByRates("h", 1, "0.07 * exp(-(v + 65)/20)", "1/(1 + exp(-(v + 35)/10))")
                .channel();
        Channel potassium = MechanismFormulas.named("k")
                .conductance(36)
                .reversal(-77)
                .gateByRates("n", 4, "0.1 * linoid((v + 55)/10)", "0.125 * exp(-(v + 65)/80)")
                .channel();
        Channel leak =
                MechanismFormulas.named("leak").conductance(0.3).reversal(-54.3).channel();
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -65,
                List.of(
                        new Insertion("na", sodium, Map.of()),
                        new Insertion("k", potassium, Map.of()),
                        new Insertion("leak", leak, Map.of())));
    }

    /** Channels are kernels written by hand. */
    static Cell hand() {
        return new Cell(Cell.cylinderArea_um2(10, 1), 1, -70, insertions());
    }

    /** A soma with a dendrite of seven compartments; 0.3 nA makes it fire. */
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
