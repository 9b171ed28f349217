package dev.ranvier.morphology;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A cell cut into compartments: a tree of nodes, parents before children, node 0 the root. Immutable.
 *
 * <p>A node is either the centre of a compartment, with its membrane, or an end of a branch, without membrane and with
 * area 0: there currents only balance. Every branch has an end node (fraction 1). Only the root has a start node
 * (fraction 0): any other branch starts at a node of its parent. These are NEURON's nodes, with one link turned round:
 * node 0 is the root's first compartment and the root's start node hangs on it.
 *
 * <p>Between a node and its parent lies {@code R[MOhm] = 0.01 Ra[ohm cm] axialFactor_per_um}. All of that link is cable of
 * {@link #branch(int)} of the node (the lower one), so Ra is that branch's.
 */
public final class Compartments {
    /** What {@link #parent(int)} is for the root. */
    public static final int NO_NODE = -1;

    private final BranchNames names;
    private final int[] types;
    private final int[] parent;
    private final double[] area_um2;
    private final double[] diameter_um;
    private final double[] axialFactor_per_um;
    private final int[] branch;
    private final double[] fraction;
    /** Empty, as are the places, for nodes that were given as a table. */
    private final double[] pathDistance_um;

    private final Point[] places;
    /** By branch: the nodes of its compartments, its start node and its end node, which a table may leave out. */
    private final int[][] compartments;

    private final int[] start;
    private final int[] end;

    /** Takes over the arrays. */
    Compartments(
            BranchNames names,
            int[] types,
            int[] parent,
            double[] area_um2,
            double[] diameter_um,
            double[] axialFactor_per_um,
            int[] branch,
            double[] fraction,
            double[] pathDistance_um,
            Point[] places) {
        this.names = names;
        this.types = types;
        this.parent = parent;
        this.area_um2 = area_um2;
        this.diameter_um = diameter_um;
        this.axialFactor_per_um = axialFactor_per_um;
        this.branch = branch;
        this.fraction = fraction;
        this.pathDistance_um = pathDistance_um;
        this.places = places;
        compartments = byBranch();
        start = new int[names.size()];
        end = new int[names.size()];
        findEnds();
    }

    /**
     * A line of a node table.
     *
     * @param branch name of the branch
     * @param type SWC code of the branch
     * @param fraction where on the branch: 0 or 1 for an end without membrane, between for a compartment
     * @param parent line of the parent node, before this one; -1 for the first line
     * @param area_um2 membrane; 0 for an end
     * @param axialFactor_per_um between the node and its parent, {@code R[MOhm] / (0.01 Ra[ohm cm])}; of the first
     *     line not used
     */
    public record Row(
            String branch, int type, double fraction, int parent, double area_um2, double axialFactor_per_um) {
        /** Refuses a fraction outside [0, 1] and a negative area. */
        public Row {
            MorphologyException.fraction("fraction", fraction);
            MorphologyException.notNegative("area_um2", area_um2);
        }
    }

    /**
     * The nodes of a table, in its order, which may be NEURON's (the root's start node first). There are no places and
     * no path distances. Ends may be missing. The compartments of a branch are equally long and in order.
     */
    public static Compartments ofTable(List<Row> rows) {
        Map<String, Integer> types = new LinkedHashMap<>();
        rows.forEach(row -> types.putIfAbsent(row.branch(), row.type()));
        BranchNames names = BranchNames.of(types.keySet());
        for (int node = 0; node < rows.size(); node++) {
            requireLinked(node, rows.get(node));
        }
        if (rows.stream().noneMatch(row -> row.area_um2() > 0)) {
            throw new MorphologyException(
                    "a node table needs a node with membrane; no area_um2 of the " + rows.size() + " rows is above 0");
        }
        return new Compartments(
                names,
                types.values().stream().mapToInt(type -> type).toArray(),
                rows.stream().mapToInt(Row::parent).toArray(),
                rows.stream().mapToDouble(Row::area_um2).toArray(),
                rows.stream()
                        .mapToDouble(row -> Math.sqrt(row.area_um2() / Math.PI))
                        .toArray(),
                rows.stream().mapToDouble(Row::axialFactor_per_um).toArray(),
                rows.stream().mapToInt(row -> names.indexOf(row.branch())).toArray(),
                rows.stream().mapToDouble(Row::fraction).toArray(),
                new double[0],
                new Point[0]);
    }

    private static void requireLinked(int node, Row row) {
        if (node == 0 ? row.parent() != NO_NODE : row.parent() < 0 || row.parent() >= node) {
            throw new MorphologyException("row " + node + " (" + row.branch() + "): the parent must be "
                    + (node == 0 ? "-1, the first row being the root" : "a row before, 0 to " + (node - 1))
                    + ": parent="
                    + row.parent());
        }
        if (node > 0) {
            MorphologyException.positive(
                    "row " + node + " (" + row.branch() + ")", "axialFactor_per_um", row.axialFactor_per_um());
        }
    }

    /** One compartment, a cylinder of this diameter. */
    public static Compartments cylinder(String name, double area_um2, double diameter_um) {
        MorphologyException.positive(name, "area_um2", area_um2);
        MorphologyException.positive(name, "diameter_um", diameter_um);
        return new Compartments(
                BranchNames.of(List.of(name)),
                new int[] {SwcType.SOMA},
                new int[] {NO_NODE},
                new double[] {area_um2},
                new double[] {diameter_um},
                new double[1],
                new int[1],
                new double[] {0.5},
                new double[0],
                new Point[0]);
    }

    /** How many nodes, ends included. */
    public int count() {
        return parent.length;
    }

    /** The parent node, always a smaller number; {@link #NO_NODE} for node 0. */
    public int parent(int node) {
        return parent[node];
    }

    /** Area of the membrane; 0 for an end. */
    public double area_um2(int node) {
        return area_um2[node];
    }

    /**
     * Mean diameter along the cable of a compartment, as NEURON's {@code diam}; of a table, which has no lengths, that of a cylinder as long
     * as wide. 0 for an end.
     */
    public double diameter_um(int node) {
        return diameter_um[node];
    }

    /** The part of the whole membrane that the node has. */
    public double membraneShare(int node) {
        return area_um2(node)
                / IntStream.range(0, count()).mapToDouble(this::area_um2).sum();
    }

    /** Whether the node is a compartment, with membrane, and not an end. */
    public boolean isCompartment(int node) {
        return area_um2[node] > 0;
    }

    /** {@code integral of dx / (pi r^2)} along the cable from the node to its parent; for node 0 without meaning. */
    public double axialFactor_per_um(int node) {
        return axialFactor_per_um[node];
    }

    /** Position of the node's branch, in {@link Morphology#branches()} or in a table's order of branches. */
    public int branch(int node) {
        return branch[node];
    }

    /** Where on its branch the node is: {@code (k + 0.5) / n} for compartment k of n, 0 or 1 for an end. */
    public double fraction(int node) {
        return fraction[node];
    }

    /** Whether places and path distances are known; they are not for a table. */
    public boolean hasGeometry() {
        return places.length > 0;
    }

    /** Length of cable between the middle of the root branch and the node. Refused for a table, which has no lengths. */
    public double pathDistance_um(int node) {
        requireGeometry();
        return pathDistance_um[node];
    }

    /** Centre and radius of the cable at the node. Refused for a table, which has no places. */
    public Point place(int node) {
        requireGeometry();
        return places[node];
    }

    /** How many branches. */
    public int branchCount() {
        return names.size();
    }

    /** Name of a branch. */
    public String branchName(int branch) {
        return names.name(branch);
    }

    /** SWC code of a branch, see {@link SwcType}. */
    public int branchType(int branch) {
        return types[branch];
    }

    /** Position of a branch; refuses an unknown name and says what there is. */
    public int indexOf(String branchName) {
        return names.indexOf(branchName);
    }

    /** The compartments of a branch from its start to its end, without the ends; a copy. */
    public int[] compartments(int branch) {
        return compartments[branch].clone();
    }

    /** The compartments of all branches with an SWC code; none is an empty array. */
    public int[] compartmentsOfType(int type) {
        return compartmentsWhere(node -> types[branch[node]] == type);
    }

    /** The compartments at a path distance in {@code [from_um, to_um)}; refused for a table, which has no lengths. */
    public int[] compartmentsBetween(double from_um, double to_um) {
        requireGeometry();
        return compartmentsWhere(node -> pathDistance_um[node] >= from_um && pathDistance_um[node] < to_um);
    }

    /**
     * The node at a place: between the ends the compartment that contains it, at 1 the branch's end node, at 0 the node
     * where the branch starts, which for all but the root is a node of its parent.
     */
    public int at(String branchName, double where) {
        int found = names.indexOf(branchName);
        if (!(where >= 0 && where <= 1)) {
            throw new MorphologyException(
                    "a place on branch " + branchName + " must be a fraction in [0, 1]: fraction=" + where);
        }
        int n = compartments[found].length;
        int node = where == 0
                ? start[found]
                : where == 1 ? end[found] : n == 0 ? NO_NODE : compartments[found][(int) (where * n)];
        if (node == NO_NODE) {
            throw new MorphologyException("the node table has no node for branch " + branchName + " at " + where
                    + ": add the row or choose another place");
        }
        return node;
    }

    private int[] compartmentsWhere(IntPredicate wanted) {
        return IntStream.range(0, count())
                .filter(this::isCompartment)
                .filter(wanted)
                .toArray();
    }

    private void requireGeometry() {
        if (!hasGeometry()) {
            throw new MorphologyException(
                    "these compartments come from a node table, which has neither places nor path distances; "
                            + "build them from a morphology");
        }
    }

    private int[][] byBranch() {
        int[] counts = new int[names.size()];
        for (int node = 0; node < count(); node++) {
            if (isCompartment(node)) {
                counts[branch[node]]++;
            }
        }
        int[][] nodes = new int[counts.length][];
        Arrays.setAll(nodes, k -> new int[counts[k]]);
        Arrays.fill(counts, 0);
        for (int node = 0; node < count(); node++) {
            if (isCompartment(node)) {
                nodes[branch[node]][counts[branch[node]]++] = node;
            }
        }
        return nodes;
    }

    private void findEnds() {
        Arrays.fill(end, NO_NODE);
        Arrays.setAll(start, k -> compartments[k].length == 0 ? NO_NODE : parent[compartments[k][0]]);
        for (int node = 0; node < count(); node++) {
            if (!isCompartment(node) && fraction[node] == 1) {
                end[branch[node]] = node;
            } else if (!isCompartment(node) && fraction[node] == 0) {
                start[branch[node]] = node;
            }
        }
    }
}
