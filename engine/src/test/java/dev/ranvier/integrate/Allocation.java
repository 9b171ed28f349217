package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what this thread puts on the heap. */
public final class Allocation {
    private Allocation() {}

    /** After {@code warmUp} runs of each, the longer work allocates no more than the shorter: nothing a step. */
    static void assertNoMore(int warmUp, Runnable once, Runnable twice) {
        for (int k = 0; k < warmUp; k++) {
            once.run();
            twice.run();
        }
        assertThat(leastBytes(twice)).isLessThanOrEqualTo(leastBytes(once));
    }

    /** The least of several runs: a compilation that ends during one of them does not count. */
    public static long leastBytes(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int k = 0; k < 20; k++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
