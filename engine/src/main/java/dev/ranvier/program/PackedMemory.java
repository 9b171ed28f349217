package dev.ranvier.program;

import dev.ranvier.memory.Column;
import java.lang.foreign.ValueLayout;

/** Doubles by their addresses: calls are short, and are inlined. */
final class PackedMemory {
    private PackedMemory() {}

    static double get(long address) {
        return Column.MEMORY.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address);
    }

    /** {@link Operation#INTERPOLATE}. */
    static double interpolate(double row, double fraction, double place) {
        long address = ((long) row + (long) place) * Double.BYTES;
        double c0 = get(address), c1 = get(address + Double.BYTES);
        double c2 = get(address + 2L * Double.BYTES), c3 = get(address + 3L * Double.BYTES);
        return Math.fma(Math.fma(Math.fma(c3, fraction, c2), fraction, c1), fraction, c0);
    }

    /** {@link Operation#BETWEEN}. */
    static double between(double row, double fraction, double place, double later) {
        long address = ((long) row + (long) place) * Double.BYTES;
        double a = get(address), b = get(address + ((long) later) * Double.BYTES);
        return Math.fma(b - a, fraction, a);
    }

    static void set(long address, double x) {
        Column.MEMORY.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address, x);
    }
}
