package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Execution;
import dev.ranvier.program.PackedKernel;
import dev.ranvier.program.PackedKernels;
import dev.ranvier.program.PackedProgram;
import dev.ranvier.program.Program;
import java.util.Optional;

/**
 * A step of a cell of few compartments with one lane as one method: what {@link Stepper} does, operation by operation and so to the same bits,
 * without its passes, which take three times as long for one compartment. With many compartments passes fill their vectors with them.
 *
 * <p>For cells whose channels and ion pools are programs, without mechanisms at places of their own. All others take the other way.
 */
final class PackedStep {
    /** Of a batch that runs, or is differentiated forwards; those that are differentiated backwards keep more. */
    private static final int ROWS = 3;

    /** Of more, passes fill their vectors. */
    private static final int MOST_COMPARTMENTS = 8;

    private final Batch batch;
    private final Drive drive;
    private final CellProgram cell;
    private final Column clamp;
    private final Column offset;
    private final int firstSynapse;
    private final Column frame;
    private final long address;
    private final PackedProgram packed;
    private final PackedKernel kernel;

    private PackedStep(Batch batch, Drive drive, StepProgram steps) {
        this.batch = batch;
        this.drive = drive;
        this.cell = steps.ofCell();
        this.clamp = batch.clampConductance_mS_per_cm2();
        this.offset = batch.electrodeOffset_mV();
        this.firstSynapse = steps.firstSynapse();
        Program program = cell.build();
        int compartments = cell.compartments().size(), lanes = PackedKernels.bestLanes(program, compartments);
        packed = PackedKernels.of(program, lanes, compartments, cell.firstCopy(), cell.end());
        kernel = packed.kernel();
        frame = new Block(batch.arena(), 1, packed.frame()).column(0);
        address = frame.address(0);
    }

    /**
     * The packed step of a batch, if there is one.
     *
     * @param passive what of the diagonal stays the same
     */
    static Optional<PackedStep> of(Batch batch, Scheme scheme, Drive drive, Column passive) {
        if (!Execution.ofThisProcess().packs()
                || !CellProgram.isFor(batch, MOST_COMPARTMENTS)
                || batch.rows().count() > ROWS
                || !drive.arrivals().isEmpty()) {
            return Optional.empty();
        }
        return StepProgram.of(batch, scheme, drive, passive).map(steps -> new PackedStep(batch, drive, steps));
    }

    /** Takes in the batch's numbers as they are now. */
    void prepare() {
        cell.copyTo(frame);
        packed.prepare(frame);
    }

    /** Voltages and gates from row n to row n + 1; returns the root's voltage, or what is not finite if another is not. */
    double step(long n) {
        for (int k = 0; k < drive.injections().size(); k++) {
            frame.set(StepProgram.INJECTED + k, drive.injected_nA(k, n).get(0));
        }
        for (int k = 0; k < drive.synapses().size(); k++) {
            frame.set(firstSynapse + k, drive.conductance(k).means(n).get(0));
        }
        if (drive.hasClamp()) {
            boolean isOn = drive.isClamped(n);
            frame.set(StepProgram.CLAMP, isOn ? clamp.get(0) : 0);
            frame.set(StepProgram.COMMAND, isOn ? drive.command_mV(n) - offset.get(0) : 0);
        }
        kernel.step(batch.rows().voltageBase(n), batch.rows().voltageBase(n + 1), address);
        return frame.get(StepProgram.RESULT);
    }
}
