package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One method does what the passes of a step do. */
final class PackedStepTest {
    /** Rows of a batch that is packed, and of one that is not. */
    private static final int PACKED = 2, BY_PASSES = 4;

    private static final int STEPS = 2000;

    @Test
    void packedSteps_haveTheBitsOfPasses() {
        for (Scheme scheme : Scheme.values()) {
            assertSameBits(Cells.published(), scheme, 0.015);
            assertSameBits(PackedCells.schemed(), scheme, 0.015);
            assertSameBits(Cells.withTables(Cells.published()), scheme, 0.015);
            assertSameBits(PackedCells.curved(), scheme, 0.03);
        }
    }

    /** In one compartment, and in a tree that has pools in some of its compartments. */
    @Test
    void ionPools_haveTheBitsOfPasses() {
        for (Scheme scheme : Scheme.values()) {
            for (Cell cell : List.of(Cells.calcium(), Cells.buffered(), TreeCells.calcium(), TreeCells.buffered())) {
                assertSameBits(cell, scheme, 3);
            }
        }
    }

    /** Of fewer than a vector holds, and of several vectors, of which the last is not full. */
    @Test
    void gatesOfOneForm_sideBySide_haveTheBitsOfPasses() {
        for (int channels : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 13, 17}) {
            assertSameBits(PackedCells.alike(channels), Scheme.STAGGERED, 0.015);
        }
    }

    /** From two nodes to eight, in one vector and in several. */
    @Test
    void fewCompartments_haveTheBitsOfPasses() {
        for (Scheme scheme : Scheme.values()) {
            for (int ofDendrite = 1; ofDendrite < 8; ofDendrite++) {
                assertSameBits(PackedCells.chain(ofDendrite), scheme, 0.3);
            }
            assertSameBits(PackedCells.forked(), scheme, 0.3);
        }
        try (Batch batch = new Batch(PackedCells.forked(), 1, 0.025, PACKED)) {
            assertThat(batch.membraneElements()).isLessThan(batch.elements());
        }
    }

    private static void assertSameBits(Cell cell, Scheme scheme, double current_nA) {
        List<Long> bits = run(cell, scheme, current_nA, BY_PASSES);
        assertThat(bits.stream().mapToDouble(Double::longBitsToDouble).anyMatch(v_mV -> v_mV > 0))
                .isTrue();
        assertThat(run(cell, scheme, current_nA, PACKED)).isEqualTo(bits);
    }

    /** All voltages at all times, and all states at the end. */
    private static List<Long> run(Cell cell, Scheme scheme, double current_nA, int rows) {
        List<Long> bits = new ArrayList<>();
        try (Batch batch = new Batch(cell, 1, 0.025, rows)) {
            Drive drive = drive(batch, current_nA, last(cell));
            ForwardSweep sweep = new ForwardSweep(batch, scheme, drive);
            assertThat(sweep.execution()).isEqualTo(rows == PACKED ? "packed" : "generated");
            Column row = batch.rows().stateCursor();
            List<Divergence> divergences = sweep.run(STEPS, n -> {
                row.moveTo(batch.rows().voltageBase(n));
                for (int node = 0; node < cell.compartments().count(); node++) {
                    if (cell.compartments().isCompartment(node)) {
                        bits.add(Double.doubleToLongBits(row.get(batch.element(node))));
                    }
                }
            });
            assertThat(divergences).isEmpty();
            for (int c = 0; c < batch.mechanisms(); c++) {
                for (int k : batch.mechanism(c).schema().stateIndices()) {
                    row.moveTo(batch.rows().stateBase(STEPS, c, k));
                    for (int node : nodes(cell, c)) {
                        bits.add(Double.doubleToLongBits(row.get(batch.site(c, node))));
                    }
                }
            }
        }
        return bits;
    }

    /** The compartments that have a mechanism. */
    private static int[] nodes(Cell cell, int c) {
        return IntStream.range(0, cell.compartments().count())
                .filter(node -> cell.compartments().isCompartment(node)
                        && cell.insertions().get(c).where().contains(cell.compartments(), node))
                .toArray();
    }

    /** The last of a cell's compartments. */
    private static int last(Cell cell) {
        return IntStream.range(0, cell.compartments().count())
                .filter(cell.compartments()::isCompartment)
                .max()
                .orElseThrow();
    }

    private static Drive drive(Batch batch, double current_nA) {
        return drive(batch, current_nA, 0);
    }

    /**
     * A current into the root, and into a node another, a synapse, and a clamp by an electrode with an offset that is on for 2 of 20 ms.
     */
    private static Drive drive(Batch batch, double current_nA, int node) {
        Drive drive = new Drive(
                batch,
                List.of(
                        new Injection(0, new Stimulus.Step(5, 40, current_nA)),
                        new Injection(node, new Stimulus.Step(20, 1, -0.1 * current_nA))),
                List.of(new Synapse(
                        node, 0, List.of(new Conductance.Events(List.of(new Conductance.Event(1, 1e-4)), 1, 2)))),
                Optional.of(new VoltageClamp(
                        node, new SampledSignal(10, new double[] {-65, -60, -70, -50, -40, -65}), 0.1)));
        drive.clampDuring(new ClampWindows(2, 18, 1));
        batch.electrodeOffset_mV().fill(0, batch.width(), 1.5);
        return drive;
    }

    @Test
    void whatIsNotOfProgramsOrHasManyLanesOrCompartments_isNotPacked() {
        try (Batch batch = new Batch(PackedCells.chain(8), 1, 0.025, PACKED)) {
            assertThat(new Stepper(batch, Scheme.STAGGERED, drive(batch, 0.01)).packed())
                    .isEmpty();
        }
        try (Batch batch = new Batch(Cells.hybrid(), 1, 0.025, PACKED)) {
            assertThat(new Stepper(batch, Scheme.STAGGERED, drive(batch, 0.01)).packed())
                    .isEmpty();
        }
        try (Batch batch = new Batch(Cells.published(), 8, 0.025, PACKED)) {
            assertThat(new Stepper(batch, Scheme.STAGGERED, drive(batch, 0.01)).packed())
                    .isEmpty();
        }
    }

    @Test
    void voltagesThatAreLost_areReportedAsByPasses() {
        for (Cell cell : List.of(Cells.published(), PackedCells.schemed(), PackedCells.chain(4))) {
            List<List<Divergence>> divergences = new ArrayList<>();
            for (int rows : new int[] {PACKED, BY_PASSES}) {
                try (Batch batch = new Batch(cell, 1, 0.025, rows)) {
                    ForwardSweep sweep = new ForwardSweep(batch, Scheme.STAGGERED, drive(batch, 1e308));
                    divergences.add(sweep.run(STEPS, StepListener.NONE));
                }
            }
            assertThat(divergences.getFirst()).hasSize(1).isEqualTo(divergences.getLast());
        }
    }

    /** Numbers that are set between two runs are seen by the second. */
    @Test
    void parameters_canBeSetBetweenRuns() {
        List<Double> ends = new ArrayList<>();
        for (int rows : new int[] {PACKED, BY_PASSES}) {
            try (Batch batch = new Batch(Cells.published(), 1, 0.025, rows)) {
                ForwardSweep sweep = new ForwardSweep(batch, Scheme.STAGGERED, drive(batch, 0.015));
                sweep.run(STEPS, StepListener.NONE);
                batch.parameter(0, 0).set(batch.site(0, 0), 100);
                batch.stimulusGain().set(0, 1.5);
                sweep.run(STEPS, StepListener.NONE);
                ends.add(batch.rows().voltageAt(STEPS).get(0));
            }
        }
        assertThat(ends.getFirst()).isEqualTo(ends.getLast());
    }

    @Test
    @Tag("allocation")
    void packedSteps_allocateNothing() {
        for (Cell cell : List.of(Cells.published(), PackedCells.schemed(), Cells.calcium())) {
            try (Batch batch = new Batch(cell, 1, 0.025, PACKED)) {
                ForwardSweep sweep = new ForwardSweep(batch, Scheme.STAGGERED, drive(batch, 0.01));
                Allocation.assertNoMore(
                        () -> sweep.run(200, StepListener.NONE), () -> sweep.run(400, StepListener.NONE));
            }
        }
    }
}
