package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what this thread puts on the heap, until the compiler has taken over. */
public final class Allocation {
    /** More than any work here needs; what is wrong has to be run so often before it is known to be. */
    private static final int MOST_RUNS = 1000;

    /** What has run by the time the compiler starts decides what it makes. */
    private static final int LEAST_RUNS = 50;

    private static final int IN_A_ROW = 3;

    private Allocation() {}

    /** The longer work comes to allocate no more than the shorter, several times in a row: nothing a step. */
    static void assertNoMore(Runnable once, Runnable twice) {
        long shorter = 0, longer = 0;
        for (int k = 0, held = 0; k < MOST_RUNS && held < IN_A_ROW; k++) {
            shorter = bytes(once);
            longer = bytes(twice);
            held = k >= LEAST_RUNS && longer <= shorter ? held + 1 : 0;
        }
        assertThat(longer).isLessThanOrEqualTo(shorter);
    }

    /** The work comes to allocate nothing. */
    public static void assertNothing(String what, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int k = 0; k < MOST_RUNS && least > 0; k++) {
            least = bytes(work);
        }
        assertThat(least).as(what).isZero();
    }

    private static long bytes(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
