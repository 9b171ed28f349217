package dev.ranvier.benchmarks;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what do the ways to run formulas cost in the kernels of sodium and potassium (gates advance, currents)?
 *
 * <p>Expected: interpreted 2 to 5 times as long as generated; 0 bytes. The score is the
 * time of one pass over all lanes; 1 lane is padded to 8.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar FormulaKernels -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class FormulaKernelsBenchmark {
    /** Lanes of the batch. */
    @Param({"1", "8", "64", "1024"})
    public int lanes;

    /** What runs formulas. */
    @Param({"generated", "interpreted"})
    public String way;

    private Batch batch;
    private SiteKernel[] kernels;
    private Sites[] sites;

    /** Lays the batch out, at rest. */
    @Setup
    public void open() {
        System.setProperty("ranvier.formulas", way);
        batch = new Batch(HodgkinHuxleyCell.mechanistic(), lanes, HodgkinHuxleyCell.DT_ms, 2);
        batch.rows().voltageAt(0).copyFrom(batch.initialVoltage_mV(), 0, batch.elements());
        batch.rows().writeStatesAt(0);
        run(Channel::steadyState, Step.SETTLED);
        batch.rows().readStatesAt(0);
        batch.rows().writeStatesAt(1);
        List<SiteKernel> all = new ArrayList<>();
        List<Sites> where = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                placement.sites().step(new Step(HodgkinHuxleyCell.DT_ms, 0.5));
                for (SiteKernel kernel : SiteKernel.joined(
                        placement.mechanism().advance(), placement.mechanism().current())) {
                    all.add(kernel);
                    where.add(placement.sites());
                }
            }
        }
        kernels = all.toArray(SiteKernel[]::new);
        sites = where.toArray(Sites[]::new);
    }

    private void run(Function<Channel, List<SiteKernel>> phase, Step step) {
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                placement.sites().step(step);
                phase.apply(placement.mechanism()).forEach(kernel -> kernel.run(placement.sites()));
            }
        }
    }

    /** Frees it. */
    @TearDown
    public void close() {
        batch.close();
    }

    /** Every kernel once. */
    @Benchmark
    public Sites pass() {
        for (int k = 0; k < kernels.length; k++) {
            kernels[k].run(sites[k]);
        }
        return sites[0];
    }
}
