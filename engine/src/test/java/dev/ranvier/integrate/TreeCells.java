package dev.ranvier.integrate;

import dev.ranvier.channel.BumpCurrent;
import dev.ranvier.channel.BumpGate;
import dev.ranvier.channel.CoupledPair;
import dev.ranvier.channel.Leak;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.carnevalehines.CarnevaleHines;
import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.PyramidalCell;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.morphology.TaperedTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Cells of many compartments that several tests use. */
public final class TreeCells {
    static final Insertion LOW =
            new Insertion("t", Pospischil.lowThresholdCalcium(), Map.of("conductance_mS_per_cm2", 0.2));

    private static final Region SOMA = new Region.OfType(Set.of(SwcType.SOMA)), DENDRITES = new Region.Except(SOMA);

    private TreeCells() {}

    /** A squid soma with a passive dendrite of 21 compartments. */
    public static Cell ballAndStick() {
        Compartments nodes = new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 1, 300, 2)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(21)),
                        CableProperties.uniform(100, 1));
        List<Insertion> channels = new ArrayList<>(List.of(new Insertion(Leak.of("pas", 0.1, -65)).in(DENDRITES)));
        squid("", 1).forEach(insertion -> channels.add(insertion.in(SOMA)));
        return new Cell(nodes, Profile.of(1), Profile.of(100), -65, channels);
    }

    /** A tapered tree with squid channels everywhere, sparser in the dendrites. */
    public static Cell tree() {
        Compartments nodes = new MorphologyBuilder()
                .soma(18, 22)
                .branch("b1", SwcType.BASAL, "soma", 0.5, 80, 3, 2.4)
                .branch("b2", SwcType.BASAL, "soma", 0.5, 60, 2, 1.2)
                .branch("b3", SwcType.BASAL, "b1", 1, 100, 1.8, 1)
                .branch("b4", SwcType.BASAL, "b1", 1, 120, 1.6, 0.8)
                .branch("b5", SwcType.BASAL, "b3", 1, 90, 1, 0.5)
                .branch("b6", SwcType.BASAL, "b3", 1, 110, 0.9, 0.6)
                .branch("b7", SwcType.BASAL, "b2", 1, 70, 1.1, 0.7)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(5)),
                        CableProperties.uniform(120, 1));
        List<Insertion> channels = new ArrayList<>(List.of(new Insertion(Leak.of("pas", 0.1, -65)).in(DENDRITES)));
        squid("", 1).forEach(insertion -> channels.add(insertion.in(SOMA)));
        squid("dendritic-", 0.3).forEach(insertion -> channels.add(insertion.in(DENDRITES)));
        return new Cell(nodes, Profile.of(1), Profile.of(120), -65, channels);
    }

    /** The tree with every kind of joint, squid channels everywhere, a third of them in the dendrites. */
    static Cell tapered() {
        TaperedTree tree = TaperedTree.read();
        List<Insertion> channels = new ArrayList<>();
        squid("", 1).forEach(insertion -> channels.add(insertion.in(SOMA)));
        squid("dendritic-", 1.0 / 3).forEach(insertion -> channels.add(insertion.in(DENDRITES)));
        List<Profile.ByRegion.Part> resistivity_ohm_cm = new ArrayList<>();
        tree.resistivity_ohm_cm()
                .forEach((branch, value) -> resistivity_ohm_cm.add(
                        new Profile.ByRegion.Part(new Region.OnBranches(Set.of(branch)), Profile.of(value))));
        return new Cell(
                tree.compartments(),
                Profile.of(1),
                new Profile.ByRegion(resistivity_ohm_cm, Double.NaN),
                -65,
                channels);
    }

    /** {@link #tree}, its potassium a tabulated channel everywhere. */
    public static Cell hybrid() {
        Cell tree = tree();
        List<Insertion> channels = new ArrayList<>(tree.insertions().stream()
                .filter(insertion -> !insertion.name().endsWith("k"))
                .toList());
        channels.add(new Insertion(
                "k",
                new TabulatedChannel(
                        "k",
                        VoltageGrid.STANDARD,
                        List.of(new TabulatedGate("n", new Power.Fixed(4), Cells.SMOOTH)),
                        15,
                        -77),
                Map.of()));
        return new Cell(
                tree.compartments(),
                tree.capacitance_uF_per_cm2(),
                tree.axialResistivity_ohm_cm(),
                tree.initialVoltage_mV(),
                channels);
    }

    /** {@link #tree} with a learned current everywhere and a learned gate in two dendrites. */
    public static Cell learned() {
        Cell tree = tree();
        List<Insertion> channels = new ArrayList<>(tree.insertions());
        channels.add(new Insertion("bumps", new BumpCurrent(0.6, -0.8, 1.1, 0.5, 1.4), Map.of()));
        channels.add(new Insertion("gate", new BumpGate(-2, -1, 0.5, 2, 3), Map.of())
                .in(new Region.OnBranches(Set.of("b1", "b3"))));
        return new Cell(
                tree.compartments(),
                tree.capacitance_uF_per_cm2(),
                tree.axialResistivity_ohm_cm(),
                tree.initialVoltage_mV(),
                channels);
    }

    /** The last compartment, which is at a tip. */
    public static int tip(Cell cell) {
        return IntStream.range(0, cell.compartments().count())
                .filter(cell.compartments()::isCompartment)
                .max()
                .orElseThrow();
    }

    private static List<Insertion> squid(String prefix, double share) {
        String g = "conductance_mS_per_cm2";
        return List.of(
                new Insertion(prefix + "na", HodgkinHuxley.sodium(), Map.of(g, share * 120)),
                new Insertion(prefix + "k", HodgkinHuxley.neuronPotassium(), Map.of(g, share * 36)),
                new Insertion(prefix + "leak", HodgkinHuxley.neuronLeak(), Map.of(g, share * 0.3)));
    }

    /** The grown pyramidal cell with Pospischil's channels everywhere. */
    public static Cell pyramidal(Discretisation.Geometric rule) {
        return pospischil(PyramidalCell.USUAL.grow(1).discretise(rule));
    }

    /** Pospischil's channels everywhere. */
    public static Cell pospischil(Compartments nodes) {
        return new Cell(
                nodes,
                Profile.of(1),
                Profile.of(100),
                -70,
                List.of(
                        new Insertion(Pospischil.sodium()),
                        new Insertion(Pospischil.potassium()),
                        new Insertion(Pospischil.leak()),
                        new Insertion(Pospischil.mCurrent())));
    }

    /** Calcium channels everywhere, pools in the soma and one dendrite, calcium-dependent potassium there and beyond. */
    public static Cell calcium() {
        return calcium(new Insertion("pool", Destexhe.calciumPool(), Map.of("depth_um", 0.1, "tau_ms", 80.0)));
    }

    /** The same with a buffer in its pools. */
    public static Cell buffered() {
        return calcium(new Insertion(
                "pool",
                CarnevaleHines.bufferedCalciumPool(),
                Map.of("depth_um", 0.1, "tau_ms", 80.0, "total_mM", 0.03)));
    }

    private static Cell calcium(Insertion pool) {
        Compartments nodes = new MorphologyBuilder()
                .soma(30, 30)
                .branch("a", SwcType.BASAL, "soma", 1, 100, 3, 2)
                .branch("b", SwcType.BASAL, "a", 1, 80, 2, 1)
                .branch("c", SwcType.BASAL, "a", 1, 80, 1.5, 1)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(2)),
                        CableProperties.uniform(150, 1));
        List<Insertion> insertions = new ArrayList<>(List.of(
                new Insertion(Pospischil.sodium()),
                new Insertion(Pospischil.potassium()),
                new Insertion(Pospischil.leak()),
                new Insertion("ca", Pospischil.highThresholdCalcium(), Map.of()),
                LOW.in(new Region.OnBranches(Set.of("a", "b"))),
                new Insertion(
                        "kca", Destexhe.calciumPotassium(), Map.of("conductance_mS_per_cm2", 1.0, "calcium_mM", 0.01)),
                pool.in(new Region.OnBranches(Set.of("soma", "b")))));
        return new Cell(nodes, Profile.of(1), Profile.of(150), -70, insertions);
    }

    /** Squid channels whose potassium is a Markov scheme, and on two branches a channel whose gates pull at each other. */
    public static Cell coupled() {
        Compartments nodes = new MorphologyBuilder()
                .soma(30, 30)
                .branch("a", SwcType.BASAL, "soma", 1, 100, 3, 2)
                .branch("b", SwcType.BASAL, "a", 1, 80, 2, 1)
                .branch("c", SwcType.BASAL, "a", 1, 80, 1.5, 1)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(2)),
                        CableProperties.uniform(150, 1));
        return new Cell(
                nodes,
                Profile.of(1),
                Profile.of(150),
                -65,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassiumScheme()),
                        new Insertion(HodgkinHuxley.neuronLeak()),
                        new Insertion("pair", new CoupledPair(), Map.of("conductance_mS_per_cm2", 1.0))
                                .in(new Region.OnBranches(Set.of("a", "c")))));
    }
}
