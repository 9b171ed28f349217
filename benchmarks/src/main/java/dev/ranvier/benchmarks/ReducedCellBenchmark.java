package dev.ranvier.benchmarks;

import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Trace;
import dev.ranvier.reduce.ReducedCell;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Question: how much cheaper is a soma with ghosts than the neuron that it stands for, for one cell and for many? Pospischil's Na, K, leak
 * and Km everywhere, a current step into the soma, 70 ms at 0.025 ms, one thread, memory and recording of the soma included. What the
 * ghosts' numbers are does not matter for the cost: they are not fitted.
 *
 * <p>Expected: 20 times at 64 lanes and 12 times at one, for 154 compartments. {@code morphology} is the grown pyramidal cell or an SWC
 * file.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar ReducedCell -p morphology=cell.swc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class ReducedCellBenchmark {
    private static final double DURATION_ms = 70;

    /** Lanes. */
    @Param({"1", "64"})
    public int lanes;

    /** Compartments beside the soma; 0 is the full cell. */
    @Param({"0", "4"})
    public int ghosts;

    /** The grown cell, or an SWC file. */
    @Param("grown")
    public String morphology;

    private Simulation simulation;

    /** Reads or grows the cell, and reduces it. */
    @Setup
    public void describe() throws IOException {
        Cell full = PospischilCell.of(morphology, 1);
        List<Stimulus> stimuli = IntStream.range(0, lanes)
                .<Stimulus>mapToObj(lane -> new Stimulus.Step(10, 40, 0.4 + 0.4 * (lane + 0.5) / lanes))
                .toList();
        Cell cell = ghosts == 0 ? full : ReducedCell.of(full, ghosts).cell();
        simulation = Simulation.of(cell, stimuli.getFirst(), DURATION_ms).withStimuli(stimuli);
    }

    /** 70 ms of all lanes. */
    @Benchmark
    public Trace run() {
        return simulation.run(1);
    }
}
