package dev.ranvier.benchmarks;

import dev.ranvier.integrate.Divergence;
import java.util.List;
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
 * Question: how many times more lane-steps do two threads make than one, each with a batch of 64 lanes of its own?
 *
 * <p>Expected: at least 1.9 times on two cores. The score counts the lane-steps of all threads together.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar ThreadScaling -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class ThreadScalingBenchmark {
    private static final int LANES = 64;

    private ForwardRun run;

    /** Lays out the batch of one thread. */
    @Setup
    public void open() {
        run = ForwardRun.plain(
                HodgkinHuxleyCell.mechanistic(), HodgkinHuxleyCell.steps(LANES), HodgkinHuxleyCell.DT_ms);
    }

    /** Frees it. */
    @TearDown
    public void close() {
        run.close();
    }

    /** One thread. */
    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS * LANES)
    public List<Divergence> oneThread() {
        return run.run(HodgkinHuxleyCell.STEPS);
    }

    /** Two threads. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS * LANES)
    public List<Divergence> twoThreads() {
        return run.run(HodgkinHuxleyCell.STEPS);
    }
}
