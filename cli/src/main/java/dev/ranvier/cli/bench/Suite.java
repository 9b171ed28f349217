package dev.ranvier.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
            List.of(
                    "-p",
                    "lanes=8",
                    "-p",
                    "threads=1",
                    "-p",
                    "budgetMiB=0",
                    "-wi",
                    "4",
                    "-w",
                    "500ms",
                    "-i",
                    "5",
                    "-r",
                    "200ms"));

    /**
     * A suite for JMH.
     *
     * @param name {@link #SHORT}, or a pattern; what it finds is run for the times that the benchmarks name themselves
     * @param arguments more of them for JMH, split at blanks; may be empty
     */
    public static Suite of(String name, String arguments) {
        Stream<String> more = Arrays.stream(arguments.split(" +")).filter(word -> !word.isEmpty());
        return name.equals(SHORT)
                ? new Suite(
                        QUICK.pattern,
                        Stream.concat(QUICK.arguments.stream(), more).toList())
                : new Suite(name, more.toList());
    }
}
