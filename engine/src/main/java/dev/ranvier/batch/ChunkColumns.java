package dev.ranvier.batch;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.TableSites;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Hands every chunk of a batch its columns: windows on the states that move from row to row, parameters or what a pool has in the
 * place of one, and work columns, which all chunks share one after the other.
 *
 * <pre>
 *   ions        [concentration, reversal, i, slope of the ion][site of pool c][lane]
 *   scratch     [i, slope, work columns of channels] of one chunk
 *   partials    [partial of a channel] of one chunk
 * </pre>
 */
final class ChunkColumns {
    private static final int ION_MOMENT = 0, ION_I = 2, ION_SLOPE = 3, ION_COLUMNS = 4;
    private static final int I = 0, SLOPE = 1, SUMS = 2;

    private final Arena arena;
    private final SiteNumbers numbers;
    private final List<Channel> channels;
    private final Block states;
    private final List<Block> parameters;
    private final List<TableSites> tables;
    private final List<Block> ions = new ArrayList<>();
    private final Block scratch;
    private final Block partials;
    /** By channel: the sites in the chunks so far. */
    private final int[] placed;

    private final List<Chunk> chunks = new ArrayList<>();
    private final StateWindows read = new StateWindows(), written = new StateWindows();
    private final StateWindows poolsRead = new StateWindows(), poolsWritten = new StateWindows();

    /** Columns on the memory of a batch; {@code v} and {@code u} are the voltages that channels read. */
    ChunkColumns(
            Arena arena,
            Layout layout,
            SiteNumbers numbers,
            List<Channel> channels,
            Block states,
            List<Block> parameters,
            List<TableSites> tables,
            Column v,
            Column u) {
        this.arena = arena;
        this.numbers = numbers;
        this.channels = channels;
        this.states = states;
        this.parameters = parameters;
        this.tables = tables;
        for (int c = 0; c < channels.size(); c++) {
            ions.add(new Block(arena, ION_COLUMNS, channels.get(c) instanceof IonPool ? numbers.count(c) : 0));
        }
        scratch = new Block(arena, SUMS + most(Schema::scratch), Layout.CHUNK);
        partials = new Block(arena, most(schema -> schema.partials().size()), Layout.CHUNK);
        placed = new int[channels.size()];
        layout.ranges().forEach(range -> lay(range, v, u));
    }

    private int most(ToIntFunction<Schema> count) {
        return channels.stream().map(Channel::schema).mapToInt(count).max().orElse(0);
    }

    private void lay(Layout.Range range, Column v, Column u) {
        Sites membrane = membrane(range, v, u);
        List<Chunk.Placement> placements = new ArrayList<>();
        List<Chunk.Pool> pools = new ArrayList<>();
        for (int c : range.channels()) {
            Sites at = sites(membrane, range, c);
            if (channels.get(c) instanceof IonPool) {
                pools.add(new Chunk.Pool(c, at, at.writing(moment(range, c)), placed[c]));
            } else {
                placements.add(new Chunk.Placement(c, at, placed[c]));
            }
        }
        range.channels().forEach(c -> placed[c] += range.to() - range.from());
        chunks.add(new Chunk(range.from(), range.to(), range.real(), membrane, placements, pools));
    }

    private Sites membrane(Layout.Range range, Column v, Column u) {
        Column[] none = {};
        return new Sites(
                range.from(),
                range.to(),
                v,
                u,
                scratch.column(I, range.from()),
                scratch.column(SLOPE, range.from()),
                none,
                none,
                none,
                none,
                none,
                TableSites.allocate(arena, VoltageGrid.STANDARD, 0, 0));
    }

    private Sites sites(Sites membrane, Layout.Range range, int c) {
        Schema schema = channels.get(c).schema();
        int shift = range.from() - placed[c], count = schema.states().size();
        boolean pool = channels.get(c) instanceof IonPool;
        Sites shared = pool
                ? membrane.addingTo(
                        ions.get(c).column(ION_I, shift), ions.get(c).column(ION_SLOPE, shift))
                : membrane;
        long first = numbers.stateOf(c, 0) - shift;
        return shared.withChannel(
                (pool ? poolsRead : read).open(states, first, numbers.count(c), count),
                (pool ? poolsWritten : written).open(states, first, numbers.count(c), count),
                parameters(range, c),
                columns(scratch, SUMS, schema.scratch(), range.from()),
                columns(partials, 0, schema.partials().size(), range.from()),
                tables.get(c).shifted(range.from()));
    }

    /** A channel's parameters in a chunk; those that a pool supplies are the pool's columns. */
    private Column[] parameters(Layout.Range range, int c) {
        Schema schema = channels.get(c).schema();
        Column[] columns = columns(parameters.get(c), 0, schema.parameters().size(), range.from() - placed[c]);
        for (IonUse use : schema.ions()) {
            for (int other : range.channels()) {
                if (channels.get(other) instanceof IonPool pool && pool.ion() == use.ion()) {
                    columns[use.parameter()] = moment(range, other)[use.poolState()];
                }
            }
        }
        return columns;
    }

    /** What channels read of a pool in a chunk: its states at the moment of a phase. */
    private Column[] moment(Layout.Range range, int pool) {
        return columns(ions.get(pool), ION_MOMENT, 2, range.from() - placed[pool]);
    }

    private static Column[] columns(Block block, int first, int count, int shift) {
        Column[] columns = new Column[count];
        for (int k = 0; k < count; k++) {
            columns[k] = block.column(first + k, shift);
        }
        return columns;
    }

    /** The chunks of all compartments, in order. */
    List<Chunk> chunks() {
        return chunks;
    }

    /** Points the states that channels read to a row, by its address. */
    void readAt(long row) {
        read.moveTo(row);
    }

    /** Points the states that channels write to a row. */
    void writeAt(long row) {
        written.moveTo(row);
    }

    /** Points the states of pools that are read to a row. */
    void readPoolsAt(long row) {
        poolsRead.moveTo(row);
    }

    /** Points the states of pools that are written to a row. */
    void writePoolsAt(long row) {
        poolsWritten.moveTo(row);
    }

    /** Memory of its own. */
    long bytes() {
        return scratch.bytes()
                + partials.bytes()
                + ions.stream().mapToLong(Block::bytes).sum();
    }
}
