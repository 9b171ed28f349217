package dev.ranvier.batch;

import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.mechanism.Placed;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the mechanisms with places of their own their columns: windows on the states that move from row to row, parameters, and
 * work columns over the places.
 *
 * <pre>
 *   places      [v, u, i, slope, those of the parent, weight, work, partials, states before and after an event][place][lane]
 * </pre>
 */
final class PlacedColumns {
    private static final int V = 0,
            U = 1,
            I = 2,
            SLOPE = 3,
            PARENT_V = 4,
            PARENT_U = 5,
            PARENT_SLOPE = 6,
            WEIGHT = 7,
            OWN = 8;

    private final Arena arena;
    private final Layout layout;
    private final SiteNumbers numbers;
    private final TimeRows rows;
    private final List<Block> parameters;
    private final List<Block> shared;
    private final List<PlacedSites<AxialCurrent>> links = new ArrayList<>();
    private final List<PlacedSites<PointProcess>> points = new ArrayList<>();
    private long bytes;

    /** Columns on the memory of a batch. */
    PlacedColumns(
            Arena arena,
            Layout layout,
            SiteNumbers numbers,
            Kinds kinds,
            TimeRows rows,
            List<Block> parameters,
            List<Block> shared) {
        this.arena = arena;
        this.layout = layout;
        this.numbers = numbers;
        this.rows = rows;
        this.parameters = parameters;
        this.shared = shared;
        kinds.links().forEach((c, link) -> links.add(place(c, link, layout.parents(layout.nodesOf(c)))));
        kinds.points().forEach((c, point) -> points.add(place(c, point, new int[0])));
    }

    private <M extends Placed> PlacedSites<M> place(int c, M mechanism, int[] parents) {
        Schema schema = mechanism.schema();
        int sites = numbers.count(c), held = schema.states().size();
        int scratch = OWN,
                partials = scratch + schema.scratch(),
                before = partials + schema.partials().size();
        int after = before + held;
        Block own = new Block(arena, after + held, sites);
        bytes += own.bytes();
        long first = numbers.stateOf(c, 0);
        Sites columns = new Sites(
                        0,
                        sites,
                        own.column(V),
                        own.column(U),
                        own.column(I),
                        own.column(SLOPE),
                        rows.read().open(rows.block(), first, sites, held),
                        rows.written().open(rows.block(), first, sites, held),
                        columns(parameters.get(c), 0, schema.parameters().size()),
                        columns(own, scratch, schema.scratch()),
                        columns(own, partials, schema.partials().size()),
                        shared.get(c).column(0))
                .atPlaces(own.column(PARENT_V), own.column(PARENT_U), own.column(PARENT_SLOPE), own.column(WEIGHT));
        int[] nodes = layout.nodesOf(c);
        return new PlacedSites<>(
                new Chunk(0, sites, nodes.length * layout.width(), columns, List.of(), List.of()),
                new Chunk.Placement<>(c, mechanism, columns, 0),
                layout.elements(nodes),
                layout.elements(parents),
                columns(own, before, held),
                columns(own, after, held));
    }

    private static Column[] columns(Block block, int first, int count) {
        Column[] columns = new Column[count];
        for (int k = 0; k < count; k++) {
            columns[k] = block.column(first + k);
        }
        return columns;
    }

    /** Axial currents. */
    List<PlacedSites<AxialCurrent>> links() {
        return links;
    }

    /** Point processes. */
    List<PlacedSites<PointProcess>> points() {
        return points;
    }

    /** Memory of its own. */
    long bytes() {
        return bytes;
    }
}
