package dev.ranvier.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our own products allocate some objects a call, and none an element: a boxed vector would show as kilobytes. */
@Tag("allocation")
final class DenseAllocationTest {
    private static final int SIZE = 96, WARM_UP = 300;
    /** Views, cursors and arenas of one product; a boxed vector an inner loop would be 100 times this. */
    private static final long MOST_BYTES = 4096;

    @Test
    void products_onceWarm_boxNothing() {
        DenseOperations own = new VectorOperations();
        try (Arena arena = Arena.ofConfined()) {
            Matrix a = Matrix.zeros(arena, SIZE, SIZE), b = Matrix.zeros(arena, SIZE, SIZE);
            Matrix c = Matrix.zeros(arena, SIZE, SIZE), x = Matrix.vector(arena, SIZE), y = Matrix.vector(arena, SIZE);
            assertFewBytes("gemm", () -> own.gemm(1, a, b, 1, c));
            assertFewBytes("gemm, transposed", () -> own.gemm(1, a.transposed(), b.transposed(), 1, c));
            assertFewBytes("gemv", () -> own.gemv(1, a, x, 1, y));
            assertFewBytes("gemv, transposed", () -> own.gemv(1, a.transposed(), x, 1, y));
            assertFewBytes("syrk", () -> own.syrk(1, a, 1, c));
        }
    }

    private static void assertFewBytes(String what, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int k = 0; k < WARM_UP; k++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes of one %s", what).isLessThanOrEqualTo(MOST_BYTES);
    }
}
