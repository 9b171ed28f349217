package dev.ranvier.batch;

import dev.ranvier.mechanism.Kinds;
import dev.ranvier.model.Cell;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where the nodes of a cell stand in the columns of a batch: a pure function of the cell and the number of lanes.
 *
 * <pre>
 *   element = slot * width + lane        width = 1 for one lane, else the lanes padded to whole cache lines
 *
 *   | slots of compartments with channels {a, b} | with {a} | ... | nodes without membrane |
 * </pre>
 *
 * Compartments with the same channels stand together, so that a channel sees plain ranges; with one lane each such group
 * starts at a cache line and is filled up with ghosts, which repeat its first compartment. Ends of branches that carry no
 * current are left out.
 */
final class Layout {
    /** Elements that a channel's kernels run over at once: the columns of one chunk stay in the first-level cache. */
    static final int CHUNK = 512;

    private static final int LEFT_OUT = -1;

    private final int width;
    private final int[] slots;
    private final int[] nodes;
    private final int firstBare;
    private final List<Range> ranges = new ArrayList<>();
    private final int[] links;
    private final Compartments tree;
    /** By position: the nodes of a mechanism with places of its own. */
    private final int[][] placed;

    /**
     * Elements {@code [from, to)}, compartments with the same channels.
     *
     * @param real the first of them that are no ghosts
     * @param channels positions of the insertions
     */
    record Range(int from, int to, int real, List<Integer> channels) {
        /** The first element that is lane 0 of a node. */
        int firstOfNode(int width) {
            return (from + width - 1) / width * width;
        }
    }

    Layout(Cell cell, int lanes, Set<Integer> endsInUse) {
        tree = cell.compartments();
        width = lanes == 1 ? 1 : Lanes.padded(lanes);
        slots = new int[tree.count()];
        Arrays.fill(slots, LEFT_OUT);
        int align = width == 1 ? Lanes.PADDING : 1, slot = 0;
        List<Integer> inOrder = new ArrayList<>();
        for (Map.Entry<BitSet, List<Integer>> group : groups(cell).entrySet()) {
            int from = slot;
            for (int node : group.getValue()) {
                slots[node] = slot++;
                inOrder.add(node);
            }
            int real = slot;
            for (; slot % align != 0; slot++) {
                inOrder.add(group.getValue().getFirst());
            }
            addRanges(from, real, slot, group.getKey().stream().boxed().toList());
        }
        firstBare = slot;
        for (int node : bareNodes(tree, endsInUse)) {
            slots[node] = slot++;
            inOrder.add(node);
        }
        for (; slot % align != 0; slot++) {
            inOrder.add(inOrder.getFirst());
        }
        nodes = inOrder.stream().mapToInt(node -> node).toArray();
        links = deepestFirst(tree);
        placed = new int[cell.insertions().size()][];
        for (int c = 0; c < placed.length; c++) {
            placed[c] = cell.kinds().isInMembrane(c)
                    ? new int[0]
                    : cell.insertions()
                            .get(c)
                            .nodes(tree)
                            .filter(node -> slots[node] != LEFT_OUT)
                            .toArray();
        }
    }

    /** The compartments by the channels that they have, both in order. */
    private static Map<BitSet, List<Integer>> groups(Cell cell) {
        Map<BitSet, List<Integer>> groups = new LinkedHashMap<>();
        Kinds kinds = cell.kinds();
        for (int node = 0; node < cell.compartments().count(); node++) {
            if (cell.compartments().isCompartment(node)) {
                BitSet channels = new BitSet();
                for (int c = 0; c < cell.insertions().size(); c++) {
                    channels.set(
                            c, kinds.isInMembrane(c) && cell.insertions().get(c).isAt(cell.compartments(), node));
                }
                groups.computeIfAbsent(channels, key -> new ArrayList<>()).add(node);
            }
        }
        return groups;
    }

    private void addRanges(int fromSlot, int realSlot, int toSlot, List<Integer> channels) {
        int to = toSlot * width;
        for (int from = fromSlot * width; from < to; from += CHUNK) {
            int end = Math.min(from + CHUNK, to);
            ranges.add(new Range(from, end, Math.clamp((long) realSlot * width - from, 0, end - from), channels));
        }
    }

    /** Nodes without membrane at which something branches off or is injected. */
    private static List<Integer> bareNodes(Compartments tree, Set<Integer> endsInUse) {
        boolean[] used = new boolean[tree.count()];
        endsInUse.forEach(node -> used[node] = true);
        for (int node = 1; node < tree.count(); node++) {
            used[tree.parent(node)] |= tree.isCompartment(node) || used[node];
        }
        used[0] = true;
        return IntStream.range(0, tree.count())
                .filter(node -> used[node] && !tree.isCompartment(node))
                .boxed()
                .toList();
    }

    private int[] deepestFirst(Compartments tree) {
        int[] depth = new int[tree.count()];
        for (int node = 1; node < depth.length; node++) {
            depth[node] = depth[tree.parent(node)] + 1;
        }
        return IntStream.range(1, depth.length)
                .filter(node -> slots[node] != LEFT_OUT)
                .boxed()
                .sorted(Comparator.comparingInt(node -> -depth[node]))
                .mapToInt(node -> node)
                .toArray();
    }

    /** Elements from one slot to the next. */
    int width() {
        return width;
    }

    /** Elements of a column over all nodes. */
    int elements() {
        return nodes.length * width;
    }

    /** Elements of nodes with membrane, which come first. */
    int membraneElements() {
        return firstBare * width;
    }

    /** Slot of a node, or a negative number when it is left out. */
    int slot(int node) {
        return slots[node];
    }

    /** The node, or for a ghost the node it repeats, of each slot. */
    int[] nodes() {
        return nodes;
    }

    /** The chunks of all compartments. */
    List<Range> ranges() {
        return ranges;
    }

    /** All nodes but the root, the deepest first. */
    int[] links() {
        return links;
    }

    /** The nodes of mechanism {@code c}, which has places of its own, in order; ends that are left out have no current. */
    int[] nodesOf(int c) {
        return placed[c];
    }

    /** The parent of each node. */
    int[] parents(int[] nodes) {
        return Arrays.stream(nodes).map(tree::parent).toArray();
    }

    /** Lane 0 of nodes that are there. */
    int[] elements(int[] nodes) {
        return Arrays.stream(nodes).map(node -> slots[node] * width).toArray();
    }
}
