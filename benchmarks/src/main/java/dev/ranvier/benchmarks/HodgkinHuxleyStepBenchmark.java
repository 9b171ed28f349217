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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a forward step of a Hodgkin-Huxley compartment (sodium, potassium, leak, current step, second-order
 * scheme) cost per lane, and does it allocate?
 *
 * <p>Expected: at most 15 ns per lane-step at 64 and 1024 lanes, 0 bytes per step. The score is the time of a step of the
 * whole batch, {@code step:laneStep} that of a lane-step. 1 lane costs as much as 8, to which it is padded. A run of 2000
 * steps is measured; its start, one steady state, is in it. Baseline: {@link ScalarTwinBenchmark}.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar HodgkinHuxleyStep -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class HodgkinHuxleyStepBenchmark {
    /** Lanes of the batch. */
    @Param({"1", "8", "64", "1024"})
    public int lanes;

    private ForwardRun run;

    /** Lays the batch out. */
    @Setup
    public void open() {
        run = ForwardRun.plain(
                HodgkinHuxleyCell.mechanistic(), HodgkinHuxleyCell.steps(lanes), HodgkinHuxleyCell.DT_ms);
    }

    /** Frees it. */
    @TearDown
    public void close() {
        run.close();
    }

    /** 50 ms. */
    @Benchmark
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS)
    public List<Divergence> step(LaneSteps counter) {
        counter.laneStep += (long) HodgkinHuxleyCell.STEPS * lanes;
        return run.run(HodgkinHuxleyCell.STEPS);
    }
}
