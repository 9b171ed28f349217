package dev.ranvier.integrate;

import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.HybridChannel;
import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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

    /** The squid axon with curves in the place of sodium's h, and of all of potassium; 0.015 nA makes it fire. */
    static Cell curved() {
        Channel sodium = new HybridChannel(
                HodgkinHuxley.sodium(),
                VoltageGrid.STANDARD,
                List.of(new GateKinetics("h", Orientation.INACTIVATION, PackedCells::inactivating)));
        TabulatedChannel potassium = new TabulatedChannel(
                "k",
                VoltageGrid.STANDARD,
                List.of(
                        new TabulatedGate("n", new Power.Fixed(4), Cells.SMOOTH),
                        new TabulatedGate("q", new Power.Fixed(3), Cells.SMOOTH),
                        new TabulatedGate("r", new Power.Fixed(5), Cells.SMOOTH)),
                36,
                -75);
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion("na", sodium, Map.of()),
                        new Insertion("k", potassium, Map.of()),
                        new Insertion(HodgkinHuxley.leak())));
    }

    private static void inactivating(VoltageGrid grid, double[] logitInf, double[] logTau) {
        for (int k = 0; k < grid.nodes(); k++) {
            logitInf[k] = -(grid.voltage_mV(k) + 60) / 7;
            logTau[k] = 0.5;
        }
    }

    /**
     * The squid axon with so many potassium channels whose gates are of one form, with other numbers: those of every other one close where it is
     * depolarised; 0.015 nA makes it fire.
     */
    static Cell alike(int channels) {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -65,
                Stream.concat(
                                insertions().stream(),
                                IntStream.range(0, channels).mapToObj(PackedCells::oneOfMany))
                        .toList());
    }

    private static Insertion oneOfMany(int k) {
        String opening = k % 2 == 0 ? "half - v" : "v - half";
        Channel channel = MechanismFormulas.named("one" + k)
                .conductance(0.01 + 0.002 * k)
                .reversal(-77 + k)
                .parameter(number("half_mV", -60 + 3 * k))
                .parameter(number("slope_mV", 5 + 0.7 * k))
                .parameter(number("rise_mV", 10 + 0.3 * k))
                .parameter(number("fall_mV", 12 - 0.2 * k))
                .parameter(number("most_ms", 3 + k))
                .gateByTarget(
                        "x",
                        1 + k % 3,
                        "1/(1 + exp((" + opening + ")/slope))",
                        "0.1 + most/(exp((v - half)/rise) + exp((half - v)/fall))")
                .channel();
        return new Insertion("one" + k, channel, Map.of());
    }

    private static Field number(String name, double value) {
        return new Field(name, value, -200, 200);
    }

    /** A soma with a dendrite of so many compartments, squid channels everywhere; 0.3 nA makes it fire. */
    static Cell chain(int ofDendrite) {
        Compartments nodes = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 1, 200, 2)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(ofDendrite)),
                        CableProperties.uniform(100, 1));
        return new Cell(nodes, Profile.of(1), Profile.of(100), -65, insertions());
    }

    /** A soma with a trunk of two compartments that forks at its end, where there is no membrane, into two branches that only leak; 0.3 nA makes it fire. */
    static Cell forked() {
        Compartments nodes = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("trunk", SwcType.BASAL, "soma", 1, 100, 2)
                .cylinder("left", SwcType.APICAL, "trunk", 1, 80, 1)
                .cylinder("right", SwcType.APICAL, "trunk", 1, 60, 1)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("trunk", 2), new Discretisation.PerBranch(1)),
                        CableProperties.uniform(100, 1));
        Region firing = new Region.OfType(Set.of(SwcType.SOMA, SwcType.BASAL));
        List<Insertion> channels = List.of(
                new Insertion("na", HodgkinHuxley.sodium(), Map.of()).in(firing),
                new Insertion("k", HodgkinHuxley.neuronPotassium(), Map.of()).in(firing),
                new Insertion("leak", HodgkinHuxley.neuronLeak(), Map.of()));
        return new Cell(nodes, Profile.of(1), Profile.of(100), -65, channels);
    }

    private static List<Insertion> insertions() {
        return List.of(
                new Insertion("na", HodgkinHuxley.sodium(), Map.of()),
                new Insertion("k", HodgkinHuxley.neuronPotassium(), Map.of()),
                new Insertion("leak", HodgkinHuxley.neuronLeak(), Map.of()));
    }
}
