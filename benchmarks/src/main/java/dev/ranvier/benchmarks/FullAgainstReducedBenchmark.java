package dev.ranvier.benchmarks;

import dev.ranvier.model.Cell;
import dev.ranvier.reduce.ReducedCell;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Question: how many times cheaper than a branched neuron is its soma with four ghosts, in the same engine at the same step?
 *
 * <p>Expected: at least 20 times at 64 lanes, 12 times at one. Both alternate in one JVM, so that a change of the machine's speed
 * meets both: compare {@code fullNanos} with {@code reducedNanos}, each the time of as many milliseconds of the neuron, summed
 * over the whole trial. The grown cell has 123 compartments; the ghosts have the same channels, which is what a step costs,
 * whatever a fit makes of their numbers.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar FullAgainstReduced -p morphology=cell.swc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class FullAgainstReducedBenchmark {
    private static final int STEPS = 2000, GHOSTS = 4;

    /** Lanes of either batch. */
    @Param({"1", "64"})
    public int lanes;

    /** The grown cell, or an SWC file. */
    @Param("grown")
    public String morphology;

    private ForwardRun full;
    private ForwardRun reduced;

    /** Time spent in either cell. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Pair {
        /** In the branched cell. */
        public long fullNanos;
        /** In the reduced cell. */
        public long reducedNanos;
    }

    /** Lays both batches out. */
    @Setup
    public void open() throws IOException {
        Cell cell = PospischilCell.of(morphology, 1);
        full = ForwardRun.plain(cell, PospischilCell.steps(lanes), PospischilCell.DT_ms);
        reduced = ForwardRun.plain(
                ReducedCell.of(cell, GHOSTS).cell(), PospischilCell.steps(lanes), PospischilCell.DT_ms);
    }

    /** Frees both. */
    @TearDown
    public void close() {
        full.close();
        reduced.close();
    }

    /** 50 ms of the full cell between twice 25 ms of the reduced one. */
    @Benchmark
    public int paired(Pair pair) {
        long start = System.nanoTime();
        int diverged = reduced.run(STEPS / 2).size();
        long first = System.nanoTime();
        diverged += full.run(STEPS).size();
        long second = System.nanoTime();
        diverged += reduced.run(STEPS / 2).size();
        long end = System.nanoTime();
        pair.reducedNanos += first - start + end - second;
        pair.fullNanos += second - first;
        return diverged;
    }
}
