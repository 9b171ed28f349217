package dev.ranvier.benchmarks;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.model.Cell;
import java.util.List;
import java.util.Set;
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
 * Question: how many forward runs does the Jacobian of a recording-long trace cost, 501 samples by 802 table values of the
 * learned gate? It is what every iteration of a recovery needs.
 *
 * <p>Expected: at most 20 times the run of one lane. 50 ms at 0.0125 ms of the hybrid cell, a sample every 0.1 ms;
 * {@code forward} is the run that keeps the rows, {@code jacobian} the sweep over them without the run.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar TraceJacobian -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class TraceJacobianBenchmark {
    private static final double DT_ms = 0.0125;
    private static final long BUDGET_bytes = 1 << 24;
    private static final int STRIDE = 8, SAMPLES = 501, STEPS = (SAMPLES - 1) * STRIDE;

    private ForwardRun run;
    private TraceJacobian jacobian;

    /** Lays the batch out and runs once, so that there are rows to sweep over. */
    @Setup
    public void open() {
        Cell cell = HodgkinHuxleyCell.hybrid();
        run = ForwardRun.keepingRows(cell, HodgkinHuxleyCell.steps(1), DT_ms, STEPS);
        Target tables = new Target.Shared(cell.indexOf(HodgkinHuxleyCell.POTASSIUM));
        jacobian = new TraceJacobian(
                run.batch(),
                ForwardRun.SCHEME,
                run.drive(),
                Set.of(tables),
                new TraceJacobian.Samples(0, STRIDE, SAMPLES),
                BUDGET_bytes);
        run.run(STEPS);
    }

    /** Frees it. */
    @TearDown
    public void close() {
        run.close();
    }

    /** One run of 4000 steps. */
    @Benchmark
    public List<Divergence> forward() {
        return run.run(STEPS);
    }

    /** One sweep back over them with up to 501 cotangents. */
    @Benchmark
    public Differentials jacobian() {
        jacobian.run(new InitialCondition.AtVoltage(), SAMPLES, (from, to) -> {});
        return jacobian.derivatives();
    }
}
