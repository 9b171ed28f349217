package dev.ranvier.benchmarks;

import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Recovery;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does the recovery of an unknown potassium channel take, one seed, on one core, once warm?
 *
 * <p>Expected: at most 2.5 s. The recording is that of the published problem (15 pA, 50 ms, 501 samples), made by the engine
 * with a step four times finer than the fit's. Every shot takes the next seed; a fit that ends above 0.05 mV is an error.
 * For the time of the first seed in a fresh JVM add {@code -wi 0 -i 1}; its first iteration is that of seed 0.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar RecoveryBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class RecoveryBenchmark {
    private static final double CLOSE_mV = 0.05, INTERVAL_ms = 0.1, DURATION_ms = 50;

    private Recovery recovery;
    private RecoveryResult result;
    private long seed;

    /** Makes the recording. */
    @Setup
    public void record() {
        RecoverySettings settings = RecoverySettings.standard();
        Stimulus stimulus = HodgkinHuxleyCell.steps(1).getFirst();
        double[] v = Simulation.of(HodgkinHuxleyCell.mechanistic(), stimulus, DURATION_ms)
                .withStep(Scheme.STAGGERED, settings.dt_ms() / 4)
                .withProbes(INTERVAL_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        double[] current_nA = new double[v.length];
        for (int k = 0; k < current_nA.length; k++) {
            current_nA[k] = stimulus.mean_nA(k * INTERVAL_ms, (k + 1) * INTERVAL_ms);
        }
        recovery = new Recovery(
                HodgkinHuxleyCell.hybrid(),
                List.of(HodgkinHuxleyCell.POTASSIUM),
                List.of(),
                List.of(Experiment.atRoot(
                        "published", new SampledSignal(INTERVAL_ms, v), new SampledSignal(INTERVAL_ms, current_nA))),
                settings);
    }

    /** One seed. */
    @Benchmark
    public RecoveryResult recover() {
        result = recovery.run(seed, progress -> {});
        return result;
    }

    /** Refuses a fit that failed. */
    @TearDown(Level.Invocation)
    public void check() {
        if (!(result.rmse_mV() <= CLOSE_mV)) {
            throw new IllegalStateException("seed " + seed + " ended at " + result.rmse_mV() + " mV");
        }
        seed++;
    }
}
