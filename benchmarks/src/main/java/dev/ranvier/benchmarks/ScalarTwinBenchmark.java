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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does the step of {@link HodgkinHuxleyStepBenchmark} cost in plain scalar Java? The baseline that the engine
 * has to beat.
 *
 * <p>Expected: about 90 ns per lane-step at any number of lanes ({@code step:laneStep}), 9 calls of {@code Math.exp}. Before
 * it is measured, its voltages are compared with the engine's.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar ScalarTwin -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class ScalarTwinBenchmark {
    private static final double SAME_mV = 1e-6;

    /** Compartments stepped side by side. */
    @Param({"1", "64"})
    public int lanes;

    private ScalarHodgkinHuxley twin;

    /** Makes the twin and compares it with the engine over one run. */
    @Setup
    public void compare() {
        twin = new ScalarHodgkinHuxley(lanes, HodgkinHuxleyCell.DT_ms);
        double[] v = twin.run(HodgkinHuxleyCell.STEPS);
        try (ForwardRun engine = ForwardRun.plain(
                HodgkinHuxleyCell.mechanistic(), HodgkinHuxleyCell.steps(lanes), HodgkinHuxleyCell.DT_ms)) {
            engine.run(HodgkinHuxleyCell.STEPS);
            for (int lane = 0; lane < lanes; lane++) {
                double expected = engine.voltage_mV(HodgkinHuxleyCell.STEPS, lane);
                if (!(Math.abs(v[lane] - expected) < SAME_mV)) {
                    throw new IllegalStateException("lane " + lane + " of the twin is at " + v[lane]
                            + " mV, of the engine at " + expected + " mV");
                }
            }
        }
    }

    /** 50 ms. */
    @Benchmark
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS)
    public double[] step(LaneSteps counter) {
        counter.laneStep += (long) HodgkinHuxleyCell.STEPS * lanes;
        return twin.run(HodgkinHuxleyCell.STEPS);
    }
}
