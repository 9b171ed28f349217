package dev.ranvier.benchmarks;

import dev.ranvier.kinetics.CurveFitter;
import dev.ranvier.kinetics.FittedCurves;
import dev.ranvier.kinetics.GateSamples;
import dev.ranvier.kinetics.Holdout;
import dev.ranvier.kinetics.OmnimodelCurves;
import dev.ranvier.kinetics.OmnimodelFitter;
import dev.ranvier.kinetics.Screening;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does it take to fit a gate, 56 voltages, by a 16x16 network and by the omnimodel in its five forms, on one
 * core, once warm?
 *
 * <p>Expected: at most 37 ms for the network, which makes 90 s for the 4,760 published gates on two cores without sharing any fit.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar GateFit</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE})
public class GateFitBenchmark {
    private static final int VOLTAGES = 56;

    private final Screening gate = new Screening(new GateSamples(
            voltages(), curve(v -> 1 / (1 + Math.exp((v + 62) / 6))), curve(v -> 1 + 18 / Math.cosh((v + 60) / 22))));

    private static double[] voltages() {
        return IntStream.range(0, VOLTAGES).mapToDouble(k -> -100 + 3.6 * k).toArray();
    }

    private static double[] curve(DoubleUnaryOperator formula) {
        return IntStream.range(0, VOLTAGES)
                .mapToDouble(k -> formula.applyAsDouble(-100 + 3.6 * k))
                .toArray();
    }

    /** A network. */
    @Benchmark
    public FittedCurves network() {
        return new CurveFitter(List.of(16, 16), Holdout.NONE).fit(gate);
    }

    /** The omnimodel. */
    @Benchmark
    public List<OmnimodelCurves> omnimodel() {
        return new OmnimodelFitter(Holdout.NONE).fit(gate);
    }
}
