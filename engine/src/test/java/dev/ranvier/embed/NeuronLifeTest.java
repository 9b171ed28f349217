package dev.ranvier.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ranvier.integrate.State;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Neurons side by side, one after the other, and for long. */
final class NeuronLifeTest {
    private static final int NEURONS = 24, THREADS = 8, STEPS = 500, ROUNDS = 4, OPENINGS = 400;
    private static final Path MEMORY = Path.of("/proc/self/statm");
    private static final long PAGE_BYTES = 4096, LEAST_LEAK_BYTES = 6 << 20;

    @Test
    void neuronsInManyThreads_haveTheBitsOfOne() {
        for (Cell cell : List.of(EmbeddedCells.patch(), EmbeddedCells.tree())) {
            List<Callable<Double>> walks = IntStream.range(0, NEURONS)
                    .<Callable<Double>>mapToObj(_ -> () -> walk(cell))
                    .toList();
            assertThat(Workers.run(THREADS, walks)).containsOnly(walk(cell));
        }
    }

    private static double walk(Cell cell) {
        try (Neuron neuron = Neuron.of(cell)) {
            double v_mV = 0;
            for (int n = 0; n < STEPS; n++) {
                v_mV = neuron.step(n % 200 < 100 ? 0.02 : 0);
            }
            return v_mV;
        }
    }

    /** Memory that is not freed, or a class for each neuron that stays, would show as some 6 MB at least, in every round. */
    @Test
    @Tag("allocation") // what else a process has run would count
    void openingAndClosing_leavesNothing() throws IOException {
        assumeThat(Files.isReadable(MEMORY)).as("/proc/self/statm").isTrue();
        Cell cell = EmbeddedCells.patch();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            long before = resident_bytes();
            open(cell, OPENINGS);
            System.gc();
            least = Math.min(least, resident_bytes() - before);
        }
        assertThat(least).isLessThan(LEAST_LEAK_BYTES);
    }

    private static void open(Cell cell, int times) {
        for (int k = 0; k < times; k++) {
            try (Neuron neuron = Neuron.of(Rig.of(cell).withCurrent(0), 8)) {
                neuron.step();
            }
            try (Neuron neuron = Neuron.of(cell)) {
                neuron.step(0.01);
            }
        }
    }

    private static long resident_bytes() throws IOException {
        return PAGE_BYTES * Long.parseLong(Files.readString(MEMORY).split(" ", -1)[1]);
    }

    @Test
    void randomInputs_neverLoseAVoltageUntold() {
        SplittableRandom random = new SplittableRandom(1);
        Rig rig = Rig.of(EmbeddedCells.patch())
                .withCurrent(0)
                .withConductance(0, -80)
                .withClamp(0, 1);
        try (Neuron neuron = Neuron.of(rig, 1)) {
            Setting sodium = neuron.setting(
                    new Quantity.ChannelParameter("na", "conductance_mS_per_cm2", new Region.Everywhere()));
            Output gate = neuron.output(Probe.gate("k", "n"));
            State start = neuron.save();
            for (int n = 0; n < 50_000; n++) {
                neuron.conductance_uS(0).set(random.nextDouble(1e-4));
                if (n % 1000 == 0) {
                    sodium.set(random.nextDouble(80, 130));
                    neuron.clamp().hold(random.nextDouble(-90, 20));
                } else if (n % 1000 == 40) {
                    neuron.clamp().release();
                }
                assertThat(neuron.step(random.nextDouble(-0.02, 0.04))).isBetween(-150.0, 100.0);
                assertThat(gate.get()).isBetween(0.0, 1.0);
            }
            assertThat(neuron.step(1e308)).isNotFinite();
            assertThat(neuron.divergences()).hasSize(1);
            neuron.restore(start);
            assertThat(neuron.step(0)).isFinite();
        }
    }

    @Test
    void warmUp_leavesTheNeuronAsItWas_andSaysWhatItFound() {
        try (Neuron neuron = Neuron.of(EmbeddedCells.patch())) {
            neuron.step(0.02);
            double before = neuron.voltage_mV();
            WarmUp warmUp = neuron.warmUp();
            assertThat(neuron.voltage_mV()).isEqualTo(before);
            assertThat(neuron.steps()).isEqualTo(1);
            assertThat(warmUp.steps()).isPositive();
            assertThat(warmUp.step_ns()).isPositive();
            assertThat(warmUp.message()).contains("a step takes");
        }
    }
}
