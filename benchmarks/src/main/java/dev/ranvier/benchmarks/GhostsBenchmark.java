package dev.ranvier.benchmarks;

import dev.ranvier.integrate.Divergence;
import java.io.IOException;
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
 * Question: what does each ghost of a reduced neuron cost? A soma with a chain of ghosts, Pospischil's Na, K, leak and Km in
 * each, second-order scheme at 0.025 ms.
 *
 * <p>Expected: at 64 lanes the time of a step grows by the same for each ghost. The score is the time of a step of the whole
 * batch, {@code step:laneStep} that of a lane-step. At one lane up to 8 compartments are one
 * method, in whose vectors they stand side by side.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar Ghosts -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class GhostsBenchmark {
    private static final int STEPS = 2000;

    /** Compartments beside the soma. */
    @Param({"0", "1", "2", "4", "6"})
    public int ghosts;

    /** Lanes of the batch. */
    @Param({"1", "64"})
    public int lanes;

    private ForwardRun run;

    /** Lays the batch out. */
    @Setup
    public void open() throws IOException {
        run = ForwardRun.plain(
                GhostChain.of(PospischilCell.of("grown", 1).compartments(), ghosts),
                PospischilCell.steps(lanes),
                PospischilCell.DT_ms);
    }

    /** Frees it. */
    @TearDown
    public void close() {
        run.close();
    }

    /** 50 ms. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public List<Divergence> step(LaneSteps counter) {
        counter.laneStep += (long) STEPS * lanes;
        return run.run(STEPS);
    }
}
