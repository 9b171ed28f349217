package dev.ranvier.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.ranvier.model.Stimulus;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Question: how late can one step of one compartment be, as in a dynamic clamp, where the next current waits for it?
 *
 * <p>Expected: p50 below 0.4 us, p99.9 below 2 us, 0 bytes per step. Each of 2 million steps is timed by itself, from one
 * listener call to the next: the voltage, the check for divergence, the gates. One call of {@code System.nanoTime} is
 * included and printed. Every 64th step also prepares the stimulus of the next 64, and 1 in 64 is more than 1 %: it is these
 * steps that p99 shows. Not JMH: its sampling times whole runs.
 *
 * <pre>
 *   java --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.SingleStepLatency [STEPS]
 * </pre>
 */
public final class SingleStepLatency {
    private static final int STEPS = 2_000_000, WARM_UPS = 3, HIGHEST_ns = 1_000_000;
    private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};

    private final long[] counts = new long[HIGHEST_ns + 1];
    private long longest_ns;
    private long last;

    private SingleStepLatency() {}

    /** Prints the percentiles; takes the number of steps. */
    public static void main(String[] args) {
        int steps = args.length == 0 ? STEPS : Integer.parseInt(args[0]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Stimulus stimulus = new Stimulus.Step(HodgkinHuxleyCell.ON_ms, 1e9, HodgkinHuxleyCell.amplitude_nA(0, 1));
        try (ForwardRun run =
                ForwardRun.plain(HodgkinHuxleyCell.mechanistic(), List.of(stimulus), HodgkinHuxleyCell.DT_ms)) {
            SingleStepLatency clock = new SingleStepLatency();
            SingleStepLatency latency = new SingleStepLatency();
            for (int k = 0; k < WARM_UPS; k++) {
                clock.timeNothing(steps);
                latency.time(run, steps);
            }
            clock.timeNothing(steps);
            long before = threads.getCurrentThreadAllocatedBytes();
            latency.time(run, steps);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            clock.print("clock alone");
            latency.print("one step");
            System.out.printf("%d bytes in %d steps%n", bytes, steps);
        }
    }

    private void time(ForwardRun run, int steps) {
        reset();
        run.run(steps, this::count);
    }

    private void timeNothing(int steps) {
        reset();
        for (int n = 0; n < steps; n++) {
            count(n);
        }
    }

    private void reset() {
        java.util.Arrays.fill(counts, 0);
        longest_ns = 0;
    }

    private void count(int n) {
        long elapsed_ns = System.nanoTime() - last;
        if (n > 0) {
            counts[(int) Math.min(elapsed_ns, HIGHEST_ns)]++;
            longest_ns = Math.max(longest_ns, elapsed_ns);
        }
        last = System.nanoTime();
    }

    private void print(String what) {
        System.out.printf("%-12s", what);
        for (double percentile : PERCENTILES) {
            System.out.printf("  p%s %d ns", Double.toString(percentile).replaceAll("\\.0$", ""), at(percentile));
        }
        System.out.printf("  longest %d ns%n", longest_ns);
    }

    private int at(double percentile) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        long below = 0;
        int ns = 0;
        while (ns < HIGHEST_ns && (below += counts[ns]) < total * percentile / 100) {
            ns++;
        }
        return ns;
    }
}
