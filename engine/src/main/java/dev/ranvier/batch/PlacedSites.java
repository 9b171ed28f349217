package dev.ranvier.batch;

import dev.ranvier.mechanism.Placed;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;

/**
 * The places of a mechanism that has its own, place by place, lanes together: {@code [place][lane]}, filled up with ghosts.
 *
 * @param chunk all places as one chunk, whose membrane is nothing but the columns that all share
 * @param placement the mechanism there; what it reads and writes are the rows of the batch
 * @param nodes element of the node of each place
 * @param parents element of its parent, for an axial current, else none
 * @param before room for the states before an event
 * @param after room for the states after it
 * @param <M> the kind of mechanism
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the arrays are read by loops of every step
public record PlacedSites<M extends Placed>(
        Chunk chunk, Chunk.Placement<M> placement, int[] nodes, int[] parents, Column[] before, Column[] after) {
    /** The columns of the placement. */
    public Sites sites() {
        return placement.sites();
    }

    /** Whether the current flows between a node and its parent. */
    public boolean hasParents() {
        return parents.length > 0;
    }

    /** What it does. */
    public M mechanism() {
        return placement.mechanism();
    }

    /** Where it stands in the cell's list. */
    public int position() {
        return placement.position();
    }
}
