package dev.ranvier.reduce;

import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A soma with ghosts, and perhaps a {@link SomaLink} between the soma and the first of them.
 *
 * @param ghosts the compartments, parents before children; the first is the soma
 * @param mechanisms of the full cell; their own parameters and regions do not count
 * @param initialVoltage_mV of the full cell
 * @param link what flows between the first ghost and the soma beside the ohmic current of its coupling
 */
public record ReducedCell(
        List<Ghost> ghosts, List<Insertion> mechanisms, double initialVoltage_mV, Optional<SomaLink> link) {
    private static final double MIDDLE = 0.5;

    /** Copies the lists. */
    public ReducedCell {
        ghosts = List.copyOf(ghosts);
        mechanisms = List.copyOf(mechanisms);
    }

    /** Without anything learned. */
    ReducedCell(List<Ghost> ghosts, List<Insertion> mechanisms, double initialVoltage_mV) {
        this(ghosts, mechanisms, initialVoltage_mV, Optional.empty());
    }

    /** The same with a learned current. */
    public ReducedCell with(SomaLink link) {
        return new ReducedCell(ghosts, mechanisms, initialVoltage_mV, Optional.of(link));
    }

    /**
     * A cell's soma and a chain of so many ghosts that loads it as the tree does, before anything is fitted: see {@link Ladder}.
     *
     * @throws ModelException when the cell has too few compartments, or a mechanism at places of its own
     */
    public static ReducedCell of(Cell full, int ghosts) {
        ReducedCell chain = new Lumping(full).cell(Limbs.whole(full, ghosts));
        int found = chain.ghosts.size() - 1;
        if (found < ghosts) {
            throw new ModelException("the cell is too small to be reduced to a soma and " + ghosts
                    + " compartments; at most " + found + " differ");
        }
        return chain;
    }

    /**
     * What a cell may be reduced to: one chain, and, where stems differ in type and there are ghosts enough, a chain for each type.
     *
     * @throws ModelException when the cell has too few compartments, or a mechanism at places of its own
     */
    public static List<ReducedCell> candidates(Cell full, int ghosts) {
        return Stream.concat(
                        Stream.of(of(full, ghosts)),
                        Limbs.byType(full, ghosts).map(limbs -> new Lumping(full).cell(limbs)).stream())
                .toList();
    }

    /**
     * A cell's soma with a cylinder for every dendrite on it, cut into so many compartments: see {@link Cylinders}.
     *
     * @throws ModelException when a dendrite has no leak, or a mechanism stands at places of its own
     */
    public static ReducedCell ofCylinders(Cell full, int compartments) {
        return Cylinders.of(full, compartments);
    }

    /** How many dendrites and axons stand on a cell's root branch. */
    public static int stems(Cell full) {
        return Cylinders.stems(full.compartments()).size();
    }

    /** Its shape: a cylinder for each compartment. */
    public Morphology morphology() {
        Ghost soma = ghosts.getFirst();
        MorphologyBuilder builder = new MorphologyBuilder()
                .root(soma.name(), soma.type(), soma.length_um(), soma.diameter_um(), soma.diameter_um());
        for (Ghost ghost : ghosts.subList(1, ghosts.size())) {
            builder = builder.cylinder(
                    ghost.name(),
                    ghost.type(),
                    ghosts.get(ghost.parent()).name(),
                    MIDDLE,
                    ghost.length_um(),
                    ghost.diameter_um());
        }
        return builder.build();
    }

    /** The cell, a compartment to a branch. */
    public Cell cell() {
        Compartments tree = morphology().discretise(new Discretisation.PerBranch(1));
        return new Cell(
                tree,
                byBranch(Ghost::capacitance_uF_per_cm2),
                byBranch(Ghost::axialResistivity_ohm_cm),
                initialVoltage_mV,
                Stream.concat(
                                mechanisms.stream().map(this::inserted),
                                link.stream().map(linked -> inserted(linked, tree)))
                        .toList());
    }

    /** At the ghost's compartment, not at the end of its branch. */
    private Insertion inserted(SomaLink link, Compartments tree) {
        Ghost first = ghosts.get(1);
        return link.inserted(first.coupling_uS(), new Region.Nodes(Set.of(tree.at(first.name(), MIDDLE))));
    }

    private Profile byBranch(ToDoubleFunction<Ghost> value) {
        return byBranch(ghosts, value);
    }

    private static Profile byBranch(List<Ghost> where, ToDoubleFunction<Ghost> value) {
        return new Profile.ByRegion(
                where.stream()
                        .map(ghost ->
                                new Profile.ByRegion.Part(branch(ghost.name()), Profile.of(value.applyAsDouble(ghost))))
                        .toList(),
                value.applyAsDouble(where.getFirst()));
    }

    /** The ghosts that have a mechanism. */
    public List<Ghost> with(String mechanism) {
        return ghosts.stream()
                .filter(ghost -> ghost.mechanisms().containsKey(mechanism))
                .toList();
    }

    private Insertion inserted(Insertion mechanism) {
        List<Ghost> where = with(mechanism.name());
        Set<String> branches = new HashSet<>();
        where.forEach(ghost -> branches.add(ghost.name()));
        Map<String, Profile> values = new HashMap<>();
        for (String name : where.getFirst().parameters(mechanism.name()).keySet()) {
            values.put(name, byBranch(where, ghost -> ghost.parameter(mechanism.name(), name)));
        }
        return new Insertion(mechanism.name(), mechanism.mechanism(), values, new Region.OnBranches(branches));
    }

    private static Region branch(String name) {
        return new Region.OnBranches(Set.of(name));
    }

    /**
     * What a fit may change: capacitance and how much of each channel there is of every ghost, and its coupling; those of the soma, which
     * takes in what is so near that it has no voltage of its own; and the weights of a link.
     */
    public List<Parameter> numbers() {
        List<Parameter> numbers = new ArrayList<>();
        for (Ghost ghost : ghosts) {
            Region where = branch(ghost.name());
            numbers.add(number(
                    ghost,
                    "capacitance_uF_per_cm2",
                    new Quantity.Capacitance_uF_per_cm2(where),
                    ghost.capacitance_uF_per_cm2()));
            if (isCoupled(ghost)) {
                numbers.add(
                        isLinked(ghost)
                                ? number(
                                        ghost,
                                        LearnedFlow.COUPLING.name(),
                                        SomaLink.conductance(where),
                                        ghost.coupling_uS())
                                : number(
                                        ghost,
                                        "axial_resistivity_ohm_cm",
                                        new Quantity.AxialResistivity_ohm_cm(where),
                                        ghost.axialResistivity_ohm_cm()));
            }
            for (Density density : densities(ghost)) {
                numbers.add(number(
                        ghost,
                        density.mechanism() + "." + density.name(),
                        new Quantity.ChannelParameter(density.mechanism(), density.name(), where),
                        ghost.parameter(density.mechanism(), density.name())));
            }
        }
        link.ifPresent(linked -> numbers.addAll(linked.numbers()));
        return numbers;
    }

    private static boolean isCoupled(Ghost ghost) {
        return ghost.parent() >= 0;
    }

    /** Whether it is the link that couples a ghost to the soma. */
    private boolean isLinked(Ghost ghost) {
        return link.isPresent() && ghost.equals(ghosts.get(1));
    }

    private static Parameter number(Ghost ghost, String name, Quantity quantity, double value) {
        return new Parameter(ghost.name() + " " + name, quantity, new Transform.Log(), value, Optional.empty());
    }

    /** What a fit changes of a mechanism: a conductance per area, say. */
    private record Density(String mechanism, String name) {}

    /** Those of which a ghost has any. */
    private List<Density> densities(Ghost ghost) {
        return mechanisms.stream()
                .filter(mechanism -> ghost.mechanisms().containsKey(mechanism.name()))
                .flatMap(mechanism -> mechanism.mechanism().schema().densities().stream()
                        .map(density -> new Density(mechanism.name(), density.name())))
                .filter(density -> ghost.parameter(density.mechanism(), density.name()) > 0)
                .toList();
    }

    /** The same with other {@link #numbers}, in their order. */
    public ReducedCell withNumbers(List<Double> values) {
        List<Ghost> changed = new ArrayList<>();
        int next = 0;
        for (Ghost ghost : ghosts) {
            double capacitance = values.get(next++),
                    coupling = isCoupled(ghost) ? values.get(next++) : ghost.axialResistivity_ohm_cm();
            double resistivity = isLinked(ghost) ? ghost.axialResistivity_ohm_cm() : coupling;
            Map<String, Map<String, Double>> changedMechanisms = new HashMap<>();
            ghost.mechanisms()
                    .forEach((mechanism, parameters) -> changedMechanisms.put(mechanism, new HashMap<>(parameters)));
            for (Density density : densities(ghost)) {
                Objects.requireNonNull(changedMechanisms.get(density.mechanism()))
                        .put(density.name(), values.get(next++));
            }
            changed.add(new Ghost(
                    ghost.name(),
                    ghost.type(),
                    ghost.parent(),
                    ghost.area_um2(),
                    isLinked(ghost) ? coupling : ghost.coupling_uS() * ghost.axialResistivity_ohm_cm() / resistivity,
                    capacitance,
                    resistivity,
                    changedMechanisms));
        }
        List<Double> weights = values.subList(next, values.size());
        return new ReducedCell(changed, mechanisms, initialVoltage_mV, link.map(linked -> linked.withWeights(weights)));
    }
}
