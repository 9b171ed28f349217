package dev.ranvier.reduce;

import dev.ranvier.model.Cell;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The limbs of a tree: what hangs on the root branch by stems of one type, as an axon, basal and apical dendrites. They differ in their
 * channels, so that one chain for all of them fires where only the axon does.
 */
final class Limbs {
    /**
     * Compartments and how many ghosts stand for them.
     *
     * @param nodes with all on their way to the root branch
     * @param ghosts one or more
     */
    record Limb(List<Integer> nodes, int ghosts) {
        /** Copies the list. */
        Limb {
            nodes = List.copyOf(nodes);
        }
    }

    private Limbs() {}

    /** The whole tree as one limb. */
    static List<Limb> whole(Cell cell, int ghosts) {
        Compartments tree = cell.compartments();
        return List.of(new Limb(
                IntStream.range(0, tree.count())
                        .filter(node -> tree.branch(node) != tree.branch(0))
                        .boxed()
                        .toList(),
                ghosts));
    }

    /**
     * A limb for each type of stem, in the order of their types, with a ghost each; each of the others goes where there is the most
     * capacitance for a ghost (d'Hondt 1878). Nothing if all stems are of one type, or there are too few ghosts.
     */
    static Optional<List<Limb>> byType(Cell cell, int ghosts) {
        Compartments tree = cell.compartments();
        int root = tree.branch(0);
        int[] type = new int[tree.count()];
        TreeMap<Integer, List<Integer>> nodes = new TreeMap<>();
        for (int node = 0; node < type.length; node++) {
            int branch = tree.branch(node), above = node == 0 ? root : tree.branch(tree.parent(node));
            if (branch != root) {
                type[node] = above == root ? tree.branchType(branch) : type[tree.parent(node)];
                nodes.computeIfAbsent(type[node], _ -> new ArrayList<>()).add(node);
            }
        }
        if (nodes.size() < 2 || ghosts < nodes.size()) {
            return Optional.empty();
        }
        List<Limb> limbs = new ArrayList<>(
                nodes.values().stream().map(there -> new Limb(there, 1)).toList());
        for (int left = ghosts - limbs.size(); left > 0; left--) {
            Limb largest = limbs.stream()
                    .max(Comparator.comparingDouble(limb -> capacitance(cell, limb) / (limb.ghosts() + 1)))
                    .orElseThrow();
            limbs.set(limbs.indexOf(largest), new Limb(largest.nodes(), largest.ghosts() + 1));
        }
        return Optional.of(limbs);
    }

    private static double capacitance(Cell cell, Limb limb) {
        Compartments tree = cell.compartments();
        return limb.nodes().stream()
                .filter(tree::isCompartment)
                .mapToDouble(node ->
                        tree.area_um2(node) * cell.capacitance_uF_per_cm2().at(tree, node))
                .sum();
    }
}
