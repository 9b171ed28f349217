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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does the width of the vectors bring to a step of 64 Hodgkin-Huxley compartments?
 *
 * <p>Expected: 512 bits at least 1.4 times as fast as 256, 256 at least 1.6 times as fast as 128, on a processor that has them;
 * the results are the same bits.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar VectorWidth -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class VectorWidthBenchmark {
    private static final String BITS = "-Dranvier.vector.bits=";
    private static final int LANES = 64, FORKS = 3;

    private ForwardRun run;

    /** Lays the batch out. */
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

    /** Two doubles at once. */
    @Benchmark
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS)
    @Fork(
            value = FORKS,
            jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE, BITS + 128})
    public List<Divergence> bits128() {
        return run.run(HodgkinHuxleyCell.STEPS);
    }

    /** Four. */
    @Benchmark
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS)
    @Fork(
            value = FORKS,
            jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE, BITS + 256})
    public List<Divergence> bits256() {
        return run.run(HodgkinHuxleyCell.STEPS);
    }

    /** Eight. */
    @Benchmark
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS)
    @Fork(
            value = FORKS,
            jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE, BITS + 512})
    public List<Divergence> bits512() {
        return run.run(HodgkinHuxleyCell.STEPS);
    }
}
