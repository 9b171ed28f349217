package dev.ranvier.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Question: does a step allocate, forwards or backwards, of one compartment or of a reduced neuron, with one lane or eight?
 *
 * <p>Expected: no. The JVM compiles before it goes on ({@code -Xbatch}) and warms up by a number of runs, after which what a run does
 * once is compiled too, and not by a time, so what is counted does not depend on how busy the machine is: it cannot fail by noise, and
 * CI runs it. The least of {@value #ITERATIONS} counts by JMH's profiler is taken; at most {@value #MOST_BYTES} bytes a step are let
 * pass, which is JMH and what a run of 2000 steps makes once. A boxed vector in every step would show as hundreds.
 *
 * <pre>  java -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.AllocationCheck</pre>
 */
public final class AllocationCheck {
    private static final String BENCHMARKS =
            "HodgkinHuxleyStep.*step|HybridAgainst.*paired|\\.GradientBenchmark.gradient|Ghosts.*step";
    private static final int WARM_UP_RUNS = 6000, ITERATIONS = 5, RUNS = 2, MOST_BYTES = 16;

    private AllocationCheck() {}

    /** Prints the bytes of every benchmark; exit code 1 if one allocates. */
    public static void main(String[] arguments) throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(BENCHMARKS)
                        .param("lanes", "1", "8")
                        .param("ghosts", "4")
                        .forks(1)
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(1)
                        .warmupBatchSize(WARM_UP_RUNS)
                        .measurementIterations(ITERATIONS)
                        .measurementBatchSize(RUNS)
                        .jvmArgsPrepend("-Xbatch")
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        boolean allocates = false;
        for (RunResult result : results) {
            double bytes = leastBytesOfAStep(result);
            allocates |= !(bytes <= MOST_BYTES);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s%s: %.2f bytes a step",
                    bytes <= MOST_BYTES ? "" : "ALLOCATES: ",
                    result.getParams().getBenchmark().replaceFirst("^.*\\.(?=[^.]*\\.[^.]*$)", ""),
                    bytes));
        }
        System.exit(allocates ? 1 : 0);
    }

    private static double leastBytesOfAStep(RunResult result) {
        return result.getBenchmarkResults().stream()
                        .flatMap(fork -> fork.getIterationResults().stream())
                        .mapToDouble(AllocationCheck::bytes)
                        .min()
                        .orElse(Double.NaN)
                / RUNS;
    }

    private static double bytes(IterationResult iteration) {
        Result<?> allocated = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
        return allocated == null ? Double.NaN : allocated.getScore();
    }
}
