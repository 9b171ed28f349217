package dev.ranvier.benchmarks;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Question: does a step allocate, forwards or backwards, of one compartment, a reduced neuron or a branched one?
 *
 * <p>Expected: no. JMH's profiler counts the heap bytes of an iteration; the least of {@value #ITERATIONS} counts, since compiling
 * late, and JMH itself, only add to it. At most {@value #MOST_BYTES} bytes a step are let pass, which is JMH and what a run of 2000
 * or 2800 steps makes once; a boxed vector in every step would show as hundreds. Times do not matter, so it cannot fail by noise: CI runs it.
 *
 * <pre>  java -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.AllocationCheck</pre>
 */
public final class AllocationCheck {
    private static final String BENCHMARKS =
            "HodgkinHuxleyStep.*step|HybridAgainst.*paired|\\.GradientBenchmark.gradient|Ghosts.*step|TreeGradient.*(forward|gradient)";
    private static final int ITERATIONS = 6, MOST_BYTES = 16;
    private static final int STEPS_OF_A_TREE = 2800;
    private static final TimeValue TIME = TimeValue.milliseconds(150), WARM_UP = TimeValue.milliseconds(500);

    private AllocationCheck() {}

    /** Prints the bytes of every benchmark; exit code 1 if one allocates. */
    public static void main(String[] arguments) throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(BENCHMARKS)
                        .param("lanes", "8")
                        .param("ghosts", "4")
                        .param("budgetMiB", "0")
                        .forks(1)
                        .warmupIterations(2)
                        .warmupTime(WARM_UP)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TIME)
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
        BenchmarkParams params = result.getParams();
        // A benchmark whose operation is a whole run of a tree does not divide by its steps itself.
        int steps = params.getOpsPerInvocation() == 1 ? STEPS_OF_A_TREE : 1;
        return result.getBenchmarkResults().stream()
                        .flatMap(fork -> fork.getIterationResults().stream())
                        .mapToDouble(AllocationCheck::bytes)
                        .min()
                        .orElse(Double.NaN)
                / steps;
    }

    private static double bytes(IterationResult iteration) {
        Result<?> allocated = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
        return allocated == null ? Double.NaN : allocated.getScore();
    }
}
