package dev.ranvier.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.ranvier.embed.Latencies;
import dev.ranvier.embed.Neuron;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Question: how late can one step of one cell be, as in a dynamic clamp, where the next current waits for it?
 *
 * <p>Expected: p99.9 at most 1 us, 0 bytes. Each of 2 million steps is timed by itself, with a current that changes every step. One
 * reading of {@code System.nanoTime} is included and printed. Not JMH: its sampling times whole runs.
 *
 * <pre>
 *   java --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.SingleStepLatency [STEPS]
 * </pre>
 */
public final class SingleStepLatency {
    private static final int STEPS = 2_000_000;

    private SingleStepLatency() {}

    /** Prints the percentiles; takes the number of steps. */
    public static void main(String[] args) {
        int steps = args.length == 0 ? STEPS : Integer.parseInt(args[0]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Latencies clock = new Latencies(), latencies = new Latencies();
        for (EmbeddedCell which : EmbeddedCell.values()) {
            double[] current_nA = new SplittableRandom(1)
                    .doubles(1 << 12, 0, 2 * which.current_nA())
                    .toArray();
            try (Neuron neuron = Neuron.of(which.cell())) {
                System.out.println(which + ": " + neuron.warmUp().message());
                time(neuron, steps / 10, current_nA, latencies, clock);
                long before = threads.getCurrentThreadAllocatedBytes();
                time(neuron, steps, current_nA, latencies, clock);
                long bytes = threads.getCurrentThreadAllocatedBytes() - before;
                print("clock alone", clock);
                print("one step", latencies);
                System.out.printf("%d bytes in %d steps%n", bytes, steps);
            }
        }
    }

    private static void time(Neuron neuron, int steps, double[] current_nA, Latencies latencies, Latencies clock) {
        latencies.clear();
        clock.clear();
        for (int n = 0; n < steps; n++) {
            long begin = System.nanoTime();
            long read = System.nanoTime();
            neuron.step(current_nA[n % current_nA.length]);
            long end = System.nanoTime();
            clock.add(read - begin);
            latencies.add(end - read);
        }
    }

    private static void print(String what, Latencies latencies) {
        System.out.printf(
                "%-12s %s, longest %d ns%n",
                what,
                DoubleStream.of(50, 99, 99.9, 99.99)
                        .mapToObj(percent -> "p" + percent + " " + latencies.percentile_ns(percent))
                        .collect(Collectors.joining(", ")),
                latencies.longest_ns());
    }
}
