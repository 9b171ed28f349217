package dev.ranvier.benchmarks;

import dev.ranvier.embed.Neuron;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.model.Stimulus;
import java.util.List;
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
 * Question: what does a host pay for owning the loop, against a run of the same cell that owns its own?
 *
 * <p>Expected: at most 15 ns a step, 0 bytes. {@code step} passes a current in and takes the voltage out at every step.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar NeuronStep -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class NeuronStepBenchmark {
    private static final int STEPS = 2000;

    /** Which cell. */
    @Param
    public EmbeddedCell cell;

    private Neuron neuron;
    private ForwardRun run;

    /** Opens both. */
    @Setup
    public void open() {
        neuron = Neuron.of(cell.cell());
        run = ForwardRun.plain(
                cell.cell(), List.of(new Stimulus.Step(0, 1e9, cell.current_nA())), HodgkinHuxleyCell.DT_ms);
    }

    /** Frees both. */
    @TearDown
    public void close() {
        neuron.close();
        run.close();
    }

    /** 50 ms, the loop here. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double step() {
        neuron.reset();
        double v_mV = 0;
        for (int n = 0; n < STEPS; n++) {
            v_mV = neuron.step(cell.current_nA());
        }
        return v_mV;
    }

    /** 50 ms, the loop there. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public List<Divergence> run() {
        return run.run(STEPS);
    }
}
