package dev.ranvier.benchmarks;

import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Question: what part of the rate that C gets from OpenBLAS does the engine get from the same library, and how fast is our own
 * product?
 *
 * <p>Expected: at least 70 %. Products of 512 x 512, one thread; the engine and a small C program, built if there is a
 * compiler called cc, alternate; medians of {@value #ROUNDS} rounds, each the best of {@value #RUNS} products.
 *
 * <pre>
 *   java --add-modules jdk.incubator.vector -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.DgemmRate
 *   ... -Dranvier.blas=none ...     # our own
 * </pre>
 *
 * Measured (EPYC with AVX-512, Temurin 25.0.3, OpenBLAS 0.3.31, November 2026): engine 99.3, C 100.8 GFLOP/s, ratio 0.985; with
 * the library's AVX2 kernels 60.3 and 60.1; our own 77.4.
 */
public final class DgemmRate {
    private static final int SIZE = 512, ROUNDS = 9, RUNS = 20;

    private DgemmRate() {}

    /** Prints the rates. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("dgemm-");
        Path driver = folder.resolve("dgemm"), source = folder.resolve("dgemm.c");
        try (InputStream code = DgemmRate.class.getResourceAsStream("dgemm.c")) {
            Files.copy(code, source);
        }
        boolean driverIsThere = Blas.ofThisProcess().library().isPresent() && build(source, driver);
        double[] java = new double[ROUNDS], c = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) { // the first is warm-up
            double rate = rateOfTheEngine(), rateOfC = driverIsThere ? rateOfC(driver) : Double.NaN;
            if (round >= 0) {
                java[round] = rate;
                c[round] = rateOfC;
            }
        }
        Arrays.sort(java);
        Arrays.sort(c);
        System.out.printf(Locale.ROOT, "engine %.1f GFLOP/s%n", java[ROUNDS / 2]);
        if (driverIsThere) {
            System.out.printf(
                    Locale.ROOT, "C %.1f GFLOP/s, ratio %.3f%n", c[ROUNDS / 2], java[ROUNDS / 2] / c[ROUNDS / 2]);
        }
        Files.deleteIfExists(driver);
        Files.delete(source);
        Files.delete(folder);
    }

    private static boolean build(Path source, Path driver) throws InterruptedException {
        try {
            return new ProcessBuilder("cc", "-O2", "-o", driver.toString(), source.toString(), "-ldl")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            System.out.println("no comparison with C: " + e.getMessage());
            return false;
        }
    }

    private static double rateOfC(Path driver) throws IOException {
        Path library = Blas.ofThisProcess().library().orElseThrow().path();
        ProcessBuilder builder = new ProcessBuilder(driver.toString(), library.toString(), Integer.toString(SIZE));
        builder.environment().put("LD_LIBRARY_PATH", library.getParent().toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return Double.parseDouble(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    private static double rateOfTheEngine() {
        DenseOperations operations = Blas.ofThisProcess().operations();
        try (Arena arena = Arena.ofConfined()) {
            Matrix a = Matrix.zeros(arena, SIZE, SIZE), b = Matrix.zeros(arena, SIZE, SIZE);
            Matrix c = Matrix.zeros(arena, SIZE, SIZE);
            double[] row = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                Arrays.setAll(row, k -> k % 7);
                a.setRow(i, row);
                b.setRow(i, row);
            }
            long best = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                operations.gemm(1, a, b, 0, c);
                best = Math.min(best, System.nanoTime() - start);
            }
            return 2.0 * SIZE * SIZE * SIZE / best;
        }
    }
}
