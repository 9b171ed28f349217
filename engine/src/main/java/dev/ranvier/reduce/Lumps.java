package dev.ranvier.reduce;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.morphology.Compartments;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes one compartment of many: densities are means over the area, other parameters of a channel means over its densities.
 */
final class Lumps {
    private final Cell cell;
    private final Compartments tree;

    /** Of a cell; refuses one with mechanisms at places of their own. */
    Lumps(Cell cell) {
        this.cell = cell;
        this.tree = cell.compartments();
        cell.insertions().stream()
                .filter(insertion -> cell.kinds().placed().containsKey(cell.indexOf(insertion.name())))
                .findFirst()
                .ifPresent(placed -> {
                    throw new ModelException(
                            placed.name() + " stands at places of its own: only channels and pools can be reduced");
                });
    }

    /** The mean capacitance of some compartments. */
    double capacitance_uF_per_cm2(List<Integer> nodes) {
        return mean(nodes, tree::area_um2, node -> cell.capacitance_uF_per_cm2().at(tree, node));
    }

    /** The mean resistivity of some compartments. */
    double resistivity_ohm_cm(List<Integer> nodes) {
        return mean(
                nodes, tree::area_um2, node -> cell.axialResistivity_ohm_cm().at(tree, node));
    }

    /** The compartment that stands for some of the cell's. */
    Ghost ghost(String name, int parent, double area_um2, double coupling_uS, List<Integer> nodes) {
        Map<String, Map<String, Double>> mechanisms = new HashMap<>();
        for (Insertion insertion : cell.insertions()) {
            List<Integer> there =
                    nodes.stream().filter(node -> insertion.isAt(tree, node)).toList();
            if (!there.isEmpty()) {
                mechanisms.put(insertion.name(), parameters(insertion, nodes, there));
            }
        }
        return new Ghost(
                name,
                type(nodes),
                parent,
                area_um2,
                coupling_uS,
                capacitance_uF_per_cm2(nodes),
                resistivity_ohm_cm(nodes),
                mechanisms);
    }

    /** The root branch as one compartment. */
    Ghost soma() {
        int root = tree.branch(0);
        List<Integer> nodes = IntStream.of(tree.compartments(root)).boxed().toList();
        return ghost(tree.branchName(root), -1, total(nodes, tree::area_um2), 0, nodes);
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
        Schema schema = insertion.mechanism().schema();
        double area_um2 = total(nodes, tree::area_um2);
        for (Field density : schema.densities()) {
            values.put(density.name(), total(there, amount(insertion, density)) / area_um2);
        }
        IntToDoubleFunction weight = schema.densities().stream()
                .map(density -> amount(insertion, density))
                .filter(amount -> total(there, amount) > 0)
                .findFirst()
                .orElse(tree::area_um2);
        for (String name : insertion.parameters().keySet()) {
            int index = schema.parameterIndex(name);
            if (!schema.parameters().get(index).isDensity()) {
                values.put(name, mean(there, weight, node -> insertion.parameter(index, tree, node)));
            }
        }
        return values;
    }

    /** Of a compartment: its area times a density. */
    private IntToDoubleFunction amount(Insertion insertion, Field density) {
        int index = insertion.mechanism().schema().parameterIndex(density.name());
        return node -> tree.area_um2(node) * insertion.parameter(index, tree, node);
    }

    /** Around the first value, so that the mean of equal numbers is that number. */
    private static double mean(List<Integer> nodes, IntToDoubleFunction weight, IntToDoubleFunction value) {
        double first = value.applyAsDouble(nodes.getFirst());
        return first
                + total(nodes, node -> weight.applyAsDouble(node) * (value.applyAsDouble(node) - first))
                        / total(nodes, weight);
    }

    private static double total(List<Integer> nodes, IntToDoubleFunction value) {
        return nodes.stream().mapToDouble(value::applyAsDouble).sum();
    }
}
