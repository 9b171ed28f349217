package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.List;

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

    private SwcSoma(SwcTree tree) {
        this.tree = tree;
        collect();
    }

    /** The points of the root branch; the root of {@code tree} is a soma point. */
    static List<Point> points(SwcTree tree) {
        SwcSoma soma = new SwcSoma(tree);
        return soma.forks ? soma.ofForked() : soma.ofChain();
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
        return sphere(centroid(), Math.sqrt(area_um2 / (4 * Math.PI)));
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
        List<Point> chain = members.stream().map(tree::point).toList();
        if (chain.size() == 1) {
            return sphere(chain.getFirst(), chain.getFirst().radius_um());
        }
        double length_um = Branch.length_um(chain);
        if (!(length_um > 0)) {
            throw tree.error(
                    members.getLast(), "all points of the soma are at one place; keep one of them, with its radius");
        }
        Point centroid = centroid();
        double meanDistance_um =
                chain.stream().mapToDouble(centroid::distance_um).average().orElseThrow();
        boolean closed = chain.getFirst().distance_um(chain.getLast()) <= length_um / 2;
        boolean thin = chain.stream().allMatch(point -> point.radius_um() < meanDistance_um / 2);
        return chain.size() >= OUTLINE_POINTS && closed && thin ? sphere(centroid, meanDistance_um) : chain;
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

    private Point centroid() {
        double x = 0, y = 0, z = 0;
        for (int k = 0; k < members.size(); k++) {
            x += point(k).x_um() / members.size();
            y += point(k).y_um() / members.size();
            z += point(k).z_um() / members.size();
        }
        return new Point(x, y, z, 1);
    }

    private Point point(int member) {
        return tree.point(members.get(member));
    }

    /** A cylinder with the area of a sphere. */
    private static List<Point> sphere(Point centre, double radius_um) {
        return List.of(
                new Point(centre.x_um(), centre.y_um() - radius_um, centre.z_um(), radius_um),
                new Point(centre.x_um(), centre.y_um() + radius_um, centre.z_um(), radius_um));
    }
}
