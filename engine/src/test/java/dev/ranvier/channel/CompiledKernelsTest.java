package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.SiteKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every kernel gives the same bits interpreted and compiled, in JVMs of their own, so that results do not depend on when the
 * compiler took over. A function of the processor's vector library does not.
 */
final class CompiledKernelsTest {
    private static final double DT_ms = 0.025;
    private static final int LANES = 8, INPUTS = 20;
    /** After which the compiler has taken over; it is waited for. */
    private static final int WARM_UP = 8_000;

    @Test
    void kernels_interpretedAndCompiled_giveTheSameBits() throws IOException, InterruptedException {
        String interpreted = run(0, "-Xint");
        assertThat(interpreted.lines()).hasSize((int) mechanisms().count());
        assertThat(run(WARM_UP, "-Xbatch")).isEqualTo(interpreted);
    }

    private static Stream<Mechanism> mechanisms() {
        return Stream.concat(EveryChannelTest.channels(), Kinds.of(Catalogue.mechanisms()).pools().values().stream());
    }

    private static String run(int warmUp, String flag) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        flag,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CompiledKernelsTest.class.getName(),
                        Integer.toString(warmUp))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code with %s: %s", flag, out).isZero();
        return out;
    }

    /** Prints a hash of all outputs for each mechanism, after so many calls of each kernel. */
    public static void main(String[] args) {
        mechanisms().forEach(mechanism -> {
            try (MechanismBench bench = new MechanismBench(mechanism, LANES, DT_ms)) {
                Random random = new Random(11);
                put(bench, mechanism, random);
                warmUp(bench, mechanism, Integer.parseInt(args[0]));
                List<Double> outputs = new ArrayList<>();
                for (int k = 0; k < INPUTS; k++) {
                    put(bench, mechanism, random);
                    for (double[] lane : EveryChannelTest.outputs(bench, mechanism)) {
                        Arrays.stream(lane).forEach(outputs::add);
                    }
                }
                System.out.println(mechanism.schema().name() + " " + outputs.size() + " " + outputs.hashCode());
            }
        });
    }

    private static void put(MechanismBench bench, Mechanism mechanism, Random random) {
        for (int lane = 0; lane < LANES; lane++) {
            double[] inputs = EveryChannelTest.randomInputs(mechanism.schema(), random);
            EveryChannelTest.put(bench, mechanism.schema(), inputs, lane, lane + 1);
            bench.sites.i().set(lane, 10 * random.nextGaussian());
        }
    }

    private static void warmUp(MechanismBench bench, Mechanism mechanism, int calls) {
        List<List<SiteKernel>> all = new ArrayList<>(List.of(
                mechanism.advance(),
                mechanism.advancePartials(),
                mechanism.steadyState(),
                mechanism.steadyStatePartials()));
        for (Channel channel : Kinds.of(List.of(mechanism)).channels().values()) {
            all.add(channel.current());
            all.add(channel.currentPartials());
        }
        all.forEach(kernels -> Collections.nCopies(calls, kernels).forEach(bench::run));
    }
}
