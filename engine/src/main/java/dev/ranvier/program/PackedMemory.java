package dev.ranvier.program;

import dev.ranvier.memory.Column;
import java.lang.foreign.ValueLayout;

/** One double, by its address, for packed kernels: a call is short, and is inlined. */
final class PackedMemory {
    private PackedMemory() {}

    static double get(long address) {
        return Column.MEMORY.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address);
    }

    static void set(long address, double x) {
        Column.MEMORY.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address, x);
    }
}
