package dev.ranvier.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Question: does the hybrid cell, whose potassium gate is a 32x32 network read from a voltage table, step as fast as the
 * mechanistic cell, and does either allocate?
 *
 * <p>Expected: hybrid no slower at any number of lanes, 0 bytes per step in both. The network has learned the mechanistic
 * curves, so both cells spike alike and the table is read all over. Both alternate in one JVM, so that a change of the
 * machine's speed meets both: compare {@code mechanisticNanos} with {@code hybridNanos}, sums over the whole trial.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar HybridAgainstMechanistic -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class HybridAgainstMechanisticBenchmark {
    /** Lanes of the batch. */
    @Param({"1", "8", "64", "1024"})
    public int lanes;

    private ForwardRun mechanistic;
    private ForwardRun hybrid;

    /** Time spent in either cell. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Pair {
        /** In the mechanistic cell. */
        public long mechanisticNanos;
        /** In the hybrid cell. */
        public long hybridNanos;
    }

    /** Lays both batches out; teaches the network. */
    @Setup
    public void open() {
        mechanistic = ForwardRun.plain(
                HodgkinHuxleyCell.mechanistic(), HodgkinHuxleyCell.steps(lanes), HodgkinHuxleyCell.DT_ms);
        hybrid = ForwardRun.plain(HodgkinHuxleyCell.hybrid(), HodgkinHuxleyCell.steps(lanes), HodgkinHuxleyCell.DT_ms);
    }

    /** Frees both. */
    @TearDown
    public void close() {
        mechanistic.close();
        hybrid.close();
    }

    /** 50 ms of either cell twice, in the order mechanistic, hybrid, hybrid, mechanistic. */
    @Benchmark
    @OperationsPerInvocation(4 * HodgkinHuxleyCell.STEPS)
    public int paired(Pair pair) {
        long start = System.nanoTime();
        int diverged = mechanistic.run(HodgkinHuxleyCell.STEPS).size();
        long first = System.nanoTime();
        diverged += hybrid.run(HodgkinHuxleyCell.STEPS).size();
        diverged += hybrid.run(HodgkinHuxleyCell.STEPS).size();
        long second = System.nanoTime();
        diverged += mechanistic.run(HodgkinHuxleyCell.STEPS).size();
        long end = System.nanoTime();
        pair.mechanisticNanos += first - start + end - second;
        pair.hybridNanos += second - first;
        return diverged;
    }
}
