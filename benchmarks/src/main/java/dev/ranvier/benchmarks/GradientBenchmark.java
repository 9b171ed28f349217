package dev.ranvier.benchmarks;

import dev.ranvier.integrate.Cotangents;
import dev.ranvier.integrate.ReverseSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import java.util.HashSet;
import java.util.Set;
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
 * Question: what does the reverse sweep cost beside the forward one (8 lanes, all channel parameters), and what the
 * Jacobian of 501 samples by the tables of a learned gate (1 lane)? Nanoseconds a step.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar Gradient}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class GradientBenchmark {
    private static final int SAMPLES = 501;

    private Run run;
    private Run single;
    private Cotangents bars;
    private ReverseSweep reverse;
    private TraceJacobian jacobian;

    @Setup
    public void open() {
        run = new Run(BenchmarkCells.mechanistic(), 8, Run.STEPS + 2);
        single = new Run(BenchmarkCells.hybrid(), 1, Run.STEPS + 2);
        bars = new Cotangents(run.batch, run.batch.padded(), channelParameters());
        reverse = ReverseSweep.lanewise(run.batch, Scheme.STAGGERED, run.drive, bars);
        jacobian = new TraceJacobian(
                single.batch, Scheme.STAGGERED, single.drive, Set.of(new Target.Tables(1)), 4, SAMPLES);
        run.forward();
        single.forward();
    }

    private Set<Target> channelParameters() {
        Set<Target> targets = new HashSet<>();
        for (int c = 0; c < run.batch.channels(); c++) {
            int parameters = run.batch.channel(c).schema().parameters().size();
            for (int p = 0; p < parameters; p++) {
                targets.add(new Target.ChannelParameter(c, p));
            }
        }
        return targets;
    }

    @TearDown
    public void close() {
        run.close();
        single.close();
    }

    @Benchmark
    @OperationsPerInvocation(Run.STEPS)
    public double forward() {
        return run.forward();
    }

    @Benchmark
    @OperationsPerInvocation(Run.STEPS)
    public double backward() {
        bars.clear();
        reverse.run(Run.STEPS, n -> {
            for (int lane = 0; lane < 8; lane++) {
                bars.v().set(lane, bars.v().get(lane) + 1);
            }
        });
        return bars.of(new Target.ChannelParameter(0, 0)).get(0);
    }

    @Benchmark
    @OperationsPerInvocation(Run.STEPS)
    public double jacobian() {
        jacobian.run();
        return jacobian.derivatives().v().get(0);
    }
}
