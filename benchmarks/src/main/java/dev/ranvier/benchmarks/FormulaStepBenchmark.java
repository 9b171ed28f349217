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
 * Question: what do the ways to run formulas cost in a step of a Hodgkin-Huxley compartment?
 *
 * <p>Expected: interpreted 2 to 4 times as long as with kernels made at run time; with one lane, as one method, a third to a quarter of
 * these; 0 bytes per step. The ways of one number of lanes are to be compared with each other, in one run.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar FormulaStep -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class FormulaStepBenchmark {
    /** Lanes of the batch. */
    @Param({"1", "8", "64", "1024"})
    public int lanes;

    /** What runs formulas; packed is another way than generated for one lane only. */
    @Param({"packed", "generated", "interpreted"})
    public String way;

    private ForwardRun run;

    /** Lays the batch out. */
    @Setup
    public void open() {
        System.setProperty("ranvier.formulas", way);
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
