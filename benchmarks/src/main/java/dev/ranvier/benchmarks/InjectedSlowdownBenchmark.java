package dev.ranvier.benchmarks;

import dev.ranvier.integrate.Divergence;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: does {@code ranvier bench compare} find a slowdown of 10 %, and is it silent without one? An operation is 2000 steps
 * of 8 Hodgkin-Huxley compartments, and as many percent more as the system property {@code ranvier.benchmarks.slowdown} says.
 *
 * <p>Expected: found in 9 of 10 trials, no alarm in 9 of 10. {@code ComparisonTrials}, among the tests of the command line, makes them.
 *
 * <pre>  ./ranvier bench run --base HEAD --suite InjectedSlowdown --new-java-opts=-Dranvier.benchmarks.slowdown=10 --out bench</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class InjectedSlowdownBenchmark {
    private static final int LANES = 8,
            STEPS = HodgkinHuxleyCell.STEPS * (100 + Integer.getInteger("ranvier.benchmarks.slowdown", 0)) / 100;

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

    /** 50 ms, or a little more. */
    @Benchmark
    public List<Divergence> run() {
        return run.run(STEPS);
    }
}
