package dev.ranvier.benchmarks;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.ReverseSweep;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * Question: how many forward runs does the gradient of a spiking run cost, by every parameter of a Hodgkin-Huxley cell?
 *
 * <p>Expected: run and gradient together at most 5 times the plain run; 0 bytes per step. {@code gradient} is the whole of
 * it: a run that keeps every row, then the reverse sweep, for the loss sum v^2 / 2 over all steps. {@code forward} is the
 * plain run with two rows.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar GradientBenchmark -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class GradientBenchmark {
    /** Lanes of the batch. */
    @Param({"8", "64"})
    public int lanes;

    private ForwardRun plain;
    private ForwardRun kept;
    private Differentials bars;
    private ReverseSweep reverse;
    private ReverseSweep.Source squaredVoltage;

    /** Lays out a batch for either method. */
    @Setup
    public void open() {
        plain = ForwardRun.plain(
                HodgkinHuxleyCell.mechanistic(), HodgkinHuxleyCell.steps(lanes), HodgkinHuxleyCell.DT_ms);
        kept = ForwardRun.keepingRows(
                HodgkinHuxleyCell.mechanistic(),
                HodgkinHuxleyCell.steps(lanes),
                HodgkinHuxleyCell.DT_ms,
                HodgkinHuxleyCell.STEPS);
        Batch batch = kept.batch();
        bars = Differentials.lanewise(batch, kept.drive(), everything(batch));
        reverse = ReverseSweep.lanewise(batch, ForwardRun.SCHEME, kept.drive(), bars);
        squaredVoltage = n -> addVoltage(batch.rows().voltageAt(n), bars.v(), batch.elements());
    }

    private static Set<Target> everything(Batch batch) {
        Set<Target> targets =
                new HashSet<>(Set.of(new Target.Capacitance(), new Target.InitialVoltage(), new Target.StimulusGain()));
        for (int c = 0; c < batch.mechanisms(); c++) {
            for (int p = 0; p < batch.mechanism(c).schema().parameters().size(); p++) {
                targets.add(new Target.ChannelParameter(c, p));
            }
        }
        return targets;
    }

    private static void addVoltage(Column v, Column vBar, int padded) {
        for (int k = 0; k < padded; k += Lanes.COUNT) {
            vBar.add(k, v.load(k));
        }
    }

    /** Frees both. */
    @TearDown
    public void close() {
        plain.close();
        kept.close();
    }

    /** 50 ms. */
    @Benchmark
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS)
    public List<Divergence> forward(LaneSteps counter) {
        counter.laneStep += (long) HodgkinHuxleyCell.STEPS * lanes;
        return plain.run(HodgkinHuxleyCell.STEPS);
    }

    /** 50 ms and back. */
    @Benchmark
    @OperationsPerInvocation(HodgkinHuxleyCell.STEPS)
    public Differentials gradient(LaneSteps counter) {
        counter.laneStep += (long) HodgkinHuxleyCell.STEPS * lanes;
        kept.run(HodgkinHuxleyCell.STEPS);
        bars.clear();
        reverse.run(HodgkinHuxleyCell.STEPS, squaredVoltage);
        return bars;
    }
}
