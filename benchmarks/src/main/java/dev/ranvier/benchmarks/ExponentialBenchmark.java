package dev.ranvier.benchmarks;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.VectorOperators;
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
 * Question: is the engine's own exponential as fast as the JDK's vector intrinsic, and how far is {@code Math.exp}?
 *
 * <p>Expected: engine within 1.3 times of the intrinsic (it is chosen for equal bits at every width, not for speed), both
 * several times faster than {@code Math.exp}; 0 bytes. The score is the time of one double; 1024 of them, off heap, in the
 * first-level cache.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar Exponential -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class ExponentialBenchmark {
    private static final int DOUBLES = 1024;
    private static final double LOW = -20, HIGH = 5;

    private Arena arena;
    private Column x;
    private Column out;

    /** Arguments as rate functions have them, in no order. */
    @Setup
    public void open() {
        arena = Arena.ofConfined();
        Block block = new Block(arena, 2, DOUBLES);
        x = block.column(0);
        out = block.column(1);
        for (int k = 0; k < DOUBLES; k++) {
            x.set(k, LOW + (HIGH - LOW) * (k * 389 % DOUBLES) / DOUBLES);
        }
    }

    /** Frees them. */
    @TearDown
    public void close() {
        arena.close();
    }

    /** {@link Exponential#apply}. */
    @Benchmark
    @OperationsPerInvocation(DOUBLES)
    public Column engine() {
        Exponential.apply(x, 1, 0, out, 0, DOUBLES);
        return out;
    }

    /** {@code lanewise(EXP)}. */
    @Benchmark
    @OperationsPerInvocation(DOUBLES)
    public Column intrinsic() {
        for (int k = 0; k < DOUBLES; k += Lanes.COUNT) {
            out.store(k, x.load(k).lanewise(VectorOperators.EXP));
        }
        return out;
    }

    /** {@code Math.exp}. */
    @Benchmark
    @OperationsPerInvocation(DOUBLES)
    public Column scalar() {
        for (int k = 0; k < DOUBLES; k++) {
            out.set(k, Math.exp(x.get(k)));
        }
        return out;
    }
}
