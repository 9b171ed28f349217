package dev.ranvier.morphology;

import java.util.List;

/**
 * Numbers the nodes of a cell and fills their table. A branch takes its compartments, then its end node; the root's
 * start node follows its end node.
 */
final class CompartmentLayout {
    private final List<Branch> branches;
    private final Morphology morphology;
    private final int[] counts;
    /** The node of a branch's first compartment. */
    private final int[] first;

    private final int[] parent;
    private final double[] area_um2;
    private final double[] diameter_um;
    private final double[] axialFactor_per_um;
    private final int[] branchOf;
    private final double[] fraction;
    private final double[] pathDistance_um;
    private final Point[] places;

    CompartmentLayout(Morphology morphology, int[] counts) {
        this.morphology = morphology;
        this.branches = morphology.branches();
        this.counts = counts;
        first = new int[counts.length];
        int nodes = 0;
        for (int k = 0; k < counts.length; k++) {
            first[k] = nodes;
            nodes += counts[k] + (k == 0 ? 2 : 1);
        }
        parent = new int[nodes];
        area_um2 = new double[nodes];
        diameter_um = new double[nodes];
        axialFactor_per_um = new double[nodes];
        branchOf = new int[nodes];
        fraction = new double[nodes];
        pathDistance_um = new double[nodes];
        places = new Point[nodes];
        for (int k = 0; k < counts.length; k++) {
            place(k);
        }
    }

    Compartments compartments() {
        return new Compartments(
                BranchNames.of(branches.stream().map(Branch::name).toList()),
                branches.stream().mapToInt(Branch::type).toArray(),
                parent,
                area_um2,
                diameter_um,
                axialFactor_per_um,
                branchOf,
                fraction,
                pathDistance_um,
                places);
    }

    private void place(int branch) {
        int n = counts[branch], node = first[branch];
        HalfCompartments halves = new HalfCompartments(branches.get(branch), n);
        for (int k = 0; k < n; k++, node++) {
            link(node, branch, (k + 0.5) / n, halves.cut(2 * k + 1));
            area_um2[node] = halves.area_um2(2 * k) + halves.area_um2(2 * k + 1);
            diameter_um[node] = (halves.diameter_um(2 * k) + halves.diameter_um(2 * k + 1)) / 2;
            parent[node] = k == 0 ? startNode(branch) : node - 1;
            axialFactor_per_um[node] =
                    halves.axialFactor_per_um(2 * k) + (k == 0 ? 0 : halves.axialFactor_per_um(2 * k - 1));
        }
        link(node, branch, 1, halves.cut(2 * n));
        parent[node] = node - 1;
        axialFactor_per_um[node] = halves.axialFactor_per_um(2 * n - 1);
        if (branch == 0) {
            axialFactor_per_um[0] = 0; // the root has no parent: its first half lies between it and the start node
            link(++node, branch, 0, halves.cut(0));
            parent[node] = 0;
            axialFactor_per_um[node] = halves.axialFactor_per_um(0);
        }
    }

    private void link(int node, int branch, double where, Point place) {
        branchOf[node] = branch;
        fraction[node] = where;
        pathDistance_um[node] = morphology.pathDistance_um(branch, where);
        places[node] = place;
    }

    /** The node that a branch begins at: on its parent; of the root no node, for its start node hangs on it. */
    private int startNode(int branch) {
        if (branch == 0) {
            return Compartments.NO_NODE;
        }
        int on = branches.get(branch).parent();
        int end = first[on] + counts[on];
        double where = branches.get(branch).parentFraction();
        if (where == 1) {
            return end;
        }
        if (where == 0.5) {
            return first[on] + counts[on] / 2;
        }
        return on == 0 ? end + 1 : parent[first[on]];
    }
}
