package dev.ranvier.benchmarks;

import dev.ranvier.bindings.openblas.OpenBlas;
import dev.ranvier.bindings.openblas.Transpose;
import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what do the argument checks of the bindings, and the matrices of the engine on top of them, add to a call into
 * OpenBLAS?
 *
 * <p>Expected: at most 100 ns. The product of two 4 x 4 matrices, by a bare downcall, by {@link OpenBlas#gemm} and by
 * {@link DenseOperations#gemm}.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar NativeCall -prof gc</pre>
 *
 * Measured (EPYC with AVX-512, Temurin 25.0.3, OpenBLAS 0.3.31, November 2026; 2 forks): downcall 25.6 ns, bindings 29.3 ns and 0
 * bytes, engine 50.9 ns and 244 bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE, "-Dranvier.blas=openblas"})
public class NativeCallBenchmark {
    private static final int SIZE = 4, ROW_MAJOR = 101, AS_IT_IS = 111;
    private static final FunctionDescriptor DGEMM = FunctionDescriptor.ofVoid(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_DOUBLE,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_DOUBLE,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final OpenBlas BLAS = OpenBlas.find(tried -> {}).orElseThrow();
    private static final MethodHandle DOWNCALL =
            Linker.nativeLinker().downcallHandle(SymbolLookup.loaderLookup().findOrThrow("cblas_dgemm"), DGEMM);

    private final DenseOperations operations = Blas.ofThisProcess().operations();
    private Arena arena;
    private MemorySegment a;
    private MemorySegment b;
    private MemorySegment c;
    private Matrix left;
    private Matrix right;
    private Matrix product;

    /** Zeros: a product takes the same time. */
    @Setup
    public void open() {
        arena = Arena.ofConfined();
        a = arena.allocate(ValueLayout.JAVA_DOUBLE, SIZE * SIZE);
        b = arena.allocate(ValueLayout.JAVA_DOUBLE, SIZE * SIZE);
        c = arena.allocate(ValueLayout.JAVA_DOUBLE, SIZE * SIZE);
        left = Matrix.zeros(arena, SIZE, SIZE);
        right = Matrix.zeros(arena, SIZE, SIZE);
        product = Matrix.zeros(arena, SIZE, SIZE);
    }

    /** Frees them. */
    @TearDown
    public void close() {
        arena.close();
    }

    /** The downcall itself. */
    @Benchmark
    public void downcall() throws Throwable {
        DOWNCALL.invokeExact(ROW_MAJOR, AS_IT_IS, AS_IT_IS, SIZE, SIZE, SIZE, 1.0, a, SIZE, b, SIZE, 0.0, c, SIZE);
    }

    /** With the checks of the bindings. */
    @Benchmark
    public void bindings() {
        BLAS.gemm(Transpose.NO, Transpose.NO, SIZE, SIZE, SIZE, 1, a, SIZE, b, SIZE, 0, c, SIZE);
    }

    /** From the engine's matrices. */
    @Benchmark
    public void engine() {
        operations.gemm(1, left, right, 0, product);
    }
}
