package dev.ranvier.benchmarks;

import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how many compartments of a branched neuron does a core step in a second, for one cell and for many, and does the
 * price of a compartment depend on how many there are? Pospischil's Na, K, leak and Km everywhere, a current step into the
 * soma, 70 ms at 0.025 ms; the run of {@link Simulation} as a user calls it, memory and recording of the soma included.
 *
 * <p>Expected: at least 30 M compartment-steps/s for one cell and 60 M/s for 8 and 64 on one core, two threads at least 1.9
 * times one, the same from 100 to 10,000 compartments. {@code morphology} is the grown pyramidal cell or an SWC file.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar TreeStep -p morphology=cell.swc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class TreeStepBenchmark {
    private static final double DURATION_ms = 70;

    /** Lanes. */
    @Param({"1", "8", "64"})
    public int lanes;

    /** Threads. */
    @Param({"1", "2"})
    public int threads;

    /** Compartments of every branch. */
    @Param("1")
    public int perBranch;

    /** The grown cell, or an SWC file. */
    @Param("grown")
    public String morphology;

    private Simulation simulation;
    private long steps;

    /** Reads or grows the cell. */
    @Setup
    public void describe() throws IOException {
        Cell cell = PospischilCell.of(morphology, perBranch);
        List<Stimulus> stimuli = PospischilCell.steps(lanes);
        simulation = Simulation.of(cell, stimuli.getFirst(), DURATION_ms).withStimuli(stimuli);
        steps = PospischilCell.compartments(cell) * lanes * Math.round(DURATION_ms / PospischilCell.DT_ms);
    }

    /** 70 ms of all lanes. */
    @Benchmark
    public Trace run(CompartmentSteps counter) {
        counter.compartmentStep += steps;
        return simulation.run(threads);
    }
}
