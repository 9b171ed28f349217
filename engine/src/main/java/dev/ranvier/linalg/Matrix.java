package dev.ranvier.linalg;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A matrix of doubles outside the heap, or a view of one: element (i, j) is the double at {@code offset + i rowStride + j
 * columnStride} of a block, and one of the two strides is 1. Row-major matrices have {@code columnStride = 1}; their
 * transposes, which share the memory, have {@code rowStride = 1}. The arena that was given owns the memory.
 */
public final class Matrix {
    private final Block block;
    private final Column doubles;
    private final int offset;
    private final int rows;
    private final int columns;
    private final int rowStride;
    private final int columnStride;

    private Matrix(Block block, int offset, int rows, int columns, int rowStride, int columnStride) {
        this.block = block;
        this.doubles = block.cursor();
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
    }

    /** A row-major matrix of zeros; every row is 64-byte aligned. */
    public static Matrix zeros(Arena arena, int rows, int columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "a matrix needs sizes of 0 or more: rows=" + rows + ", columns=" + columns);
        }
        if ((long) rows * Lanes.padded(columns) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a matrix has at most 2^31 - 1 doubles: rows=" + rows + ", columns=" + columns);
        }
        Block block = new Block(arena, rows, Math.max(1, columns));
        return new Matrix(block, 0, rows, columns, block.stride(), 1);
    }

    /** A column vector of zeros whose elements are contiguous. */
    public static Matrix vector(Arena arena, int length) {
        return zeros(arena, 1, length).transposed();
    }

    /** A column vector of the given values. */
    public static Matrix vector(Arena arena, double[] values) {
        Matrix vector = vector(arena, values.length);
        vector.transposed().setRow(0, values);
        return vector;
    }

    /** The transpose; shares the memory. */
    public Matrix transposed() {
        return new Matrix(block, offset, columns, rows, columnStride, rowStride);
    }

    /** {@code rowCount x columnCount} elements from (row, column); shares the memory. */
    public Matrix part(int row, int column, int rowCount, int columnCount) {
        if (row < 0
                || column < 0
                || rowCount < 0
                || columnCount < 0
                || row + rowCount > rows
                || column + columnCount > columns) {
            throw new IllegalArgumentException("a part must lie within the " + rows + " x " + columns + " matrix: row="
                    + row + ", column=" + column + ", rowCount=" + rowCount + ", columnCount=" + columnCount);
        }
        return new Matrix(block, index(row, column), rowCount, columnCount, rowStride, columnStride);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Element (row, column). */
    public double get(int row, int column) {
        assert isInside(row, column) : row + ", " + column;
        return doubles.get(index(row, column));
    }

    /** Sets element (row, column). */
    public void set(int row, int column, double x) {
        assert isInside(row, column) : row + ", " + column;
        doubles.set(index(row, column), x);
    }

    /** Sets the first {@code values.length} elements of a row of a row-major matrix. */
    public void setRow(int row, double[] values) {
        setRow(row, 0, values);
    }

    /** Sets {@code values.length} elements of a row of a row-major matrix, from {@code column}. */
    public void setRow(int row, int column, double[] values) {
        MemorySegment.copy(values, 0, row(row, column, values.length), ValueLayout.JAVA_DOUBLE, 0, values.length);
    }

    /** A copy of a row of a row-major matrix. */
    public double[] row(int row) {
        return row(row, 0, columns).toArray(ValueLayout.JAVA_DOUBLE);
    }

    /** Copies a row of a row-major matrix into the first elements of {@code values}. */
    public void readRow(int row, double[] values) {
        MemorySegment.copy(row(row, 0, columns), ValueLayout.JAVA_DOUBLE, 0, values, 0, columns);
    }

    /** Copies a row-major matrix of the same size, which is not a part of another. */
    public void copyFrom(Matrix other) {
        if (!isRowMajor() || !other.isRowMajor() || rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException("cannot copy " + other + " into " + this);
        }
        block.segment().copyFrom(other.block.segment());
    }

    private MemorySegment row(int row, int column, int length) {
        if (!isRowMajor() || row < 0 || row >= rows || column < 0 || column + length > columns) {
            throw new IllegalArgumentException("no such part of a row of a row-major " + rows + " x " + columns
                    + " matrix: row=" + row + ", column=" + column + ", length=" + length);
        }
        return block.segment().asSlice((long) index(row, column) * Double.BYTES, (long) length * Double.BYTES);
    }

    private boolean isInside(int row, int column) {
        return row >= 0 && row < rows && column >= 0 && column < columns;
    }

    /** Where element (row, column) is among {@link #doubles}. */
    int index(int row, int column) {
        return offset + row * rowStride + column * columnStride;
    }

    /** Whether rows, rather than columns, are contiguous. */
    boolean isRowMajor() {
        return columnStride == 1;
    }

    /** Doubles from one row to the next. */
    int rowStride() {
        return rowStride;
    }

    /** Doubles from one column to the next. */
    int columnStride() {
        return columnStride;
    }

    /** The stride that is not 1. */
    int leading() {
        return isRowMajor() ? rowStride : columnStride;
    }

    /** The whole block, for {@link #index}. */
    Column doubles() {
        return doubles;
    }

    /** The whole block, padding and all, of a matrix that is not a part: {@link #allSize} doubles. */
    Column all() {
        return block.column(0);
    }

    /** Doubles of the whole block. */
    int allSize() {
        return block.rows() * block.stride();
    }

    /** The memory from element (0, 0) on. */
    MemorySegment segment() {
        return block.segment().asSlice((long) offset * Double.BYTES);
    }

    @Override
    public String toString() {
        return rows + " x " + columns + (isRowMajor() ? " by rows" : " by columns");
    }
}
