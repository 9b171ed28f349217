package dev.ranvier.batch;

import dev.ranvier.mechanism.Sites;
import java.util.List;

/**
 * Elements {@code [from, to)} of a batch, with the channels that all of them have.
 *
 * @param from first element, a multiple of the padding
 * @param to one past the last
 * @param real how many of them, from the first, stand for a compartment; the others are ghosts
 * @param membrane the columns that its channels share; the sums of currents and slopes are those of one chunk at a time
 * @param placements the channels
 * @param pools the ion pools, which are no placements
 */
public record Chunk(int from, int to, int real, Sites membrane, List<Placement> placements, List<Pool> pools) {
    /**
     * A channel in a chunk.
     *
     * @param channel its position in the cell
     * @param sites its columns, in the batch's numbers of elements
     * @param firstSite the chunk's first element in the channel's own numbers, which leave out what it is not in
     */
    public record Placement(int channel, Sites sites, int firstSite) {}

    /**
     * An ion pool in a chunk.
     *
     * @param channel its position in the cell
     * @param sites its states, from row to row, and the summed current of its ion
     * @param moment the same sites, but writing to the columns that channels have in the place of a parameter
     * @param firstSite as of a {@link Placement}
     */
    public record Pool(int channel, Sites sites, Sites moment, int firstSite) {
        /** Where the pool's states, parameters and their derivatives stand. */
        public Placement placement() {
            return new Placement(channel, sites, firstSite);
        }
    }

    /** A state of a pool in the place of a channel's parameter. */
    public record Supply(Pool pool, int state) {}

    /** Copies the lists. */
    public Chunk {
        placements = List.copyOf(placements);
        pools = List.copyOf(pools);
    }
}
