package dev.ranvier.embed;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * How long something took, many times over: counts in classes of 1 ns up to 1 us, and above of at most 0.2 % of their time. Taking a
 * time in allocates nothing. For one thread at a time.
 */
public final class Latencies {
    private static final int EXACT_BITS = 10, EXACT = 1 << EXACT_BITS, CLASSES = EXACT / 2;
    private static final int DOUBLINGS = Long.SIZE - 1 - EXACT_BITS;

    private final long[] counts = new long[EXACT + DOUBLINGS * CLASSES];
    private long count;
    private long longest_ns;

    /** None yet. */
    public Latencies() {}

    /** Takes a time in; one below zero, which a clock may give, counts as zero. */
    public void add(long ns) {
        long time = Math.max(0, ns);
        counts[classOf(time)]++;
        count++;
        if (time > longest_ns) {
            longest_ns = time;
        }
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        longest_ns = 0;
    }

    private static int classOf(long ns) {
        if (ns < EXACT) {
            return (int) ns;
        }
        int shift = Long.SIZE - EXACT_BITS - Long.numberOfLeadingZeros(ns);
        return EXACT + (shift - 1) * CLASSES + (int) (ns >>> shift) - CLASSES;
    }

    /** The shortest time of a class. */
    private static long from_ns(int k) {
        return k < EXACT ? k : (long) ((k - EXACT) % CLASSES + CLASSES) << ((k - EXACT) / CLASSES + 1);
    }

    /** The longest time of a class. */
    private static long to_ns(int k) {
        return k < EXACT ? k : from_ns(k) + (1L << ((k - EXACT) / CLASSES + 1)) - 1;
    }

    /** How many times were taken in. */
    public long count() {
        return count;
    }

    /** The longest, exactly. */
    public long longest_ns() {
        return longest_ns;
    }

    /**
     * The time that so many per cent were at most, to the class; 0 of none.
     *
     * @throws IllegalArgumentException if that is no share
     */
    public long percentile_ns(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be in [0, 100]: " + percent);
        }
        long wanted = (long) Math.ceil(count * percent / 100), below = 0;
        for (int k = 0; k < counts.length; k++) {
            below += counts[k];
            if (below >= wanted && below > 0) {
                return Math.min(to_ns(k), longest_ns);
            }
        }
        return 0;
    }

    /** All classes that have a time, shortest first: the shortest time of the class, and its count. */
    public void forEach(BiConsumer<Long, Long> consumer) {
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0) {
                consumer.accept(from_ns(k), counts[k]);
            }
        }
    }
}
