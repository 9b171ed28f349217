package dev.ranvier.batch;

import dev.ranvier.channel.ChannelSites;
import dev.ranvier.memory.Column;
import java.util.List;

/**
 * Elements {@code [from, to)} of a batch, with the channels that all of them have.
 *
 * @param from first element, a multiple of the padding
 * @param to one past the last
 * @param real how many of them, from the first, stand for a compartment; the others are ghosts
 * @param i summed current density of its channels, in the batch's numbers of elements; all chunks share the memory
 * @param slope the sum of their slopes, likewise
 * @param placements the channels
 */
public record Chunk(int from, int to, int real, Column i, Column slope, List<Placement> placements) {
    /**
     * A channel in a chunk.
     *
     * @param channel its position in the cell
     * @param sites its columns, in the batch's numbers of elements
     * @param firstSite the chunk's first element in the channel's own numbers, which leave out what it is not in
     */
    public record Placement(int channel, ChannelSites sites, int firstSite) {}

    /** Copies the list. */
    public Chunk {
        placements = List.copyOf(placements);
    }
}
