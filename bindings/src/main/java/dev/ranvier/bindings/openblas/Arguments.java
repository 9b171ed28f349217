package dev.ranvier.bindings.openblas;

import java.lang.foreign.MemorySegment;

/** Refuses what would make native code read or write elsewhere; every message names the argument. */
final class Arguments {
    private Arguments() {}

    /** A number of rows, columns or right-hand sides. */
    static void count(String name, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + name + "=" + count);
        }
    }

    /** {@code rows} rows of {@code columns} doubles, each {@code stride} doubles after the one before. */
    static void matrix(String name, MemorySegment segment, int rows, int columns, int stride) {
        if (stride < Math.max(1, columns)) {
            throw new IllegalArgumentException("ld" + name + " must be at least the length of a stored row, "
                    + Math.max(1, columns) + ": ld" + name + "=" + stride);
        }
        memory(name, segment, rows == 0 || columns == 0 ? 0 : (rows - 1L) * stride + columns);
    }

    /** {@code length} doubles, each {@code stride} doubles after the one before. */
    static void vector(String name, MemorySegment segment, int length, int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException("inc" + name + " must be positive: inc" + name + "=" + stride);
        }
        memory(name, segment, length == 0 ? 0 : (length - 1L) * stride + 1);
    }

    private static void memory(String name, MemorySegment segment, long doubles) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException(
                    name + " must lie outside the Java heap, as arrays handed to native code can"
                            + " be corrupted (JDK-8377811): allocate it from an Arena");
        }
        if (segment.byteSize() < doubles * Double.BYTES) {
            throw new IllegalArgumentException(name + " is too short: " + segment.byteSize()
                    + " bytes, but its shape needs " + doubles * Double.BYTES);
        }
    }
}
