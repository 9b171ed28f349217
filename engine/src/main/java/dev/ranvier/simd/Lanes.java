package dev.ranvier.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector species of the engine, chosen once when the class loads: the widest the processor prefers (at most 512
 * bits), or what the system property {@code ranvier.vector.bits} asks for (128, 256 or 512), so that narrow paths can be
 * tested on a wide machine. Columns are padded to {@link #PADDING} doubles whatever the width, so no loop has a tail.
 */
public final class Lanes {
    /** Doubles to which every column is padded: one 64-byte cache line, the widest vector. */
    public static final int PADDING = 8;

    /** The species of every vector in the engine. */
    public static final VectorSpecies<Double> SPECIES = choose();

    /** Doubles in one vector: 2, 4 or 8. */
    public static final int COUNT = SPECIES.length();

    /**
     * The species of a few single numbers that are gathered into a vector and taken out of it again: at most 256 bits, since what crosses the
     * middle of a wider one costs more than a second exponential.
     */
    public static final VectorSpecies<Double> GATHERED =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Math.min(SPECIES.vectorBitSize(), 256)));

    /** How many numbers are gathered: 2 or 4. */
    public static final int GATHERED_COUNT = GATHERED.length();

    /** Byte order of every load and store. */
    public static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private Lanes() {}

    private static VectorSpecies<Double> choose() {
        int preferred = Math.clamp(DoubleVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
        int bits = Integer.getInteger("ranvier.vector.bits", preferred);
        if (bits != 128 && bits != 256 && bits != 512) {
            throw new IllegalArgumentException(
                    "ranvier.vector.bits must be 128, 256 or 512: ranvier.vector.bits=" + bits);
        }
        return VectorSpecies.of(double.class, VectorShape.forBitSize(bits));
    }

    /** {@code count} rounded up to whole cache lines, in doubles. */
    public static int padded(int count) {
        return (count + PADDING - 1) / PADDING * PADDING;
    }
}
