package dev.ranvier.sweep;

/** Random numbers that can be looked up: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) as a function of its place in the stream. */
final class RandomNumbers {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double PER_CELL = 0x1.0p-53;

    private RandomNumbers() {}

    /** 64 bits: number {@code k} of stream {@code stream} of a seed. */
    static long bits(long seed, long stream, long k) {
        return mix(mix(mix(seed + GOLDEN) + (stream + 1) * GOLDEN) + (k + 1) * GOLDEN);
    }

    /** The middle of one of 2^53 cells of (0, 1). */
    static double at(long seed, long stream, long k) {
        return ((bits(seed, stream, k) >>> 11) + 0.5) * PER_CELL;
    }

    private static long mix(long x) {
        long a = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }
}
