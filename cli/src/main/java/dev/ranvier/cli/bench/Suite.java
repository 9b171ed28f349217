package dev.ranvier.cli.bench;

import java.util.List;

/**
 * Which benchmarks are run, and how long.
 *
 * @param pattern of JMH, found anywhere in a benchmark's full name
 * @param arguments for JMH
 */
public record Suite(String pattern, List<String> arguments) {
    /** Name of the suite that is there to be quick. */
    public static final String SHORT = "short";

    /** One lane-step, one gradient, one tree and its gradient: 3 s a fork. */
    private static final Suite QUICK = new Suite(
            "HodgkinHuxleyStep.*step|\\.GradientBenchmark.gradient|TreeStep.*run|TreeGradient.*gradient",
            List.of("-p", "lanes=8", "-p", "threads=1", "-p", "budgetMiB=0", "-wi", "3", "-w", "500ms", "-i", "5", "-r",
                    "200ms"));

    /** The short suite, or what a pattern finds, with the times that the benchmarks name themselves. */
    public static Suite of(String name) {
        return name.equals(SHORT) ? QUICK : new Suite(name, List.of());
    }
}
