package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Operation;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The step of one compartment with one lane as a program, from row to row. Its frame holds the result, what is done in the step, and
 * copies of the batch's numbers:
 *
 * <pre>
 *   | voltage | conductance of the clamp | its command | currents | synaptic conductances | copies |
 * </pre>
 */
final class StepProgram {
    /** Doubles of the frame. */
    static final int RESULT = 0, CLAMP = 1, COMMAND = 2, INJECTED = 3;

    private final CompartmentProgram cell;
    private final ProgramBuilder program;
    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final Column passive;
    /** The voltage before the step, and the sides of its equation. */
    private final Value v;

    private Value residual;
    private Value diagonal;

    /** By place in a row: the states that currents see. */
    private final Map<Integer, Value> states = new HashMap<>();

    private boolean isOfPrograms = true;

    private StepProgram(Batch batch, Scheme scheme, Drive drive, Column passive) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.passive = passive;
        cell = new CompartmentProgram(
                batch, INJECTED + drive.injections().size() + drive.synapses().size());
        program = cell.program;
        v = program.input(Slot.row(cell.element()));
        residual = program.constant(0);
        diagonal = residual;
    }

    /** The program, if all channels of the compartment are programs; {@code passive} is what of the diagonal stays the same. */
    static Optional<StepProgram> of(Batch batch, Scheme scheme, Drive drive, Column passive) {
        StepProgram step = new StepProgram(batch, scheme, drive, passive);
        step.write();
        return step.isOfPrograms ? Optional.of(step) : Optional.empty();
    }

    private void write() {
        Value next;
        if (scheme.gatesFirst()) {
            advanceGates(v);
            next = advanceVoltage();
        } else {
            next = advanceVoltage();
            advanceGates(next);
        }
        program.output(Slot.nextRow(cell.element()), next);
        program.output(Slot.frame(RESULT), next);
    }

    private Value exactly(Operation operation, Value... operands) {
        return program.exactly(operation, operands);
    }

    /** Gates, at this voltage. */
    private void advanceGates(Value voltage) {
        for (Chunk.Placement<Channel> placement : cell.channels()) {
            Map<Slot, Value> columns = columns(placement, voltage, false);
            inline(placement.mechanism().advance(), columns);
            for (int k : placement.mechanism().schema().stateIndices()) {
                int place = cell.place(placement, k);
                Value advanced = columns.get(Slot.next(k));
                if (advanced != null) {
                    states.put(place, advanced);
                    program.output(Slot.nextRow(place), advanced);
                }
            }
        }
    }

    private void inline(List<SiteKernel> kernels, Map<Slot, Value> columns) {
        for (SiteKernel kernel : kernels) {
            isOfPrograms = isOfPrograms && program.inline(kernel, columns);
        }
    }

    /** What a channel's kernels see: the states of the row, or those that have advanced. */
    private Map<Slot, Value> columns(Chunk.Placement<Channel> placement, Value voltage, boolean advanced) {
        return cell.columns(placement, voltage, scheme.step(batch.dt_ms()), place -> {
            Value before = program.input(Slot.row(place));
            return advanced ? states.getOrDefault(place, before) : before;
        });
    }

    /** As {@link Stepper#advanceVoltage} and {@link TreeSolver#divide}. */
    private Value advanceVoltage() {
        assemble();
        drive();
        Value inverse = exactly(Operation.DIVIDE, program.constant(1), diagonal);
        Value delta = exactly(Operation.MULTIPLY, residual, inverse);
        return exactly(Operation.ADD, exactly(Operation.MULTIPLY, delta, program.constant(1 / scheme.theta())), v);
    }

    /** {@code residual = -area i}, {@code diagonal = passive + area slope}. */
    private void assemble() {
        Value i = program.constant(0), slope = program.constant(0);
        for (Chunk.Placement<Channel> placement : cell.channels()) {
            Map<Slot, Value> columns = columns(placement, v, scheme.gatesFirst());
            columns.put(Slot.CURRENT, i);
            columns.put(Slot.SLOPE, slope);
            inline(placement.mechanism().current(), columns);
            i = columns.getOrDefault(Slot.CURRENT, i);
            slope = columns.getOrDefault(Slot.SLOPE, slope);
        }
        Value area = cell.number(batch.area());
        residual = program.negate(exactly(Operation.MULTIPLY, area, i));
        diagonal = exactly(Operation.FMA, area, slope, cell.number(passive));
    }

    /** As {@link Drive#add} with one lane; a clamp that is off has no conductance. */
    private void drive() {
        Value gain = cell.number(() -> batch.stimulusGain().get(0));
        for (int k = 0; k < drive.injections().size(); k++) {
            Value current = program.input(Slot.frame(INJECTED + k));
            residual = exactly(Operation.FMA, current, gain, residual);
        }
        for (int k = 0; k < drive.synapses().size(); k++) {
            Value reversal = program.constant(drive.synapses().get(k).reversal_mV());
            conduct(program.input(Slot.frame(firstSynapse() + k)), reversal);
        }
        if (drive.hasClamp()) {
            Value g = exactly(Operation.MULTIPLY, program.input(Slot.frame(CLAMP)), cell.number(batch.area()));
            conduct(g, program.input(Slot.frame(COMMAND)));
        }
    }

    private void conduct(Value g, Value reversal) {
        residual = exactly(Operation.FMA, exactly(Operation.SUBTRACT, reversal, v), g, residual);
        diagonal = exactly(Operation.ADD, diagonal, g);
    }

    /** The program, and what its frame repeats. */
    CompartmentProgram ofCell() {
        return cell;
    }

    /** The double of the frame at which the synaptic conductances begin. */
    int firstSynapse() {
        return INJECTED + drive.injections().size();
    }
}
