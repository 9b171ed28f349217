package dev.ranvier.mechanism;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * The voltage table of one channel: {@code tables} quantities at every node of a grid, of which table {@code t}
 * drives state {@code t / 2}, stored {@code [node][table]}, and where each site stands in it.
 *
 * @param grid the nodes
 * @param tables quantities a node
 * @param values the table's content
 * @param node where in the values the node at or below v stands, stored as {@link #WHOLE} + place; read it with
 *     {@link Column#low}
 * @param fraction position between that node and the next, in [0, 1]
 * @param partials written by advancePartials: d next / d table value, one column a table
 */
public record TableSites(
        VoltageGrid grid, int tables, Column values, Column node, Column fraction, List<Column> partials) {
    /** 1.5 * 2^52: a double of this size has no fraction, and the low half of its bits is a whole number added to it. */
    public static final double WHOLE = 0x1.8p52;

    /** Zeroed columns for {@code sites} sites. */
    public static TableSites allocate(Arena arena, VoltageGrid grid, int tables, int sites) {
        Block position = new Block(arena, 2 + tables, sites);
        List<Column> partials = new ArrayList<>();
        for (int t = 0; t < tables; t++) {
            partials.add(position.column(2 + t));
        }
        return new TableSites(
                grid,
                tables,
                new Block(arena, 1, grid.nodes() * tables).column(0),
                position.column(0),
                position.column(1),
                partials);
    }

    /** The same table for sites that start at number {@code from}. */
    public TableSites shifted(int from) {
        return new TableSites(
                grid,
                tables,
                values,
                node.shifted(from),
                fraction.shifted(from),
                partials.stream().map(partial -> partial.shifted(from)).toList());
    }

    /** Index in {@link #values} of table {@code t} at node {@code node}. */
    public int index(int node, int t) {
        return node * tables + t;
    }
}
