package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * 100 ms of spiking have the same bits with vectors of 128, 256 and 512 bits, each in a JVM of its own: the exponential is a
 * polynomial of our own and every operation is elementwise.
 */
final class VectorWidthTest {
    @Test
    void traces_atEveryVectorWidth_areTheSameBits() throws IOException, InterruptedException {
        String narrow = run(128);
        assertThat(narrow).contains("spikes");
        assertThat(run(256)).isEqualTo(narrow);
        assertThat(run(512)).isEqualTo(narrow);
    }

    private static String run(int bits) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dranvier.vector.bits=" + bits,
                        "-cp",
                        System.getProperty("java.class.path"),
                        VectorWidthTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code at %d bits: %s", bits, out).isZero();
        return out;
    }

    /** Prints a hash of the voltages of a squid cell and of a tree, one lane and three, and how often they spike. */
    public static void main(String[] args) {
        print(Cells.published(), 0.015, Probe.voltage());
        print(Cells.withTables(Cells.published()), 0.015, Probe.voltage());
        print(Cells.calcium(), 3, Probe.gate("pool", "reversal_mV"));
        Cell tree = TreeCells.pyramidal(new Discretisation.PerBranch(1));
        print(tree, 0.8, new Probe.Voltage(tree.compartments().at("apical[20]", 0.5)));
    }

    private static void print(Cell cell, double amplitude_nA, Probe probe) {
        for (int lanes : new int[] {1, 3}) {
            List<Stimulus> stimuli = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                stimuli.add(new Stimulus.Step(5, 90, amplitude_nA * (1 + 0.1 * lane)));
            }
            Trace trace = Simulation.of(cell, stimuli.getFirst(), 100)
                    .withStimuli(stimuli)
                    .withProbes(0.025, probe)
                    .run();
            for (int lane = 0; lane < lanes; lane++) {
                double[] v = trace.values(probe, lane);
                int spikes = 0;
                for (int k = 1; k < v.length; k++) {
                    spikes += v[k - 1] < 0 && v[k] >= 0 ? 1 : 0;
                }
                System.out.println(java.util.Arrays.hashCode(v) + ", " + spikes + " spikes");
            }
        }
    }
}
