package dev.ranvier.batch;

import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.simd.Lanes;
import java.util.List;

/**
 * Where the numbers of mechanisms stand: every one has columns of its own, over those nodes alone that have it, its sites, in the
 * order of the chunks, or of its places. A row of states is the voltage of all nodes and then every state of every mechanism.
 */
final class SiteNumbers {
    private final int[] count;
    private final int[] firstState;
    private final int[][] siteOfSlot;
    private int rowLength;

    SiteNumbers(Layout layout, List<Mechanism> mechanisms) {
        count = new int[mechanisms.size()];
        firstState = new int[mechanisms.size()];
        siteOfSlot = new int[mechanisms.size()][layout.elements() / layout.width()];
        for (Layout.Range range : layout.ranges()) {
            for (int c : range.channels()) {
                for (int e = range.firstOfNode(layout.width()); e < range.to(); e += layout.width()) {
                    siteOfSlot[c][e / layout.width()] = count[c] + e - range.from();
                }
                count[c] += range.to() - range.from();
            }
        }
        for (int c = 0; c < count.length; c++) {
            int[] nodes = layout.nodesOf(c);
            for (int j = 0; j < nodes.length; j++) {
                siteOfSlot[c][layout.slot(nodes[j])] = j * layout.width();
                count[c] = Lanes.padded((j + 1) * layout.width());
            }
        }
        rowLength = layout.elements();
        for (int c = 0; c < count.length; c++) {
            firstState[c] = rowLength;
            rowLength += mechanisms.get(c).schema().states().size() * count[c];
        }
    }

    /** Elements of a column of channel {@code c}. */
    int count(int c) {
        return count[c];
    }

    /** Site of lane 0 of a slot that has channel {@code c}. */
    int at(int c, int slot) {
        return siteOfSlot[c][slot];
    }

    /** Element of a row at which state {@code k} of channel {@code c} begins. */
    long stateOf(int c, int k) {
        return firstState[c] + (long) k * count[c];
    }

    /** Doubles of a row of states. */
    int rowLength() {
        return rowLength;
    }
}
