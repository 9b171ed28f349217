package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the root branch out of the soma points of an SWC file, by the rules that {@link SwcReader} states. */
final class SwcSoma {
    private static final int OUTLINE_POINTS = 4;
    /** Radii that no point of a soma that forks is away from its root. */
    private static final double BRANCHES = 5;
    /** What "the same" means for radii and distances that were rounded when the file was written. */
    private static final double ROUNDED = 0.05;

    private final SwcTree tree;
    private final List<Integer> members = new ArrayList<>();
    private boolean forks;

    private final List<Point> points;

    /** Of the points of type 1 that hang on the root, which is one. */
    SwcSoma(SwcTree tree) {
        this.tree = tree;
        collect();
        points = forks ? ofForked() : ofChain();
    }

    /** The points of the root branch. */
    List<Point> points() {
        return points;
    }

    /** Which end of the root branch a soma point is, 0 or 1, where the branch goes through the points; else empty. */
    OptionalDouble end(int point) {
        boolean isThrough = points.size() == members.size()
                && points.getFirst().equals(point(0))
                && points.getLast().equals(point(members.size() - 1));
        if (!isThrough || (point != members.getFirst() && point != members.getLast())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(point == members.getFirst() ? 0 : 1);
    }

    private void collect() {
        members.add(tree.root());
        for (int at = 0; at < members.size(); at++) {
            int before = members.size();
            for (int child = tree.firstChild(members.get(at)); child != SwcTree.NONE; child = tree.nextSibling(child)) {
                if (tree.type(child) == SwcType.SOMA) {
                    members.add(child);
                }
            }
            forks |= members.size() > before + 1;
        }
    }

    private List<Point> ofForked() {
        if (isCentreWithTwoSides()) {
            return sphere(point(0), point(0).radius_um());
        }
        refuseBranches();
        double area_um2 = 0;
        for (int k = 1; k < members.size(); k++) {
            area_um2 += Branch.area_um2(List.of(tree.point(tree.parent(members.get(k))), point(k)));
        }
        return sphere(centroid(all()), Math.sqrt(area_um2 / (4 * Math.PI)));
    }

    /** Some editors give every point type 1. */
    private void refuseBranches() {
        double farthest_um = 0, radius_um = 0;
        for (int k = 0; k < members.size(); k++) {
            farthest_um = Math.max(farthest_um, point(0).distance_um(point(k)));
            radius_um = Math.max(radius_um, point(k).radius_um());
        }
        if (members.size() == tree.size() && farthest_um > BRANCHES * radius_um) {
            throw tree.error(
                    members.getFirst(),
                    "all points are of type 1 (soma), and they fork and reach " + farthest_um
                            + " um from the root: a soma with branches is none; give the branches their types, or"
                            + " repair: {soma: root_point}");
        }
    }

    private List<Point> ofChain() {
        List<Point> chain = all();
        if (chain.size() == 1) {
            return sphere(chain.getFirst(), chain.getFirst().radius_um());
        }
        double length_um = Branch.length_um(chain);
        if (!(length_um > 0)) {
            throw tree.error(
                    members.getLast(), "all points of the soma are at one place; keep one of them, with its radius");
        }
        OptionalDouble outline_um = outlineRadius_um(chain, length_um);
        return outline_um.isPresent() ? sphere(centroid(chain), outline_um.getAsDouble()) : chain;
    }

    /** The mean distance of the points of a chain from their middle, if the chain is an outline; else empty. */
    static OptionalDouble outlineRadius_um(List<Point> chain, double length_um) {
        Point centroid = centroid(chain);
        double radius_um =
                chain.stream().mapToDouble(centroid::distance_um).average().orElseThrow();
        boolean isClosed = chain.getFirst().distance_um(chain.getLast()) <= length_um / 2;
        boolean isThin = chain.stream().allMatch(point -> point.radius_um() < radius_um / 2);
        return chain.size() >= OUTLINE_POINTS && isClosed && isThin
                ? OptionalDouble.of(radius_um)
                : OptionalDouble.empty();
    }

    private boolean isCentreWithTwoSides() {
        if (members.size() != 3 || tree.parent(members.get(2)) != members.getFirst()) {
            return false;
        }
        Point centre = point(0), one = point(1), other = point(2);
        return isRadius(one.radius_um())
                && isRadius(other.radius_um())
                && isRadius(centre.distance_um(one))
                && isRadius(centre.distance_um(other))
                && isRadius(one.distance_um(other) / 2);
    }

    private boolean isRadius(double length_um) {
        double radius_um = point(0).radius_um();
        return Math.abs(length_um - radius_um) <= ROUNDED * radius_um;
    }

    static Point centroid(List<Point> points) {
        double x = 0, y = 0, z = 0;
        for (Point point : points) {
            x += point.x_um() / points.size();
            y += point.y_um() / points.size();
            z += point.z_um() / points.size();
        }
        return new Point(x, y, z, 1);
    }

    private List<Point> all() {
        return members.stream().map(tree::point).toList();
    }

    private Point point(int member) {
        return tree.point(members.get(member));
    }

    /** The point that stands for a soma that is as long as it is thick; empty if it is not. */
    static Optional<Point> centre(List<Point> points) {
        Point first = points.getFirst(), last = points.getLast();
        Point centre = new Point(
                first.x_um() + (last.x_um() - first.x_um()) / 2,
                first.y_um() + (last.y_um() - first.y_um()) / 2,
                first.z_um() + (last.z_um() - first.z_um()) / 2,
                first.radius_um());
        boolean isSphere = points.size() == 2
                && first.radius_um() == last.radius_um()
                && Math.abs(first.distance_um(last) - 2 * first.radius_um()) <= 1e-12 * first.radius_um();
        return isSphere ? Optional.of(centre) : Optional.empty();
    }

    /** A cylinder with the area of a sphere. */
    private static List<Point> sphere(Point centre, double radius_um) {
        return List.of(
                new Point(centre.x_um(), centre.y_um() - radius_um, centre.z_um(), radius_um),
                new Point(centre.x_um(), centre.y_um() + radius_um, centre.z_um(), radius_um));
    }
}
