package dev.ranvier.batch;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;

/**
 * The time rows of a batch, each the voltages of all nodes and behind them the states of all mechanisms, and the windows through which
 * kernels look at them. Row {@code n} stands at n modulo their {@link #count}.
 */
public final class TimeRows {
    private final SiteNumbers numbers;
    private final int count;
    private final Block block;
    private final long firstBase;
    private final long rowBytes;
    private final Column v;
    private final Column nextV;
    private final StateWindows read = new StateWindows(), written = new StateWindows();
    private final StateWindows poolsRead = new StateWindows(), poolsWritten = new StateWindows();

    /** So many rows of the states that {@code numbers} counts. */
    TimeRows(Arena arena, SiteNumbers numbers, int count) {
        this.numbers = numbers;
        this.count = count;
        block = new Block(arena, count, numbers.rowLength());
        firstBase = block.base(0);
        rowBytes = rowBytes(numbers);
        v = block.cursor();
        nextV = block.cursor();
    }

    /** Memory of a row. */
    static long rowBytes(SiteNumbers numbers) {
        return (long) Lanes.padded(numbers.rowLength()) * Double.BYTES;
    }

    /** Rows kept. */
    public int count() {
        return count;
    }

    /** Doubles of a row. */
    public int rowLength() {
        return block.stride();
    }

    /** The memory. */
    Block block() {
        return block;
    }

    /** The voltage that channels read. */
    Column voltage() {
        return v;
    }

    /** Windows on the states that channels read. */
    StateWindows read() {
        return read;
    }

    /** Windows on the states that channels write. */
    StateWindows written() {
        return written;
    }

    /** Windows on the states of pools that are read. */
    StateWindows poolsRead() {
        return poolsRead;
    }

    /** Windows on the states of pools that are written. */
    StateWindows poolsWritten() {
        return poolsWritten;
    }

    /** Puts a row of a batch that is laid out alike into row {@code n}. */
    public void copyFrom(TimeRows other, long row, long n) {
        Column from = other.stateCursor(), to = stateCursor();
        from.moveTo(other.base(row));
        to.moveTo(base(n));
        to.copyFrom(from, 0, rowLength());
    }

    /** Points the voltage that channels read, and the states of pools, to row {@code n}, and returns the voltage. */
    public Column voltageAt(long n) {
        v.moveTo(base(n));
        poolsRead.moveTo(base(n));
        return v;
    }

    /** A second window on the voltage, at row {@code n}, to which pools write. */
    public Column otherVoltageAt(long n) {
        nextV.moveTo(base(n));
        poolsWritten.moveTo(base(n));
        return nextV;
    }

    /** Points the states that channels read to row {@code n}. */
    public void readStatesAt(long n) {
        read.moveTo(base(n));
    }

    /** Points the states that channels write to row {@code n}. */
    public void writeStatesAt(long n) {
        written.moveTo(base(n));
    }

    /** A new window on voltages and states, for {@link #voltageBase} and {@link #stateBase}. */
    public Column stateCursor() {
        return block.cursor();
    }

    /** Address of the voltages in row {@code n}. */
    public long voltageBase(long n) {
        return base(n);
    }

    /** Address of state {@code k} of channel {@code c} in row {@code n}, site 0. */
    public long stateBase(long n, int c, int k) {
        return base(n) + numbers.stateOf(c, k) * Double.BYTES;
    }

    private long base(long n) {
        return firstBase + n % count * rowBytes;
    }
}
