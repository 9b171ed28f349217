package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One method writes what the kernels of all channels do. */
final class PackedPartialsTest {
    private static final int STEPS = 1000;

    @Test
    void partials_haveTheBitsOfTheKernels() {
        for (Cell cell :
                List.of(Cells.published(), PackedCells.schemed(), PackedCells.alike(3), PackedCells.alike(13))) {
            assertSameBits(cell, 0.015, Channel::currentPartials);
            assertSameBits(cell, 0.015, Channel::advancePartials);
        }
        for (Cell cell : List.of(Cells.calcium(), Cells.buffered())) {
            assertSameBits(cell, 3, Channel::currentPartials);
            assertSameBits(cell, 3, Channel::advancePartials);
        }
    }

    @Test
    void channelsWithTables_andThoseByWhereTheStepLeads_keepTheirKernels() {
        assertThat(packedChannels(Cells.published())).isEqualTo(2);
        assertThat(packedChannels(Cells.withTables(Cells.published()))).isZero();
        assertThat(packedChannels(PackedCells.schemed())).isEqualTo(2);
    }

    private static long packedChannels(Cell cell) {
        try (Batch batch = new Batch(cell, 1, 0.025, 3)) {
            PackedPartials packed = packed(batch, Channel::advancePartials);
            return channels(batch).stream().filter(packed::has).count();
        }
    }

    @Test
    void severalLanesOrCompartments_keepTheirKernels() {
        try (Batch lanes = new Batch(Cells.published(), 2, 0.025, 3);
                Batch chain = new Batch(PackedCells.chain(2), 1, 0.025, 3)) {
            for (Batch batch : List.of(lanes, chain)) {
                assertThat(PackedPartials.of(batch, step(batch), Channel::advancePartials))
                        .isEmpty();
            }
        }
    }

    private static void assertSameBits(Cell cell, double current_nA, Function<Channel, List<SiteKernel>> phase) {
        try (Batch batch = new Batch(cell, 1, 0.025, 3)) {
            PackedPartials packed = packed(batch, phase);
            packed.prepare();
            Drive drive = new Drive(
                    batch,
                    List.of(new Injection(0, new Stimulus.Step(2, 20, current_nA))),
                    List.of(),
                    Optional.empty());
            takePartials(batch, packed, new ArrayList<>());
            List<Long> once = new ArrayList<>(), oneByOne = new ArrayList<>();
            new ForwardSweep(batch, Scheme.STAGGERED, drive).run(STEPS, n -> {
                double v_mV = batch.rows().voltageAt(n).get(0);
                batch.rows().readStatesAt(n);
                batch.u().set(0, v_mV + 1);
                packed.run();
                takePartials(batch, packed, once);
                for (Chunk.Placement<Channel> placement : channels(batch)) {
                    StepCoefficients.kernels(placement.sites(), phase.apply(placement.mechanism()), step(batch))
                            .forEach(Runnable::run);
                }
                takePartials(batch, packed, oneByOne);
            });
            assertThat(once).hasSizeGreaterThan(STEPS).hasSameSizeAs(oneByOne);
            for (int k = 0; k < once.size(); k++) {
                assertThat(once.get(k)).as("partial %d", k).isEqualTo(oneByOne.get(k));
            }
        }
    }

    /** Takes what stands there, and leaves NaN. */
    private static void takePartials(Batch batch, PackedPartials packed, List<Long> bits) {
        for (Chunk.Placement<Channel> placement :
                channels(batch).stream().filter(packed::has).toList()) {
            for (int j = 0; j < placement.mechanism().schema().partials().size(); j++) {
                Column partial = placement.sites().partial(j);
                bits.add(Double.doubleToLongBits(partial.get(0)));
                partial.set(0, Double.NaN);
            }
        }
    }

    private static PackedPartials packed(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        return PackedPartials.of(batch, step(batch), phase).orElseThrow();
    }

    private static Step step(Batch batch) {
        return Scheme.STAGGERED.step(batch.dt_ms());
    }

    private static List<Chunk.Placement<Channel>> channels(Batch batch) {
        return batch.chunks().getFirst().channels();
    }
}
