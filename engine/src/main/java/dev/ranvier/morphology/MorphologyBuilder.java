package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a cell from straight cylinders and tapered branches.
 *
 * <p>Branches lie in the plane z = 0 so that a drawing shows the tree: the root along x, children at its middle fanned
 * round it, other children straight on with a spread. The directions mean nothing to the cable.
 *
 * <pre>{@code
 * Morphology cell = new MorphologyBuilder()
 *         .soma(20, 20)
 *         .branch("trunk", SwcType.APICAL, "soma", 0.5, 200, 3, 2)
 *         .cylinder("tuft", SwcType.APICAL, "trunk", 1, 100, 1)
 *         .build();
 * }</pre>
 */
public final class MorphologyBuilder {
    /** Turning by the golden angle never meets an earlier direction. */
    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

    private static final double SPREAD = 0.4;

    private final List<Branch> branches = new ArrayList<>();
    private final BranchNames names = new BranchNames();
    /** By branch: its direction in the plane and how many children it has. */
    private final List<Double> angles = new ArrayList<>();

    private final List<Integer> children = new ArrayList<>();

    /** Of a morphology without branches as yet. */
    public MorphologyBuilder() {}

    /** A cylinder named soma as the root. */
    public MorphologyBuilder soma(double length_um, double diameter_um) {
        return root("soma", SwcType.SOMA, length_um, diameter_um, diameter_um);
    }

    /** The root, for cells whose root is no cylindrical soma. Must come first, and once. */
    public MorphologyBuilder root(
            String name, int type, double length_um, double startDiameter_um, double endDiameter_um) {
        if (!branches.isEmpty()) {
            throw new MorphologyException("the cell already has the root "
                    + branches.getFirst().name() + "; " + name + " must be a branch on one of its branches");
        }
        requireSizes(name, length_um, startDiameter_um, endDiameter_um);
        Point start = new Point(-length_um / 2, 0, 0, startDiameter_um / 2);
        return add(name, type, Branch.NO_PARENT, 0, start, 0, length_um, endDiameter_um);
    }

    /** A branch of one diameter; see {@link #branch}. */
    public MorphologyBuilder cylinder(
            String name, int type, String parentName, double parentFraction, double length_um, double diameter_um) {
        return branch(name, type, parentName, parentFraction, length_um, diameter_um, diameter_um);
    }

    /**
     * A straight branch whose diameter changes linearly.
     *
     * @param type SWC code, see {@link SwcType}
     * @param parentName a branch that was added before
     * @param parentFraction 0, 0.5 or 1: where on the parent, see {@link Branch}
     */
    public MorphologyBuilder branch(
            String name,
            int type,
            String parentName,
            double parentFraction,
            double length_um,
            double startDiameter_um,
            double endDiameter_um) {
        if (branches.isEmpty()) {
            throw new MorphologyException("the cell has no root yet; begin with soma(...) or root(...) before " + name);
        }
        requireSizes(name, length_um, startDiameter_um, endDiameter_um);
        int parent = names.indexOf(parentName);
        int sibling = children.get(parent);
        double angle = angles.get(parent)
                + (parentFraction == 0.5
                        ? GOLDEN_ANGLE * (sibling + 1)
                        : (parentFraction == 0 ? Math.PI : 0)
                                + SPREAD * (sibling % 2 == 0 ? 1 : -1) * (1 + sibling / 2));
        Point start = on(branches.get(parent), parentFraction).withRadius_um(startDiameter_um / 2);
        return add(name, type, parent, parentFraction, start, angle, length_um, endDiameter_um);
    }

    /** The cell so far. */
    public Morphology build() {
        return new Morphology(branches);
    }

    private MorphologyBuilder add(
            String name,
            int type,
            int parent,
            double parentFraction,
            Point start,
            double angle,
            double length_um,
            double endDiameter_um) {
        Point end = new Point(
                start.x_um() + length_um * Math.cos(angle),
                start.y_um() + length_um * Math.sin(angle),
                0,
                endDiameter_um / 2);
        Branch branch = new Branch(name, type, parent, parentFraction, List.of(start, end));
        names.add(name);
        branches.add(branch);
        angles.add(angle);
        children.add(0);
        if (parent != Branch.NO_PARENT) {
            children.set(parent, children.get(parent) + 1);
        }
        return this;
    }

    private static Point on(Branch straight, double fraction) {
        Point from = straight.points().getFirst(), to = straight.points().getLast();
        return new Point(
                from.x_um() + fraction * (to.x_um() - from.x_um()),
                from.y_um() + fraction * (to.y_um() - from.y_um()),
                0,
                from.radius_um());
    }

    private static void requireSizes(String name, double length_um, double startDiameter_um, double endDiameter_um) {
        MorphologyException.positive("branch " + name, "length_um", length_um);
        MorphologyException.positive("branch " + name, "startDiameter_um", startDiameter_um);
        MorphologyException.positive("branch " + name, "endDiameter_um", endDiameter_um);
    }
}
