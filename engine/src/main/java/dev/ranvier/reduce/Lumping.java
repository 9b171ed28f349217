package dev.ranvier.reduce;

import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chain of ghosts that loads the soma as the tree does ({@link Ladder}). Each ghost stands for a band of compartments: ordered by how much
 * of a slow voltage at the soma reaches them, the bands have as much capacitance as the ghosts. Densities are means over a band's area, other
 * parameters of a channel means over its conductance.
 */
final class Lumping {
    private static final String CONDUCTANCE = Field.conductance(0).name();

    private final Cell cell;
    private final Compartments tree;
    private final Ladder ladder;
    private final int[] band;

    /** Of a cell in so many ghosts. */
    Lumping(Cell cell, int ghosts) {
        this.cell = cell;
        this.tree = cell.compartments();
        cell.insertions().stream()
                .filter(insertion -> cell.kinds().placed().containsKey(cell.indexOf(insertion.name())))
                .findFirst()
                .ifPresent(placed -> {
                    throw new ModelException(
                            placed.name() + " stands at places of its own: only channels and pools can be reduced");
                });
        ladder = Ladder.of(cell, ghosts);
        band = bands();
    }

    /** By node; the root branch's is 0, that of ends -1. */
    private int[] bands() {
        CableTree cable = new CableTree(cell);
        double[] transfer = cable.transfer(Ladder.SHIFT_per_ms);
        int[] bands = new int[tree.count()];
        Arrays.setAll(bands, node -> Math.min(0, cable.place(node)));
        List<Integer> inwards = IntStream.range(1, tree.count())
                .filter(node -> cable.place(node) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(node -> -transfer[cable.place(node)]))
                .toList();
        double scale = total(inwards, node -> cable.capacitance_nF(cable.place(node)))
                / ladder.capacitance_nF().stream().skip(1).mapToDouble(c -> c).sum();
        int number = 1;
        double filled = 0, full = scale * ladder.capacitance_nF().get(1);
        for (int k = 0; k < inwards.size(); k++) {
            int left = inwards.size() - k, bandsLeft = ladder.capacitance_nF().size() - 1 - number;
            double next = cable.capacitance_nF(cable.place(inwards.get(k)));
            boolean isNext = filled > 0 && filled + next / 2 > full;
            if (bandsLeft > 0 && (isNext || left <= bandsLeft && filled > 0)) {
                number++;
                full += scale * ladder.capacitance_nF().get(number);
            }
            filled += next;
            bands[inwards.get(k)] = number;
        }
        return bands;
    }

    /** The reduced cell. */
    ReducedCell cell() {
        List<Ghost> ghosts = new ArrayList<>();
        for (int number = 0; number < ladder.capacitance_nF().size(); number++) {
            ghosts.add(ghost(number));
        }
        return new ReducedCell(ghosts, cell.insertions(), cell.initialVoltage_mV());
    }

    private Ghost ghost(int number) {
        List<Integer> nodes = IntStream.range(0, band.length)
                .filter(node -> band[node] == number)
                .boxed()
                .toList();
        Map<String, Map<String, Double>> mechanisms = new HashMap<>();
        for (Insertion insertion : cell.insertions()) {
            List<Integer> there =
                    nodes.stream().filter(node -> insertion.isAt(tree, node)).toList();
            if (!there.isEmpty()) {
                mechanisms.put(insertion.name(), parameters(insertion, nodes, there));
            }
        }
        double capacitance_uF_per_cm2 = mean(
                nodes, tree::area_um2, node -> cell.capacitance_uF_per_cm2().at(tree, node));
        return new Ghost(
                number == 0 ? tree.branchName(tree.branch(0)) : "ghost" + number,
                type(nodes),
                number - 1,
                1e5 * ladder.capacitance_nF().get(number) / capacitance_uF_per_cm2,
                ladder.coupling_uS().get(number),
                capacitance_uF_per_cm2,
                mean(
                        nodes,
                        tree::area_um2,
                        node -> cell.axialResistivity_ohm_cm().at(tree, node)),
                mechanisms);
    }

    /** The type of most of the membrane. */
    private int type(List<Integer> nodes) {
        Map<Integer, Double> areas = nodes.stream()
                .collect(Collectors.groupingBy(
                        node -> tree.branchType(tree.branch(node)), Collectors.summingDouble(tree::area_um2)));
        return areas.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .orElseThrow()
                .getKey();
    }

    private Map<String, Double> parameters(Insertion insertion, List<Integer> nodes, List<Integer> there) {
        Map<String, Double> values = new HashMap<>();
        int conductance = insertion.mechanism().schema().parameterIndex(CONDUCTANCE);
        IntToDoubleFunction weight = tree::area_um2;
        if (conductance >= 0) {
            double total = total(there, node -> tree.area_um2(node) * insertion.parameter(conductance, tree, node));
            values.put(CONDUCTANCE, total / total(nodes, tree::area_um2));
            if (total > 0) {
                weight = node -> tree.area_um2(node) * insertion.parameter(conductance, tree, node);
            }
        }
        for (String name : insertion.parameters().keySet()) {
            if (!name.equals(CONDUCTANCE)) {
                int index = insertion.mechanism().schema().parameterIndex(name);
                values.put(name, mean(there, weight, node -> insertion.parameter(index, tree, node)));
            }
        }
        return values;
    }

    private static double mean(List<Integer> nodes, IntToDoubleFunction weight, IntToDoubleFunction value) {
        return total(nodes, node -> weight.applyAsDouble(node) * value.applyAsDouble(node)) / total(nodes, weight);
    }

    private static double total(List<Integer> nodes, IntToDoubleFunction value) {
        return nodes.stream().mapToDouble(value::applyAsDouble).sum();
    }
}
