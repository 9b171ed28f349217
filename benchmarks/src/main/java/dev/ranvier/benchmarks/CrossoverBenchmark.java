package dev.ranvier.benchmarks;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.lang.foreign.Arena;
import java.util.Random;
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
 * Question: from which size on is OpenBLAS faster than our own code? Its answer is the table in {@code CrossoverOperations}.
 *
 * <p>Matrices are square, {@code size} x {@code size}; a right-hand side is one vector; least squares have twice as many rows.
 * Factoring and solving include the copy of what they overwrite. Medians of single calls are what counts: they forget what
 * other programs do to a call now and then.
 *
 * <pre>  java -jar benchmarks/target/benchmarks.jar Crossover -p operation=GEMM</pre>
 *
 * Measured: the table, with {@code -f 1 -wi 4 -i 4 -w 350ms -r 150ms}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CrossoverBenchmark {
    /** What is done. */
    public enum Operation {
        /** Product. */
        GEMM,
        /** Matrix times vector. */
        GEMV,
        /** A A^T. */
        SYRK,
        /** Factor. */
        CHOLESKY,
        /** Solve, one side. */
        CHOLESKY_SOLVE,
        /** Least squares, one side. */
        LEAST_SQUARES
    }

    /** What is done. */
    @Param
    public Operation operation;

    /** Rows and columns. */
    @Param({"4", "8", "16", "32", "64", "128", "256"})
    public int size;

    private final DenseOperations operations = Blas.ofThisProcess().operations();
    private Arena arena;
    private Matrix a;
    private Matrix b;
    private Matrix c;
    private Matrix factor;
    private Matrix x;
    private Matrix y;
    private Matrix tall;
    private Matrix tallSide;

    /** Random matrices; A is positive definite. */
    @Setup
    public void open() {
        Random random = new Random(1);
        arena = Arena.ofConfined();
        a = random(random, size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                a.set(i, j, i == j ? size : a.get(Math.max(i, j), Math.min(i, j)));
            }
        }
        b = random(random, 2 * size, size);
        c = random(random, size, size);
        factor = Matrix.zeros(arena, size, size);
        copy(a, factor);
        operations.cholesky(factor);
        x = Matrix.vector(arena, size);
        y = Matrix.vector(arena, size);
        tall = Matrix.zeros(arena, 2 * size, size);
        tallSide = Matrix.zeros(arena, 2 * size, 1);
    }

    private Matrix random(Random random, int rows, int columns) {
        Matrix matrix = Matrix.zeros(arena, rows, columns);
        for (int i = 0; i < rows; i++) {
            matrix.setRow(i, random.doubles(columns, -1, 1).toArray());
        }
        return matrix;
    }

    private static void copy(Matrix from, Matrix to) {
        for (int i = 0; i < from.rows(); i++) {
            to.setRow(i, from.row(i));
        }
    }

    /** Frees them. */
    @TearDown
    public void close() {
        arena.close();
    }

    /** Our own. */
    @Benchmark
    @Fork(
            value = 2,
            jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE, "-Dranvier.blas=none"})
    public void own() {
        run();
    }

    /** The library. */
    @Benchmark
    @Fork(
            value = 2,
            jvmArgsAppend = {EngineFlags.VECTOR, EngineFlags.NATIVE, "-Dranvier.blas=openblas"})
    public void openBlas() {
        run();
    }

    private void run() {
        switch (operation) {
            case GEMM -> operations.gemm(1, a, b.part(0, 0, size, size), 0, c);
            case GEMV -> operations.gemv(1, a, x, 0, y);
            case SYRK -> operations.syrk(1, a, 0, c);
            case CHOLESKY -> {
                copy(a, c);
                operations.cholesky(c);
            }
            case CHOLESKY_SOLVE -> {
                y.set(0, 0, 1);
                operations.choleskySolve(factor, y);
            }
            case LEAST_SQUARES -> {
                copy(b, tall);
                tallSide.set(0, 0, 1);
                operations.leastSquares(tall, tallSide);
            }
        }
    }
}
