package dev.ranvier.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: do two threads, each with 64 lanes of its own, do twice the work of one? Nanoseconds a step on each thread: equal
 * is perfect.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ThreadScaling}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class ThreadScalingBenchmark {
    private Run run;

    @Setup
    public void open() {
        run = new Run(BenchmarkCells.mechanistic(), 64, 2);
    }

    @TearDown
    public void close() {
        run.close();
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(Run.STEPS)
    public double one() {
        return run.forward();
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(Run.STEPS)
    public double two() {
        return run.forward();
    }
}
