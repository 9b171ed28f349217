package dev.ranvier.morphology;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The points of an SWC file as one tree: exactly one root, no cycle, every parent there. Points are numbered by row, and
 * the children of a point keep the order of their rows, which need not come after the parent's.
 */
final class SwcTree {
    /** No such point. */
    static final int NONE = -1;

    private static final int SHOWN_IDS = 8;

    private final String source;
    private final List<SwcPoint> points;
    private final int[] parent;
    private final int[] firstChild;
    private final int[] nextSibling;
    private final int root;

    SwcTree(List<SwcPoint> points, String source) {
        this.source = source;
        this.points = points;
        parent = new int[points.size()];
        firstChild = new int[points.size()];
        nextSibling = new int[points.size()];
        root = link(byId());
        requireNoCycle();
    }

    int root() {
        return root;
    }

    int size() {
        return points.size();
    }

    SwcPoint get(int k) {
        return points.get(k);
    }

    int type(int k) {
        return points.get(k).type();
    }

    Point point(int k) {
        return points.get(k).point();
    }

    int parent(int k) {
        return parent[k];
    }

    int firstChild(int k) {
        return firstChild[k];
    }

    int nextSibling(int k) {
        return nextSibling[k];
    }

    /** The only child, or {@link #NONE} if there are none or several. */
    int onlyChild(int k) {
        int child = firstChild[k];
        return child != NONE && nextSibling[child] == NONE ? child : NONE;
    }

    /** A complaint about the row of point {@code k}. */
    MorphologyException error(int k, String message) {
        return new MorphologyException(source + ":" + points.get(k).line() + ": " + message);
    }

    private Map<Integer, Integer> byId() {
        Map<Integer, Integer> byId = HashMap.newHashMap(points.size());
        for (int k = 0; k < points.size(); k++) {
            Integer earlier = byId.putIfAbsent(points.get(k).id(), k);
            if (earlier != null) {
                throw error(
                        k,
                        "id " + points.get(k).id() + " is already used in line "
                                + points.get(earlier).line()
                                + "; every point needs its own, or repair: {ids: renumber}");
            }
        }
        return byId;
    }

    private int link(Map<Integer, Integer> byId) {
        Arrays.fill(firstChild, NONE);
        Arrays.fill(nextSibling, NONE);
        int found = NONE;
        int[] lastChild = new int[points.size()];
        for (int k = 0; k < points.size(); k++) {
            SwcPoint point = points.get(k);
            if (point.parentId() == SwcPoint.NO_PARENT) {
                if (found != NONE) {
                    throw error(
                            k,
                            "point " + point.id() + " begins a second tree, the first begins in line "
                                    + points.get(found).line()
                                    + "; connect it (parent -1 is for one point) or remove it, or repair: {fragments:"
                                    + " drop}, or connect");
                }
                found = k;
                parent[k] = NONE;
                continue;
            }
            Integer above = byId.get(point.parentId());
            if (above == null) {
                throw error(
                        k,
                        "point " + point.id() + " has the parent " + point.parentId()
                                + ", which is not in the file; name a point of the file, or -1 for the root, or"
                                + " repair: "
                                + (point.parentId() == 0 ? "{zero_parent: root}" : "{fragments: drop}"));
            }
            parent[k] = above;
            if (firstChild[above] == NONE) {
                firstChild[above] = k;
            } else {
                nextSibling[lastChild[above]] = k;
            }
            lastChild[above] = k;
        }
        return found;
    }

    /** Marks what hangs together with the root; whatever is left leads up into a cycle. */
    private void requireNoCycle() {
        boolean[] reached = new boolean[points.size()];
        int[] stack = new int[points.size()];
        int depth = 0;
        if (root != NONE) {
            stack[depth++] = root;
        }
        while (depth > 0) {
            int k = stack[--depth];
            reached[k] = true;
            for (int child = firstChild[k]; child != NONE; child = nextSibling[child]) {
                stack[depth++] = child;
            }
        }
        for (int k = 0; k < reached.length; k++) {
            if (!reached[k]) {
                throw cycleAbove(k);
            }
        }
    }

    private MorphologyException cycleAbove(int k) {
        boolean[] passed = new boolean[points.size()];
        int on = k;
        while (!passed[on]) {
            passed[on] = true;
            on = parent[on];
        }
        StringBuilder ids = new StringBuilder().append(points.get(on).id());
        int next = on, shown = 0;
        do {
            next = parent[next];
            ids.append(" -> ").append(points.get(next).id());
        } while (next != on && ++shown < SHOWN_IDS);
        return error(
                on,
                "the parents go round in a circle: " + ids + (next == on ? "" : " -> ...")
                        + "; one of these points must have another parent, or -1 if it is the root; or repair:"
                        + " {fragments: drop}");
    }
}
