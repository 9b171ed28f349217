package dev.ranvier.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a forward step cost, and is the hybrid cell, whose potassium gate is a 32x32 network, slower than the
 * mechanistic one? Nanoseconds a step of all lanes; divide by the lanes.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar HybridAgainstMechanistic -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class HybridAgainstMechanisticBenchmark {
    @Param({"1", "8", "64", "1024"})
    int lanes;

    private Run mechanistic;
    private Run hybrid;

    @Setup
    public void open() {
        mechanistic = new Run(BenchmarkCells.mechanistic(), lanes, 2);
        hybrid = new Run(BenchmarkCells.hybrid(), lanes, 2);
    }

    @TearDown
    public void close() {
        mechanistic.close();
        hybrid.close();
    }

    @Benchmark
    @OperationsPerInvocation(Run.STEPS)
    public double mechanistic() {
        return mechanistic.forward();
    }

    @Benchmark
    @OperationsPerInvocation(Run.STEPS)
    public double hybrid() {
        return hybrid.forward();
    }
}
