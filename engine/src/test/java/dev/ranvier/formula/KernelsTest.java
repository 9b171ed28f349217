package dev.ranvier.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.integrate.Allocation;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.program.Kernels;
import dev.ranvier.program.Program;
import dev.ranvier.program.Slot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What runs a program does not change a bit of what it gives. */
final class KernelsTest {
    private static final int PROGRAMS = 200, SITES = 24;
    /** In other processes, where each kernel runs so often that the compiler has taken over. */
    private static final int FEW = 5, WARM_UP = 20_000;

    @Test
    void randomPrograms_interpretedAndGenerated_giveTheSameBits() {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Program program = Translation.of(TranslationTest.random(seed), ProgramBench.SLOTS);
            assertThat(bits(Kernels.generated(program), seed, 0))
                    .as("seed %d", seed)
                    .isEqualTo(bits(Kernels.interpreted(program), seed, 0));
        }
    }

    /** All outputs, from the same inputs, after some runs of each kernel. */
    private static List<List<Long>> bits(Kernels kernels, long seed, int warmUp) {
        try (ProgramBench bench = new ProgramBench(SITES, kernels.scratch())) {
            bench.fill(seed);
            kernels.kernels()
                    .forEach(kernel -> Collections.nCopies(warmUp, kernel).forEach(warm -> warm.run(bench.sites)));
            bench.fill(seed);
            bench.run(kernels);
            return Stream.of(Slot.next(0), Slot.CURRENT, Slot.partial(3), Slot.state(1), Slot.SLOPE, Slot.next(1))
                    .map(slot -> Arrays.stream(bench.values(slot))
                            .mapToLong(Double::doubleToLongBits)
                            .boxed()
                            .toList())
                    .toList();
        }
    }

    @Test
    void randomPrograms_coldAndWarmAtEveryWidth_giveTheSameBits() throws IOException, InterruptedException {
        String cold = run(0, "-Xint", 256);
        assertThat(cold.lines()).hasSize(2 * FEW);
        for (int width : new int[] {128, 256, 512}) {
            assertThat(run(WARM_UP, "-Xbatch", width)).as("%d bits", width).isEqualTo(cold);
        }
    }

    private static String run(int warmUp, String flag, int width) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        flag,
                        "-Dranvier.vector.bits=" + width,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KernelsTest.class.getName(),
                        Integer.toString(warmUp))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code with %s: %s", flag, out).isZero();
        return out;
    }

    /** Prints hashes of all outputs of some programs, after so many runs of each kernel. */
    public static void main(String[] args) {
        for (int seed = 0; seed < FEW; seed++) {
            Program program = Translation.of(TranslationTest.random(seed), ProgramBench.SLOTS);
            for (Kernels kernels : List.of(Kernels.interpreted(program), Kernels.generated(program))) {
                System.out.println(seed + " "
                        + bits(kernels, seed, Integer.parseInt(args[0])).hashCode());
            }
        }
    }

    @Test
    @Tag("allocation")
    void kernelsOfChannelsAndRandomPrograms_allocateNothing() {
        Stream<Map<Slot, Expression>> channels = Stream.of(
                SquidAxon.sodium(), SquidAxon.potassium(), SquidAxon.sodiumCurrent(), SquidAxon.potassiumCurrent());
        Stream<Map<Slot, Expression>> random = Stream.of(0, 1, 2, 3).map(TranslationTest::random);
        Stream.concat(channels, random).forEach(outputs -> {
            Program program = Translation.of(outputs, ProgramBench.SLOTS);
            for (Kernels kernels : List.of(Kernels.interpreted(program), Kernels.generated(program))) {
                try (ProgramBench bench = new ProgramBench(64, kernels.scratch())) {
                    bench.fill(1);
                    assertNothing(kernels, bench, outputs);
                }
            }
        });
    }

    private static void assertNothing(Kernels kernels, ProgramBench bench, Map<Slot, Expression> outputs) {
        for (SiteKernel kernel : kernels.kernels()) {
            Allocation.assertNothing(outputs.toString(), () -> {
                for (int k = 0; k < 50; k++) {
                    kernel.run(bench.sites);
                }
            });
        }
    }

    /** Classes of models that are no longer in use go. */
    @Test
    void classesOfManyModels_areUnloaded() {
        long classesBefore = loaded(), bytesBefore = metaspace();
        for (int k = 0; k < 2000; k++) {
            Expression x = Algebra.multiply(Algebra.constant(2 + 1e-3 * k), Algebra.variable("v"));
            Kernels kernels = Kernels.generated(
                    Translation.of(Map.of(Slot.next(0), Algebra.exp(Algebra.multiply(x, x))), ProgramBench.SLOTS));
            try (ProgramBench bench = new ProgramBench(8, kernels.scratch())) {
                bench.run(kernels);
            }
            if (k % 500 == 499) {
                System.gc();
            }
        }
        assertThat(loaded() - classesBefore).isLessThan(1000);
        assertThat(metaspace() - bytesBefore).isLessThan(8 << 20);
    }

    private static long loaded() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
