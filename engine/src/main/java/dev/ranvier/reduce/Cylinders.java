package dev.ranvier.reduce;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The analytic reduction of Amsalem et al., Nat. Commun. 11 (2020) 288: every dendrite on the soma becomes a cylinder of the same membrane
 * and cytoplasm which, cut off the soma, has the dendrite's input resistance there and the transfer resistance of its most distant tip:
 *
 * <pre>  cosh(X) = Z_00 / Z_0L     R_inf = Z_00 tanh(X)     d = (2 sqrt(Rm Ra) / (pi R_inf))^(2/3)     length = X sqrt(Rm d / (4 Ra)) </pre>
 *
 * Channels go where the transfer resistance to the soma is what it was. Rm is that of the channels without states.
 */
final class Cylinders {
    private static final double um_PER_cm = 1e4;

    private final Cell cell;
    private final Compartments tree;
    private final Lumps lumps;
    /** By node: membrane and axial conductance, and what the part of the tree beyond takes in, its link to the parent included [uS]. */
    private final double[] leak_uS;

    private final double[] link_uS;
    private final double[] beyond_uS;
    private final double[] input_uS;

    private Cylinders(Cell cell) {
        this.cell = cell;
        tree = cell.compartments();
        lumps = new Lumps(cell);
        leak_uS = new double[tree.count()];
        link_uS = new double[tree.count()];
        for (int node = 0; node < leak_uS.length; node++) {
            leak_uS[node] = 1e-5 * tree.area_um2(node) * leak_mS_per_cm2(node);
            link_uS[node] = node == 0
                    ? 0
                    : 100 / (cell.axialResistivity_ohm_cm().at(tree, node) * tree.axialFactor_per_um(node));
        }
        beyond_uS = leak_uS.clone();
        input_uS = new double[leak_uS.length];
        for (int node = leak_uS.length - 1; node > 0; node--) {
            input_uS[node] =
                    beyond_uS[node] == 0 ? 0 : link_uS[node] * beyond_uS[node] / (link_uS[node] + beyond_uS[node]);
            beyond_uS[tree.parent(node)] += input_uS[node];
        }
    }

    /**
     * A cell's soma with a cylinder for every dendrite on it, cut into so many compartments.
     *
     * @throws ModelException when the dendrites have no channel without states
     */
    static ReducedCell of(Cell cell, int compartments) {
        return new Cylinders(cell).cell(compartments);
    }

    /** The dendrites on the root branch, by their first nodes. */
    static List<Integer> stems(Compartments tree) {
        int root = tree.branch(0);
        return IntStream.range(1, tree.count())
                .filter(node -> tree.branch(node) != root && tree.branch(tree.parent(node)) == root)
                .boxed()
                .toList();
    }

    private double leak_mS_per_cm2(int node) {
        double sum = 0;
        for (Insertion insertion : cell.insertions()) {
            Schema schema = insertion.mechanism().schema();
            if (schema.states().isEmpty() && insertion.isAt(tree, node)) {
                for (Field density : schema.densities()) {
                    sum += density.unit_mS_per_cm2().orElse(0)
                            * insertion.parameter(schema.parameterIndex(density.name()), tree, node);
                }
            }
        }
        return sum;
    }

    private ReducedCell cell(int compartments) {
        List<Ghost> ghosts = new ArrayList<>(List.of(lumps.soma()));
        for (int stem : stems(tree)) {
            addCylinder(stem, compartments, ghosts);
        }
        return new ReducedCell(ghosts, cell.insertions(), cell.initialVoltage_mV());
    }

    private void addCylinder(int stem, int compartments, List<Ghost> ghosts) {
        double[] reach = reach(stem);
        List<Integer> nodes = IntStream.range(stem, reach.length)
                .filter(node -> reach[node] > 0 && tree.isCompartment(node))
                .boxed()
                .toList();
        double area_um2 = nodes.stream().mapToDouble(tree::area_um2).sum();
        double leak = nodes.stream().mapToDouble(node -> leak_uS[node]).sum();
        if (!(leak > 0)) {
            throw new ModelException("the dendrite " + tree.branchName(tree.branch(stem))
                    + " has no leak, so that no cylinder has its resistances");
        }
        double membrane_ohm_cm2 = 1e-2 * area_um2 / leak, cytoplasm_ohm_cm = lumps.resistivity_ohm_cm(nodes);
        double least = nodes.stream().mapToDouble(node -> reach[node]).min().orElseThrow();
        double length = arcosh(1 / least), input_ohm = 1e6 / input_uS[stem];
        double diameter_cm = Math.pow(
                2 / Math.PI * Math.sqrt(membrane_ohm_cm2 * cytoplasm_ohm_cm) / (input_ohm * Math.tanh(length)),
                2.0 / 3);
        double length_cm = length * Math.sqrt(membrane_ohm_cm2 * diameter_cm / (4 * cytoplasm_ohm_cm));
        double piece_um2 = Math.PI * diameter_cm * length_cm / compartments * um_PER_cm * um_PER_cm;
        double half_uS =
                1e6 * Math.PI * diameter_cm * diameter_cm / (4 * cytoplasm_ohm_cm * length_cm / (2 * compartments));
        List<List<Integer>> pieces = pieces(nodes, reach, length, compartments);
        for (int k = 0; k < compartments; k++) {
            ghosts.add(lumps.ghost(
                    "cylinder" + ghosts.size(),
                    k == 0 ? 0 : ghosts.size() - 1,
                    piece_um2,
                    k == 0 ? half_uS : half_uS / 2,
                    pieces.get(k)));
        }
    }

    /** By node, the steady voltage there over that at the start of the stem, {@code Z_0x / Z_00}; 0 in other dendrites. */
    private double[] reach(int stem) {
        double[] reach = new double[tree.count()];
        reach[stem] = link_uS[stem] / (link_uS[stem] + beyond_uS[stem]);
        for (int node = stem + 1; node < reach.length; node++) {
            double above = reach[tree.parent(node)];
            reach[node] = above == 0 ? 0 : above * link_uS[node] / (link_uS[node] + beyond_uS[node]);
        }
        return reach;
    }

    /** The compartments of each piece; one to which none belongs has those of the piece before, or all. */
    private static List<List<Integer>> pieces(List<Integer> nodes, double[] reach, double length, int compartments) {
        int[] piece = nodes.stream()
                .mapToInt(node -> {
                    double x = length - arcosh(Math.max(1, reach[node] * Math.cosh(length)));
                    return Math.clamp((int) (x / length * compartments), 0, compartments - 1);
                })
                .toArray();
        List<List<Integer>> pieces = new ArrayList<>();
        for (int k = 0; k < compartments; k++) {
            int here = k;
            List<Integer> there = IntStream.range(0, piece.length)
                    .filter(j -> piece[j] == here)
                    .mapToObj(nodes::get)
                    .toList();
            pieces.add(there.isEmpty() ? pieces.isEmpty() ? nodes : pieces.getLast() : there);
        }
        return pieces;
    }

    private static double arcosh(double x) {
        return Math.log(x + Math.sqrt(x * x - 1));
    }
}
