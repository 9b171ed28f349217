package dev.ranvier.memory;

import dev.ranvier.simd.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A movable window on consecutive doubles of a {@link Block}, 64-byte aligned and padded to whole cache lines. Index {@code k}
 * counts doubles from the window's base; step kernels keep it a multiple of {@link Lanes#COUNT} in vector access, so that no
 * vector straddles two cache lines. A column does not own its memory and must not be used after the block's arena is closed.
 *
 * <p>Access goes through one constant segment that spans all memory: the checks of a segment of its own cost six cycles an
 * access as soon as a second kind of segment is used anywhere in the process (measured, 4 times slower kernels). Scalar access
 * asserts its bounds; vector access relies on ranges that come from the same layout as the memory.
 */
public final class Column {
    /** All memory, for kernels made at run time: a call of {@link #load} is one too many in a long method. */
    @SuppressWarnings("restricted")
    public static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final long lowest;
    private final long end;
    private long base;

    /** A window that starts at the address {@code base}, within a block at [lowest, end). */
    Column(long lowest, long end, long base) {
        this.lowest = lowest;
        this.end = end;
        this.base = base;
    }

    /** Moves the window to an address given by {@link Block#base}. */
    public void moveTo(long base) {
        this.base = base;
    }

    /** Address of index {@code k} in {@link #MEMORY}. */
    public long address(int k) {
        return base + (long) k * Double.BYTES;
    }

    /** Another window, whose index k is this one's index {@code k - from}. */
    public Column shifted(int from) {
        return new Column(lowest, end, base - (long) from * Double.BYTES);
    }

    /** The vector that starts at index {@code k}. */
    public DoubleVector load(int k) {
        return DoubleVector.fromMemorySegment(Lanes.SPECIES, MEMORY, address(k), Lanes.ORDER);
    }

    /** {@code this[k..] = x}. */
    public void store(int k, DoubleVector x) {
        x.intoMemorySegment(MEMORY, address(k), Lanes.ORDER);
    }

    /** {@code this[k..] += x}. */
    public void add(int k, DoubleVector x) {
        store(k, load(k).add(x));
    }

    /** The double at index {@code k}. */
    public double get(int k) {
        assert inside(k) : k;
        return MEMORY.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address(k));
    }

    /** The low half of the bits of the double at index {@code k}. */
    public int low(int k) {
        assert inside(k) : k;
        return (int) MEMORY.get(ValueLayout.JAVA_LONG_UNALIGNED, address(k));
    }

    /**
     * Which of the elements from {@code k} on, as many as a vector has, have come from below a level in {@code before} to it or above:
     * bit j is set for element {@code k + j}.
     */
    public long rises(Column before, int k, double level) {
        return before.load(k)
                .compare(VectorOperators.LT, level)
                .and(load(k).compare(VectorOperators.GE, level))
                .toLong();
    }

    /** {@code this[k] = x}. */
    public void set(int k, double x) {
        assert inside(k) : k;
        MEMORY.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, address(k), x);
    }

    private boolean inside(int k) {
        return address(k) >= lowest && address(k + 1) <= end;
    }

    /** {@code this[from..to) = x}, element by element. */
    public void fill(int from, int to, double x) {
        for (int k = from; k < to; k++) {
            set(k, x);
        }
    }

    /** {@code this[from..to) = source[from..to)}; both ends multiples of {@link Lanes#COUNT}. */
    public void copyFrom(Column source, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            store(k, source.load(k));
        }
    }
}
