package dev.ranvier.benchmarks;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what do derivatives of a branched neuron's run cost beside the run? Pospischil's Na, K, leak and Km everywhere, a
 * current step into the soma, 70 ms at 0.025 ms; the loss is sum v^2 / 2 at the soma over all steps.
 *
 * <p>{@code forward} is the plain run with two rows. {@code gradient} is a run and its reverse sweep, by the conductance of every
 * channel in every compartment, which serves global and per-branch conductances alike, in {@code budgetMiB} a lane (0: every
 * row is kept). {@code tangents} is a run and the derivative of every sample by four global conductances.
 *
 * <p>Expected: value and gradient at most 4 times {@code forward}; with 5 MiB a lane at most 1.6 times everything kept.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar TreeGradient -p morphology=cell.swc -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class TreeGradientBenchmark {
    private static final double DURATION_ms = 70;
    private static final int STEPS = (int) Math.round(DURATION_ms / PospischilCell.DT_ms);

    /** Lanes. */
    @Param({"1", "8"})
    public int lanes;

    /** Compartments of every branch. */
    @Param("1")
    public int perBranch;

    /** Memory for rows, per lane; 0 for as much as it takes. */
    @Param({"0", "5"})
    public int budgetMiB;

    /** The grown cell, or an SWC file. */
    @Param("grown")
    public String morphology;

    private Batch plainBatch;
    private ForwardSweep plain;
    private Batch batch;
    private Differentials bars;
    private DifferentiatedRun run;
    private ForwardSweep beside;
    private TangentSweep tangents;
    private long compartmentSteps;

    /** Reads or grows the cell. */
    @Setup
    public void open() throws IOException {
        Cell cell = PospischilCell.of(morphology, perBranch);
        compartmentSteps = PospischilCell.compartments(cell) * lanes * STEPS;
        Checkpoints plan = budgetMiB == 0
                ? Checkpoints.everything(cell, lanes, Set.of(), STEPS)
                : Checkpoints.within((long) budgetMiB * lanes << 20, cell, lanes, Set.of(), STEPS);
        System.out.println(plan);
        plainBatch = new Batch(cell, lanes, PospischilCell.DT_ms, 2);
        Drive plainDrive = drive(plainBatch);
        plain = new ForwardSweep(plainBatch, Scheme.STAGGERED, plainDrive);
        Set<Target> conductances = Set.of(
                new Target.ChannelParameter(0, 0),
                new Target.ChannelParameter(1, 0),
                new Target.ChannelParameter(2, 0),
                new Target.ChannelParameter(3, 0));
        List<Differentials> directions = conductances.stream()
                .map(target -> Differentials.lanewise(plainBatch, plainDrive, Set.of(target)))
                .toList();
        beside = new ForwardSweep(plainBatch, Scheme.STAGGERED, plainDrive);
        tangents = new TangentSweep(
                plainBatch, Scheme.STAGGERED, plainDrive, new InitialCondition.AtVoltage(), directions, n -> {});
        batch = new Batch(cell, lanes, PospischilCell.DT_ms, plan.batchRows());
        Drive drive = drive(batch);
        bars = Differentials.lanewise(batch, drive, conductances);
        run = new DifferentiatedRun(batch, Scheme.STAGGERED, drive, new InitialCondition.AtVoltage(), plan, bars);
    }

    private Drive drive(Batch batch) {
        List<Stimulus> stimuli = PospischilCell.steps(lanes);
        return new Drive(batch, List.of(new Injection(0, stimuli)), List.of(), Optional.empty());
    }

    /** Frees the memory. */
    @TearDown
    public void close() {
        plainBatch.close();
        batch.close();
    }

    /** 70 ms. */
    @Benchmark
    public List<Divergence> forward(CompartmentSteps counter) {
        counter.compartmentStep += compartmentSteps;
        return plain.run(STEPS, StepListener.NONE);
    }

    /** 70 ms and back. */
    @Benchmark
    public Differentials gradient(CompartmentSteps counter) {
        counter.compartmentStep += compartmentSteps;
        bars.clear();
        run.forward(StepListener.NONE);
        run.reverse(n -> addVoltage(batch.rows().voltageAt(n)));
        return bars;
    }

    private void addVoltage(Column v) {
        for (int lane = 0; lane < lanes; lane++) {
            bars.v().set(lane, bars.v().get(lane) + v.get(lane));
        }
    }

    /** 70 ms and four tangents. */
    @Benchmark
    public List<Divergence> tangents(CompartmentSteps counter) {
        counter.compartmentStep += compartmentSteps;
        return beside.run(STEPS, tangents);
    }
}
