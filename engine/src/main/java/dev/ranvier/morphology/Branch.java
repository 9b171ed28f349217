package dev.ranvier.morphology;

import java.util.List;

/**
 * An unbranched cable: a chain of frusta (truncated cones) along its points.
 *
 * @param name unique in its morphology: {@code soma}, {@code axon[0]}, {@code basal[12]}, ...
 * @param type SWC code, see {@link SwcType}
 * @param parent position of the parent in {@link Morphology#branches()}; -1 for the root
 * @param parentFraction where on the parent this branch begins: 0 (where the parent begins), 0.5 (the parent's middle
 *     compartment) or 1 (the parent's end); 0 for the root
 * @param points at least two, with some length between them. The first need not lie on the parent: a gap is not cable.
 *     Two points at one place are a step of the radius.
 */
public record Branch(String name, int type, int parent, double parentFraction, List<Point> points) {
    /** What {@code parent} is for the root. */
    public static final int NO_PARENT = -1;

    /** Refuses an empty name, a negative type, an attachment elsewhere than at 0, 0.5 or 1, and a branch without length. */
    public Branch {
        points = List.copyOf(points);
        if (name.isBlank()) {
            throw new MorphologyException("a branch needs a name; it is blank");
        }
        if (type < 0) {
            throw new MorphologyException("branch " + name + ": type must not be negative: type=" + type);
        }
        if (parent < NO_PARENT) {
            throw new MorphologyException("branch " + name + ": parent must be the position of a branch, or -1 for the "
                    + "root: parent=" + parent);
        }
        if (!(parentFraction == 0 || (parent != NO_PARENT && (parentFraction == 0.5 || parentFraction == 1)))) {
            throw new MorphologyException(
                    "branch " + name + ": parentFraction must be 0, 0.5 or 1, and 0 for the root: " + "parentFraction="
                            + parentFraction);
        }
        if (points.size() < 2) {
            throw new MorphologyException(
                    "branch " + name + ": a cable needs two points or more; it has " + points.size());
        }
        double length_um = length_um(points);
        if (!(length_um > 0 && Double.isFinite(length_um))) {
            throw new MorphologyException("branch " + name
                    + ": the length along its points must be positive and finite: " + "length_um=" + length_um);
        }
    }

    /** Length of the centre line. */
    public double length_um() {
        return length_um(points);
    }

    /** Lateral area of the frusta, {@code sum of pi (r1 + r2) sqrt(h^2 + (r1 - r2)^2)}. The ends are open. */
    public double area_um2() {
        return area_um2(points);
    }

    static double area_um2(List<Point> points) {
        double area = 0;
        for (int k = 1; k < points.size(); k++) {
            Point from = points.get(k - 1), to = points.get(k);
            area += Frustum.area_um2(from.distance_um(to), from.radius_um(), to.radius_um());
        }
        return area;
    }

    static double length_um(List<Point> points) {
        double length = 0;
        for (int k = 1; k < points.size(); k++) {
            length += points.get(k - 1).distance_um(points.get(k));
        }
        return length;
    }
}
