package dev.ranvier.reduce;

import dev.ranvier.model.Cell;
import dev.ranvier.morphology.Compartments;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The axial conductances and capacitances of a cell without its channels. Vectors are over its compartments, the root branch's as one,
 * which is the first; in the coordinates {@code x = sqrt(C) v}.
 */
final class CableTree {
    /** Holds a node to its voltage. */
    private static final double FIRM_uS = 1e12;

    private final Compartments tree;
    private final int[] place;
    private final int[] parent;
    private final double[] link_uS;
    private final double[] capacitance_nF;

    /** Of a whole cell. */
    CableTree(Cell cell) {
        this(cell, _ -> true);
    }

    /** Of the root branch and those nodes beyond it that are in, with all on their way to the root. */
    CableTree(Cell cell, IntPredicate isIn) {
        tree = cell.compartments();
        int root = tree.branch(0), size = 1;
        place = new int[tree.count()];
        parent = new int[tree.count()];
        link_uS = new double[tree.count()];
        for (int node = 0; node < tree.count(); node++) {
            boolean isRoot = tree.branch(node) == root, isOut = !isRoot && !isIn.test(node);
            place[node] = isRoot ? 0 : tree.isCompartment(node) && !isOut ? size++ : -1;
            parent[node] = isRoot || isOut || place[tree.parent(node)] == 0 ? 0 : tree.parent(node);
            link_uS[node] = isRoot || isOut
                    ? 0
                    : 100 / (cell.axialResistivity_ohm_cm().at(tree, node) * tree.axialFactor_per_um(node));
        }
        capacitance_nF = new double[size];
        for (int node = 0; node < tree.count(); node++) {
            if (place[node] >= 0) {
                capacitance_nF[place[node]] += 1e-5
                        * tree.area_um2(node)
                        * cell.capacitance_uF_per_cm2().at(tree, node);
            }
        }
    }

    /** How many compartments. */
    int size() {
        return capacitance_nF.length;
    }

    double capacitance_nF(int k) {
        return capacitance_nF[k];
    }

    /** Where a node's compartment stands in a vector; -1 for an end. */
    int place(int node) {
        return place[node];
    }

    /** {@code (A + s)^-1 x}, {@code A = C^-1/2 L C^-1/2}. */
    double[] solve(double[] x, double shift_per_ms) {
        double[] diagonal = new double[tree.count()], right = new double[tree.count()];
        forCompartments((node, k) -> {
            diagonal[node] = shift_per_ms * capacitance_nF[k];
            right[node] = Math.sqrt(capacitance_nF[k]) * x[k];
        });
        double[] v = voltages(diagonal, right);
        double[] y = new double[size()];
        forCompartments((node, k) -> y[k] = Math.sqrt(capacitance_nF[k]) * v[node]);
        return y;
    }

    /** {@code A x}. */
    double[] apply(double[] x) {
        double[] diagonal = new double[tree.count()], right = new double[tree.count()];
        forCompartments((node, k) -> {
            diagonal[node] = FIRM_uS;
            right[node] = FIRM_uS * x[k] / Math.sqrt(capacitance_nF[k]);
        });
        double[] v = voltages(diagonal, right), current = new double[tree.count()], y = new double[size()];
        for (int node = 1; node < tree.count(); node++) {
            double out = link_uS[node] * (v[node] - v[parent[node]]);
            current[node] += out;
            current[parent[node]] -= out;
        }
        forCompartments((node, k) -> y[k] = current[node] / Math.sqrt(capacitance_nF[k]));
        return y;
    }

    private interface AtCompartment {
        void at(int node, int place);
    }

    /** Every place once, that of the root branch at node 0. */
    private void forCompartments(AtCompartment action) {
        IntStream.range(0, tree.count())
                .filter(node -> node == 0 || place[node] > 0)
                .forEach(node -> action.at(node, place[node]));
    }

    /** Solves {@code diagonal v + L v = right} from the leaves to the root and back (Hines 1984). */
    private double[] voltages(double[] diagonal, double[] right) {
        double[] d = diagonal.clone(), r = right.clone(), v = new double[d.length];
        for (int node = 1; node < d.length; node++) {
            d[node] += link_uS[node];
            d[parent[node]] += link_uS[node];
        }
        for (int node = d.length - 1; node > 0; node--) {
            if (link_uS[node] > 0) {
                double factor = link_uS[node] / d[node];
                d[parent[node]] -= factor * link_uS[node];
                r[parent[node]] += factor * r[node];
            }
        }
        for (int node = 0; node < d.length; node++) {
            boolean isTied = node > 0 && link_uS[node] == 0;
            v[node] = isTied ? v[0] : (r[node] + (node == 0 ? 0 : link_uS[node] * v[parent[node]])) / d[node];
        }
        return v;
    }

    /** How much of a slow voltage at the soma there is at each place, {@code v_k / v_soma} for a current at the soma. */
    double[] transfer(double shift_per_ms) {
        double[] source = new double[size()];
        source[0] = 1;
        double[] x = solve(source, shift_per_ms);
        double[] transfer = new double[size()];
        Arrays.setAll(transfer, k -> x[k] / Math.sqrt(capacitance_nF[k]) * Math.sqrt(capacitance_nF[0]) / x[0]);
        return transfer;
    }
}
