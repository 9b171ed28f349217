package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Mends the points of an SWC file as an {@link SwcRepair} allows, and counts what it does. */
final class SwcMending {
    private static final int NONE = SwcPoint.NO_PARENT, LOST = -2;

    private final SwcRepair repair;
    private final Map<String, Integer> counts;
    private final List<SwcPoint> points;
    /** By point: the number of its parent, or {@link #NONE}; or {@link #LOST} if it names one that is not there. */
    private final int[] parent;

    private SwcMending(List<SwcPoint> points, SwcRepair repair, Map<String, Integer> counts) {
        this.points = new ArrayList<>(points);
        this.repair = repair;
        this.counts = counts;
        this.parent = new int[points.size()];
    }

    /** The points, numbered anew if anything may be mended that needs it. */
    static List<SwcPoint> mended(List<SwcPoint> points, SwcRepair repair, Map<String, Integer> counts) {
        boolean isLinked = repair.fragments() != SwcRepair.Fragments.REFUSE
                || repair.renumberIds()
                || repair.mergeCoincident()
                || repair.soma() != SwcRepair.Soma.AS_IT_IS
                || repair.zeroParentIsRoot();
        return isLinked ? new SwcMending(points, repair, counts).mended() : points;
    }

    private void count(String what, int times) {
        if (times > 0) {
            counts.merge(what, times, Integer::sum);
        }
    }

    private List<SwcPoint> mended() {
        if (!link()) {
            return points; // to be refused with its place
        }
        if (repair.fragments() != SwcRepair.Fragments.REFUSE) {
            mendFragments();
        }
        if (repair.mergeCoincident()) {
            mergeCoincident();
        }
        switch (repair.soma()) {
            case AS_IT_IS -> {}
            case ONE_SPHERE -> gatherSoma();
            case ROOT_POINT -> keepRootAsSoma();
        }
        return renumbered();
    }

    /** Finds the parents; false if an id is there twice and must not be. */
    private boolean link() {
        Map<Integer, Integer> last = new HashMap<>();
        Map<Integer, Integer> any = new HashMap<>();
        for (int k = 0; k < points.size(); k++) {
            any.putIfAbsent(points.get(k).id(), k);
        }
        boolean zeroIsRoot = repair.zeroParentIsRoot() && !any.containsKey(0);
        int again = 0, zeros = 0;
        for (int k = 0; k < points.size(); k++) {
            SwcPoint point = points.get(k);
            if (point.parentId() == NONE) {
                parent[k] = NONE;
            } else if (zeroIsRoot && point.parentId() == 0) {
                parent[k] = NONE;
                zeros++;
            } else {
                Integer above =
                        last.containsKey(point.parentId()) ? last.get(point.parentId()) : any.get(point.parentId());
                parent[k] = above == null ? LOST : above;
            }
            again += last.put(point.id(), k) == null ? 0 : 1;
        }
        count("parents 0 taken for a beginning", zeros);
        count("ids used again", again);
        return again == 0 || repair.renumberIds();
    }

    private void mergeCoincident() {
        int merged = 0;
        int[] into = IntStream.range(0, points.size()).toArray();
        for (int k = 0; k < points.size(); k++) {
            if (parent[k] >= 0
                    && points.get(k).point().distance_um(points.get(parent[k]).point()) == 0
                    && find(into, parent[k]) != k) {
                into[k] = parent[k];
                merged++;
            }
        }
        keep(IntStream.range(0, points.size()).filter(k -> into[k] == k).toArray(), into);
        count("points at the place of their parents left out", merged);
    }

    private static int find(int[] into, int k) {
        int at = k;
        while (into[at] != at) {
            at = into[at];
        }
        return at;
    }

    /** Keeps these points; a parent that goes is what it was merged into, or lost. */
    private void keep(int[] kept, int[] into) {
        int[] position = new int[points.size()];
        Arrays.fill(position, LOST);
        for (int n = 0; n < kept.length; n++) {
            position[kept[n]] = n;
        }
        List<SwcPoint> left = new ArrayList<>();
        for (int n = 0; n < kept.length; n++) {
            left.add(points.get(kept[n]));
            int above = parent[kept[n]];
            parent[n] = above < 0 ? above : position[find(into, above)];
        }
        points.clear();
        points.addAll(left);
    }

    private void mendFragments() {
        int[] tree = trees();
        int kept = main(tree);
        List<Integer> inside = new ArrayList<>();
        for (int k = 0; k < points.size(); k++) {
            if (tree[k] == kept) {
                inside.add(k);
            }
        }
        if (repair.fragments() == SwcRepair.Fragments.DROP) {
            count("points of fragments left out", points.size() - inside.size());
            keep(
                    inside.stream().mapToInt(Integer::intValue).toArray(),
                    IntStream.range(0, points.size()).toArray());
            return;
        }
        int connected = 0;
        for (int k = 0; k < points.size(); k++) {
            if (tree[k] == k && k != kept) {
                Point here = points.get(k).point();
                parent[k] = inside.stream()
                        .min((a, b) -> Double.compare(
                                here.distance_um(points.get(a).point()),
                                here.distance_um(points.get(b).point())))
                        .orElseThrow();
                connected++;
            }
        }
        count("fragments connected to the nearest point", connected);
    }

    /** By point: where its tree begins; in a circle, one point of it, whose parent is taken away. */
    private int[] trees() {
        int[] tree = new int[points.size()], passedBy = new int[points.size()];
        Arrays.fill(tree, NONE);
        Arrays.fill(passedBy, NONE);
        for (int k = 0; k < tree.length; k++) {
            int at = k;
            while (tree[at] == NONE && parent[at] >= 0 && passedBy[at] != k) {
                passedBy[at] = k;
                at = parent[at];
            }
            if (tree[at] == NONE) {
                count("circles of parents cut", parent[at] >= 0 ? 1 : 0);
                parent[at] = NONE;
            }
            int root = tree[at] == NONE ? at : tree[at];
            for (int on = k; tree[on] == NONE; on = on == root ? on : parent[on]) {
                tree[on] = root;
            }
        }
        return tree;
    }

    /** The tree of the first soma point, or the one of most points, the first of equals. */
    private int main(int[] tree) {
        for (int k = 0; k < tree.length; k++) {
            if (points.get(k).type() == SwcType.SOMA) {
                return tree[k];
            }
        }
        int[] sizes = new int[tree.length];
        for (int root : tree) {
            sizes[root]++;
        }
        return IntStream.range(0, sizes.length)
                .reduce((a, b) -> sizes[b] > sizes[a] ? b : a)
                .orElseThrow();
    }

    private void gatherSoma() {
        int[] soma = IntStream.range(0, points.size())
                .filter(k -> points.get(k).type() == SwcType.SOMA)
                .toArray();
        if (soma.length == 0) {
            return;
        }
        int first = soma[0];
        double radius_um = somaRadius_um(soma);
        count("root moved to the soma", parent[first] >= 0 ? 1 : 0);
        turnTo(first);
        Point centre = SwcSoma.centroid(
                Arrays.stream(soma).mapToObj(k -> points.get(k).point()).toList());
        SwcPoint old = points.get(first);
        points.set(first, new SwcPoint(old.line(), old.id(), SwcType.SOMA, centre.withRadius_um(radius_um), NONE));
        int[] into = IntStream.range(0, points.size()).toArray();
        for (int k : soma) {
            into[k] = first;
        }
        keep(IntStream.range(0, points.size()).filter(k -> into[k] == k).toArray(), into);
        count("points of the soma made one sphere", soma.length > 1 ? soma.length : 0);
    }

    /**
     * The radius of the sphere that a soma of several points is: of an outline, the mean distance from its middle; of points that
     * hang on each other, that of the same area as their frusta; of others their mean radius.
     */
    private double somaRadius_um(int[] soma) {
        List<Point> all =
                Arrays.stream(soma).mapToObj(k -> points.get(k).point()).toList();
        double length_um = 0, area_um2 = 0;
        for (int k : soma) {
            if (parent[k] >= 0 && points.get(parent[k]).type() == SwcType.SOMA) {
                List<Point> piece =
                        List.of(points.get(parent[k]).point(), points.get(k).point());
                length_um += Branch.length_um(piece);
                area_um2 += Branch.area_um2(piece);
            }
        }
        OptionalDouble outline_um = SwcSoma.outlineRadius_um(all, length_um);
        return outline_um.isPresent()
                ? outline_um.getAsDouble()
                : area_um2 > 0
                        ? Math.sqrt(area_um2 / (4 * Math.PI))
                        : all.stream().mapToDouble(Point::radius_um).average().orElseThrow();
    }

    /** Makes a point the beginning of its tree. */
    private void turnTo(int point) {
        int before = NONE, at = point;
        while (at >= 0) {
            int above = parent[at];
            parent[at] = before;
            before = at;
            at = above;
        }
    }

    private void keepRootAsSoma() {
        int changed = 0;
        for (int k = 0; k < points.size(); k++) {
            SwcPoint point = points.get(k);
            if (parent[k] >= 0 && point.type() == SwcType.SOMA) {
                points.set(k, new SwcPoint(point.line(), point.id(), SwcType.BASAL, point.point(), point.parentId()));
                changed++;
            }
        }
        count("points of type 1 given type 3", changed);
    }

    /** By row; a parent that is not there stays one that is not there. */
    private List<SwcPoint> renumbered() {
        List<SwcPoint> renumbered = new ArrayList<>();
        for (int k = 0; k < points.size(); k++) {
            SwcPoint point = points.get(k);
            int parentId = parent[k] == LOST ? Integer.MAX_VALUE : parent[k] == NONE ? NONE : parent[k] + 1;
            renumbered.add(new SwcPoint(point.line(), k + 1, point.type(), point.point(), parentId));
        }
        return renumbered;
    }
}
