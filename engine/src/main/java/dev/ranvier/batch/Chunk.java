package dev.ranvier.batch;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Sites;
import java.util.List;

/**
 * Elements {@code [from, to)} of a batch, with the mechanisms that all of them have.
 *
 * @param from first element, a multiple of the padding
 * @param to one past the last
 * @param real how many of them, from the first, stand for a compartment; the others are ghosts
 * @param membrane the columns that its channels share; the sums of currents and slopes are those of one chunk at a time
 * @param channels its channels
 * @param pools its ion pools
 */
public record Chunk(int from, int to, int real, Sites membrane, List<Placement<Channel>> channels, List<Pool> pools) {
    /**
     * A mechanism in a chunk.
     *
     * @param position where it stands in the cell's list
     * @param mechanism what it does
     * @param sites its columns, in the batch's numbers of elements
     * @param firstSite the chunk's first element in the mechanism's own numbers, which leave out what it is not in
     */
    public record Placement<M extends Mechanism>(int position, M mechanism, Sites sites, int firstSite) {}

    /**
     * An ion pool in a chunk.
     *
     * @param placement its states, from row to row, and the summed current of its ion
     * @param moment the same sites, but writing to the columns that channels have in the place of a parameter
     */
    public record Pool(Placement<IonPool> placement, Sites moment) {
        /** The columns of the placement. */
        public Sites sites() {
            return placement.sites();
        }

        /** The pool's own doings. */
        public IonPool mechanism() {
            return placement.mechanism();
        }
    }

    /** A state of a pool in the place of a channel's parameter. */
    public record Supply(Pool pool, int state) {}

    /** Copies the lists. */
    public Chunk {
        channels = List.copyOf(channels);
        pools = List.copyOf(pools);
    }
}
