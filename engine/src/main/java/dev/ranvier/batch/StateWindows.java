package dev.ranvier.batch;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.util.Arrays;

/** Windows that move together from row to row of the states, and where in a row each belongs. */
final class StateWindows {
    private Column[] columns = {};
    private long[] offsets_bytes = {};

    /** New windows, the first at an offset in a row, the others at multiples of {@code stride} after it, in doubles. */
    Column[] open(Block states, long first, long stride, int count) {
        int from = columns.length;
        columns = Arrays.copyOf(columns, from + count);
        offsets_bytes = Arrays.copyOf(offsets_bytes, from + count);
        for (int k = 0; k < count; k++) {
            columns[from + k] = states.cursor();
            offsets_bytes[from + k] = (first + k * stride) * Double.BYTES;
        }
        return Arrays.copyOfRange(columns, from, from + count);
    }

    /** Moves all to the row at an address. */
    void moveTo(long row) {
        for (int k = 0; k < columns.length; k++) {
            columns[k].moveTo(row + offsets_bytes[k]);
        }
    }
}
