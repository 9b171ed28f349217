package dev.ranvier.channel;

import dev.ranvier.memory.Column;
import java.util.List;

/**
 * The voltage table of one channel: {@code tables} quantities at every node of a grid, of which table {@code t}
 * drives state {@code t / 2}, stored {@code [set][node][table]},
 * and, for the reverse sweep, where each lane stood in it.
 *
 * @param grid the nodes
 * @param tables quantities a node
 * @param values the table's content
 * @param setStride doubles between the sets of two neighbouring lanes, 0 when all lanes share one set
 * @param node written by advancePartials: index of the node at or below v
 * @param fraction written by advancePartials: position between that node and the next, in [0, 1]
 * @param partials written by advancePartials: d next / d table value, one column a table
 */
public record TableSites(
        VoltageGrid grid,
        int tables,
        Column values,
        int setStride,
        Column node,
        Column fraction,
        List<Column> partials) {
    /** Index in {@link #values} of table {@code t} at node {@code node} for lane {@code lane}. */
    public int index(int lane, int node, int t) {
        return lane * setStride + node * tables + t;
    }
}
