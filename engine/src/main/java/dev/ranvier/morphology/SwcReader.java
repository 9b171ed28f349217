package dev.ranvier.morphology;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Reads SWC files (Cannon et al., J. Neurosci. Methods 84, 1998), strictly: what is not one tree of points with positive
 * radii is refused with the line and what to do about it. Comments from {@code #} on, blank lines, tabs and any line
 * ending are fine, and children may stand before their parents.
 *
 * <p>A branch is a chain of points without a fork and of one type code. Branches are numbered depth first, children in
 * the order of their rows, and named {@code soma}, {@code axon[0]}, {@code basal[0]}, {@code apical[0]}, {@code type5[0]}.
 *
 * <p>The soma (type 1) is the root branch. Its points must hang together and contain the file's root:
 *
 * <ul>
 *   <li>One point of radius r: a cylinder of length and diameter 2 r, which has the area of the sphere.
 *   <li>Three points, a centre and two children on opposite sides at its radius: the same (neuromorpho.org's convention).
 *   <li>An outline (four points or more in a chain that comes back to within half its length of its beginning, all radii
 *       below half the mean distance R of the points from their centroid): such a cylinder with r = R, as neuromorpho.org
 *       replaces outlines.
 *   <li>Any other chain, from the root point on: frusta through its points.
 *   <li>Anything that forks: such a cylinder with the area of all its frusta.
 * </ul>
 *
 * The cylinders lie along y round the one point or the centre; for outlines and forks round the centroid of the points.
 *
 * <ul>
 *   <li>A branch on the soma begins at its own first point and hangs on the soma's middle; the gap is no cable. If it has
 *       that one point only, it begins at its soma point, with its own radius. So does one on the first or last point of a soma of
 *       frusta, and it hangs on that end (as in NEURON's Import3d).
 *   <li>Any other branch begins with a copy of its parent's last point, radius included, and hangs on its parent's end.
 *   <li>Without a soma the root branch goes from the root point along its first child; further children of the root point
 *       hang on the beginning of the root branch.
 * </ul>
 */
public final class SwcReader {
    /** The byte order mark that some editors put before UTF-8, one character a byte. */
    private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";

    private final SwcTree tree;
    private final SwcType.Numbering numbering = new SwcType.Numbering();
    private final List<Branch> branches = new ArrayList<>();
    /** Branches still to be read, the next on top. */
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** A branch that is known by its first own point, and what comes before that point. */
    private record Pending(int first, int parent, double parentFraction, List<Point> before) {}

    private SwcReader(SwcTree tree) {
        this.tree = tree;
    }

    /** Reads a file in um. Throws {@link MorphologyException} for what is in it, IOException if it cannot be read. */
    public static Morphology read(Path file) throws IOException {
        return read(file, 1);
    }

    /**
     * Reads a file in other units.
     *
     * @param um_per_unit how long a unit of the file is, for places and radii: 1000 for mm, 0.001 for nm
     */
    public static Morphology read(Path file, double um_per_unit) throws IOException {
        return read(file, um_per_unit, SwcRepair.NONE).morphology();
    }

    /** The same, mending what {@code repair} says. */
    public static RepairedMorphology read(Path file, double um_per_unit, SwcRepair repair) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // One character a byte: comments may be in any encoding, and rows are ASCII or wrong.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean marked = text.startsWith(UTF_8_MARK);
        return parse(marked ? text.substring(UTF_8_MARK.length()) : text, file.toString(), um_per_unit, repair);
    }

    /** Reads SWC rows from memory; {@code source} is what messages name before the line. */
    public static Morphology parse(String text, String source, double um_per_unit) {
        return parse(text, source, um_per_unit, SwcRepair.NONE).morphology();
    }

    /** The same, mending what {@code repair} says. */
    public static RepairedMorphology parse(String text, String source, double um_per_unit, SwcRepair repair) {
        MorphologyException.positive("um_per_unit", um_per_unit);
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<SwcPoint> points =
                SwcMending.mended(SwcRows.parse(text, source, um_per_unit, repair, counts), repair, counts);
        return new RepairedMorphology(new SwcReader(new SwcTree(points, source)).morphology(), counts);
    }

    private Morphology morphology() {
        if (tree.type(tree.root()) == SwcType.SOMA) {
            beginAtSoma();
        } else {
            beginWithoutSoma();
        }
        while (!pending.isEmpty()) {
            addBranch(pending.pop());
        }
        return new Morphology(branches);
    }

    private void beginAtSoma() {
        SwcSoma soma = new SwcSoma(tree);
        branches.add(new Branch(numbering.next(SwcType.SOMA), SwcType.SOMA, Branch.NO_PARENT, 0, soma.points()));
        List<Pending> onSoma = new ArrayList<>();
        for (int k = 0; k < tree.size(); k++) {
            int above = tree.parent(k);
            if (above != SwcTree.NONE && tree.type(above) == SwcType.SOMA && tree.type(k) != SwcType.SOMA) {
                OptionalDouble end = soma.end(above);
                List<Point> before = end.isPresent() ? List.of(beginning(k)) : List.of();
                onSoma.add(new Pending(k, 0, end.orElse(0.5), before));
            }
        }
        onSoma.reversed().forEach(pending::push);
    }

    /** The place of the soma point that a point hangs on, with the point's own radius. */
    private Point beginning(int point) {
        return tree.point(tree.parent(point)).withRadius_um(tree.point(point).radius_um());
    }

    private void beginWithoutSoma() {
        int root = tree.root(), first = tree.firstChild(root);
        if (first == SwcTree.NONE) {
            throw tree.error(
                    root,
                    "a single point is a cell only as a soma (type 1); it has type " + tree.type(root)
                            + ": change the type or add points");
        }
        List<Point> before = List.of(tree.point(root));
        pushChildren(root, 0, 0, before);
        pending.pop();
        pending.push(new Pending(first, Branch.NO_PARENT, 0, before));
    }

    private void addBranch(Pending start) {
        int type = tree.type(start.first());
        if (type == SwcType.SOMA) {
            throw tree.error(
                    start.first(),
                    "a soma point (type 1) hangs on a point of type " + tree.type(tree.parent(start.first()))
                            + "; the soma must be in one piece and contain the root: change the type, or repair: {soma:"
                            + " one_sphere}");
        }
        List<Point> points = new ArrayList<>(start.before());
        int last = start.first();
        points.add(tree.point(last));
        for (int next = tree.onlyChild(last);
                next != SwcTree.NONE && tree.type(next) == type;
                next = tree.onlyChild(last)) {
            points.add(tree.point(next));
            last = next;
        }
        if (points.size() == 1) {
            points.addFirst(beginning(last));
        }
        if (!(Branch.length_um(points) > 0)) {
            throw tree.error(
                    start.first(),
                    "the branch that begins with point "
                            + tree.get(start.first()).id()
                            + " has no length, all its points are at one place; remove it and give its children its"
                            + " parent, or repair: {coincident: merge}");
        }
        int position = branches.size();
        branches.add(new Branch(numbering.next(type), type, start.parent(), start.parentFraction(), points));
        pushChildren(last, position, 1, List.of(tree.point(last)));
    }

    /** Puts the branches that begin at the children of a point on the stack, the first child on top. */
    private void pushChildren(int point, int parent, double parentFraction, List<Point> before) {
        List<Pending> children = new ArrayList<>();
        for (int child = tree.firstChild(point); child != SwcTree.NONE; child = tree.nextSibling(child)) {
            children.add(new Pending(child, parent, parentFraction, before));
        }
        children.reversed().forEach(pending::push);
    }
}
