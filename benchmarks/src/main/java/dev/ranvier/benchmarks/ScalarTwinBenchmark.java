package dev.ranvier.benchmarks;

import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what would the same step cost in plain Java with {@code Math.exp}, one lane after the other, with the same six
 * exponentials? The baseline of
 * {@link HybridAgainstMechanisticBenchmark#mechanistic}.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ScalarTwin}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class ScalarTwinBenchmark {
    private static final double DT_ms = 0.025, TO_40 = Math.exp(2.5), TO_35 = Math.exp(3);

    @Param({"1", "64"})
    int lanes;

    private double[] v;
    private double[] m;
    private double[] h;
    private double[] n;

    @Setup
    public void allocate() {
        v = new double[lanes];
        m = new double[lanes];
        h = new double[lanes];
        n = new double[lanes];
    }

    @Benchmark
    @OperationsPerInvocation(Run.STEPS)
    public double step() {
        Arrays.fill(v, -70);
        Arrays.fill(m, 0.03);
        Arrays.fill(h, 0.75);
        Arrays.fill(n, 0.24);
        for (int step = 0; step < Run.STEPS; step++) {
            for (int k = 0; k < lanes; k++) {
                step(k, step * DT_ms >= 5 ? 23.87 : 0);
            }
        }
        return v[0];
    }

    private void step(int k, double injected) {
        double u = v[k];
        double e20 = Math.exp(-(u + 65) / 20), e80 = Math.exp(-(u + 65) / 80), e10 = e20 * e20;
        m[k] = relax(m[k], linoid((u + 40) / 10, e10 * TO_40), 4 * Math.exp(-(u + 65) / 18));
        h[k] = relax(h[k], 0.07 * e20, 1 / (1 + e10 * TO_35));
        n[k] = relax(n[k], 0.1 * linoid((u + 55) / 10, e10 * Math.E), 0.125 * e80);
        double na = 120 * m[k] * m[k] * m[k] * h[k], p = 36 * n[k] * n[k] * n[k] * n[k];
        double current = na * (u - 50) + p * (u + 75) + 0.3 * (u + 70);
        v[k] = u + (injected - current) / (1 / DT_ms + 0.5 * (na + p + 0.3));
    }

    private static double relax(double x, double alpha, double beta) {
        double inf = alpha / (alpha + beta);
        return inf + (x - inf) * Math.exp(-DT_ms * (alpha + beta));
    }

    /** y / (1 - e), e = exp(-y). */
    private static double linoid(double y, double e) {
        return Math.abs(y) < 1e-6 ? 1 + y / 2 : y / (1 - e);
    }
}
