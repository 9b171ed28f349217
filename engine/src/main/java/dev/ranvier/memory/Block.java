package dev.ranvier.memory;

import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A rectangle of off-heap doubles, zero when made: {@code rows} columns of {@code length} doubles each, every column 64-byte
 * aligned.
 *
 * <pre>
 *   byte 0                      length * 8                2 * length * 8
 *   | column 0 [0 .. length)    | column 1 [0 .. length)  | ...
 * </pre>
 *
 * The arena that was given owns the memory.
 */
public final class Block {
    private static final int ALIGNMENT_BYTES = 64;

    private final MemorySegment segment;
    private final long rows;
    private final long rowBytes;

    /** Allocates {@code rows} columns of {@code length} doubles; {@code length} is rounded up to whole cache lines. */
    public Block(Arena arena, long rows, int length) {
        this.rows = rows;
        this.rowBytes = (long) Lanes.padded(length) * Double.BYTES;
        this.segment = arena.allocate(Math.max(ALIGNMENT_BYTES, rows * rowBytes), ALIGNMENT_BYTES);
    }

    /** A new window on row {@code row}. */
    public Column column(int row) {
        return column(row, 0);
    }

    /**
     * A window on row {@code row} whose index k means element {@code k - shift} of it: a range of sites keeps its own numbers
     * in memory that has room for it alone.
     */
    public Column column(int row, long shift) {
        Column column = cursor();
        column.moveTo(base(row) - shift * Double.BYTES);
        return column;
    }

    /** Address of row {@code row}, for {@link Column#moveTo}. */
    public long base(long row) {
        assert row >= 0 && row < rows : row;
        return segment.address() + row * rowBytes;
    }

    /** A window that can be moved to any row of this block. */
    public Column cursor() {
        long lowest = segment.address();
        return new Column(lowest, lowest + segment.byteSize(), lowest);
    }

    /** All of the memory, for calls into native code. */
    public MemorySegment segment() {
        return segment;
    }

    /** Doubles from the start of one row to the start of the next. */
    public int stride() {
        return (int) (rowBytes / Double.BYTES);
    }

    /** Size of the memory. */
    public long bytes() {
        return segment.byteSize();
    }

    /** Number of rows. */
    public int rows() {
        return Math.toIntExact(rows);
    }

    /** Sets every double to zero. */
    public void clear() {
        segment.fill((byte) 0);
    }
}
