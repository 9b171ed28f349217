package dev.ranvier.batch;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Hands every chunk of a batch its columns: windows on the states that move from row to row, parameters or what a pool has in the
 * place of one, and work columns, which all chunks share one after the other.
 *
 * <pre>
 *   ions        [i, slope of the ion, states of the moment][site of pool c][lane]
 *   scratch     [i, slope, work columns of channels] of one chunk
 *   partials    [partial of a channel] of one chunk; where it is the only one and so short that they stay in the first-level cache, of all channels
 * </pre>
 */
final class ChunkColumns {
    private static final int ION_I = 0, ION_SLOPE = 1, ION_MOMENT = 2;
    private static final int I = 0, SLOPE = 1, SUMS = 2;

    private final Arena arena;
    private final SiteNumbers numbers;
    private final List<Mechanism> mechanisms;
    private final Kinds kinds;
    private final TimeRows rows;
    private final List<Block> parameters;
    private final List<Block> shared;
    private final List<Block> ions = new ArrayList<>();
    private final Block scratch;
    private final Block partials;
    /** By channel: its first column of partials. */
    private final int[] firstPartial;
    /** By channel: the sites in the chunks so far. */
    private final int[] placed;

    private final List<Chunk> chunks = new ArrayList<>();

    /** Columns on the memory of a batch; {@code u} is the other voltage that channels read. */
    ChunkColumns(
            Arena arena,
            Layout layout,
            SiteNumbers numbers,
            List<Mechanism> mechanisms,
            Kinds kinds,
            TimeRows rows,
            List<Block> parameters,
            List<Block> shared,
            Column u) {
        this.arena = arena;
        this.numbers = numbers;
        this.mechanisms = mechanisms;
        this.kinds = kinds;
        this.rows = rows;
        this.parameters = parameters;
        this.shared = shared;
        for (int c = 0; c < mechanisms.size(); c++) {
            int count = ION_MOMENT + mechanisms.get(c).schema().states().size();
            ions.add(new Block(arena, count, kinds.pools().containsKey(c) ? numbers.count(c) : 0));
        }
        int longest = layout.ranges().stream()
                .mapToInt(range -> range.to() - range.from())
                .max()
                .orElse(0);
        scratch = new Block(arena, SUMS + most(Schema::scratch), longest);
        firstPartial = new int[mechanisms.size()];
        int count = most(schema -> schema.partials().size());
        if (layout.ranges().size() == 1 && longest <= Lanes.PADDING) {
            count = 0;
            for (int c = 0; c < firstPartial.length; c++) {
                firstPartial[c] = count;
                count += mechanisms.get(c).schema().partials().size();
            }
        }
        partials = new Block(arena, count, longest);
        placed = new int[mechanisms.size()];
        layout.ranges().forEach(range -> lay(range, u));
    }

    private int most(ToIntFunction<Schema> count) {
        return mechanisms.stream().map(Mechanism::schema).mapToInt(count).max().orElse(0);
    }

    private void lay(Layout.Range range, Column u) {
        Sites membrane = membrane(range, u);
        List<Chunk.Placement<Channel>> channels = new ArrayList<>();
        kinds.channels().forEach((c, channel) -> {
            if (range.channels().contains(c)) {
                Sites at = sites(membrane, range, c, rows.read(), rows.written());
                channels.add(new Chunk.Placement<>(c, channel, at, placed[c]));
            }
        });
        List<Chunk.Pool> pools = new ArrayList<>();
        kinds.pools().forEach((c, pool) -> {
            if (range.channels().contains(c)) {
                int shift = range.from() - placed[c];
                Sites own = membrane.addingTo(
                        ions.get(c).column(ION_I, shift), ions.get(c).column(ION_SLOPE, shift));
                Sites at = sites(own, range, c, rows.poolsRead(), rows.poolsWritten());
                pools.add(new Chunk.Pool(new Chunk.Placement<>(c, pool, at, placed[c]), at.writing(moment(range, c))));
            }
        });
        range.channels().forEach(c -> placed[c] += range.to() - range.from());
        chunks.add(new Chunk(range.from(), range.to(), range.real(), membrane, channels, pools));
    }

    private Sites membrane(Layout.Range range, Column u) {
        Column[] none = {};
        return new Sites(
                range.from(),
                range.to(),
                rows.voltage(),
                u,
                scratch.column(I, range.from()),
                scratch.column(SLOPE, range.from()),
                none,
                none,
                none,
                none,
                none,
                new Block(arena, 1, 0).column(0));
    }

    private Sites sites(Sites membrane, Layout.Range range, int c, StateWindows from, StateWindows to) {
        Schema schema = mechanisms.get(c).schema();
        int shift = range.from() - placed[c], count = schema.states().size();
        long first = numbers.stateOf(c, 0) - shift;
        return membrane.withMechanism(
                from.open(rows.block(), first, numbers.count(c), count),
                to.open(rows.block(), first, numbers.count(c), count),
                parameters(range, c),
                columns(scratch, SUMS, schema.scratch(), range.from()),
                columns(partials, firstPartial[c], schema.partials().size(), range.from()),
                shared.get(c).column(0));
    }

    /** A channel's parameters in a chunk; those that a pool supplies are the pool's columns. */
    private Column[] parameters(Layout.Range range, int c) {
        Schema schema = mechanisms.get(c).schema();
        Column[] columns = columns(parameters.get(c), 0, schema.parameters().size(), range.from() - placed[c]);
        for (IonUse use : schema.ions()) {
            kinds.pools().forEach((other, pool) -> {
                if (pool.ion() == use.ion() && range.channels().contains(other)) {
                    columns[use.parameter()] = moment(range, other)[use.poolState()];
                }
            });
        }
        return columns;
    }

    /** A pool's states at the moment of a phase, of which channels read some. */
    private Column[] moment(Layout.Range range, int pool) {
        int count = mechanisms.get(pool).schema().states().size();
        return columns(ions.get(pool), ION_MOMENT, count, range.from() - placed[pool]);
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

    /** Memory of its own. */
    long bytes() {
        return scratch.bytes()
                + partials.bytes()
                + ions.stream().mapToLong(Block::bytes).sum();
    }
}
