package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Operation;
import dev.ranvier.program.Program;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * The step of a cell with one lane as a program, from row to row. Its frame holds the result, what is done in the step, and copies of
 * the batch's numbers:
 *
 * <pre>
 *   | root voltage, not finite if any is not | conductance of the clamp | its command | currents | synaptic conductances | copies |
 * </pre>
 */
final class StepProgram {
    /** Doubles of the frame. */
    static final int RESULT = 0, CLAMP = 1, COMMAND = 2, INJECTED = 3;

    private final ProgramBuilder program = new ProgramBuilder();
    private final List<DoubleSupplier> copies = new ArrayList<>();
    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final Column passive;
    /** By element: the voltages at which gates advance, and the equations of the step. */
    private final Map<Integer, Value> v = new HashMap<>(), next = new HashMap<>();

    private final Map<Integer, Value> residual = new HashMap<>(), diagonal = new HashMap<>();
    /** By place in a row: the states that currents see. */
    private final Map<Integer, Value> states = new HashMap<>();

    /** By placement and element: parameters. */
    private final Map<List<Object>, Value> numbers = new HashMap<>();
    /** By placement: where its tables begin. */
    private final Map<Integer, Value> tables = new HashMap<>();

    private boolean isOfPrograms = true;

    private StepProgram(Batch batch, Scheme scheme, Drive drive, Column passive) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        this.passive = passive;
    }

    /** The program, if all channels of the batch are programs; {@code passive} is what of the diagonal stays the same. */
    static Optional<StepProgram> of(Batch batch, Scheme scheme, Drive drive, Column passive) {
        StepProgram step = new StepProgram(batch, scheme, drive, passive);
        step.write();
        return step.isOfPrograms ? Optional.of(step) : Optional.empty();
    }

    private void write() {
        int[] elements = IntStream.concat(IntStream.of(batch.links()), IntStream.of(batch.element(0)))
                .toArray();
        for (int e : elements) {
            v.put(e, program.input(Slot.row(e)));
        }
        if (scheme.gatesFirst()) {
            advanceGates(v);
            advanceVoltage(elements);
        } else {
            advanceVoltage(elements);
            advanceGates(next);
        }
        Value result = of(next, batch.element(0));
        for (int e : elements) {
            program.output(Slot.nextRow(e), of(next, e));
            if (e != batch.element(0)) {
                result = program.exactly(Operation.FMA, of(next, e), program.constant(0), result);
            }
        }
        program.output(Slot.frame(RESULT), result);
    }

    private static Value of(Map<Integer, Value> values, int key) {
        Value value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("nothing is known of " + key);
        }
        return value;
    }

    /** A number that stays the same during a run. */
    private Value number(Column from, int index) {
        return number(() -> from.get(index));
    }

    private Value number(DoubleSupplier ofBatch) {
        copies.add(ofBatch);
        return program.input(Slot.frame(firstCopy() + copies.size() - 1));
    }

    private Value exactly(Operation operation, Value... operands) {
        return program.exactly(operation, operands);
    }

    /** Gates of all compartments, at these voltages. */
    private void advanceGates(Map<Integer, Value> voltages) {
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                for (int e = chunk.from(); e < chunk.from() + chunk.real(); e++) {
                    Map<Slot, Value> columns = columns(chunk, placement, e, of(voltages, e), false);
                    inline(placement.mechanism().advance(), columns);
                    for (int k : placement.mechanism().schema().stateIndices()) {
                        int place = place(chunk, placement, e, k);
                        Value advanced = columns.get(Slot.next(k));
                        if (advanced != null) {
                            states.put(place, advanced);
                            program.output(Slot.nextRow(place), advanced);
                        }
                    }
                }
            }
        }
    }

    private void inline(List<SiteKernel> kernels, Map<Slot, Value> columns) {
        for (SiteKernel kernel : kernels) {
            isOfPrograms = isOfPrograms && program.inline(kernel, columns);
        }
    }

    private int place(Chunk chunk, Chunk.Placement<Channel> placement, int e, int k) {
        long bytes = batch.rows().stateBase(0, placement.position(), k)
                - batch.rows().voltageBase(0);
        return (int) (bytes / Double.BYTES) + placement.firstSite() + e - chunk.from();
    }

    /** What a channel's kernels see at an element: the states of the row, or those that have advanced. */
    private Map<Slot, Value> columns(
            Chunk chunk, Chunk.Placement<Channel> placement, int e, Value voltage, boolean advanced) {
        Map<Slot, Value> columns = new HashMap<>();
        columns.put(Slot.VOLTAGE, voltage);
        columns.put(Slot.DT, program.constant(batch.dt_ms()));
        columns.put(Slot.THETA, program.constant(scheme.theta()));
        Schema schema = placement.mechanism().schema();
        if (schema.shared().count() > 0) {
            columns.put(
                    Slot.TABLE,
                    tables.computeIfAbsent(
                            placement.position(),
                            _ -> number(() -> placement.sites().table(0))));
        }
        for (int k : schema.stateIndices()) {
            int place = place(chunk, placement, e, k);
            Value before = program.input(Slot.row(place));
            columns.put(Slot.state(k), advanced ? states.getOrDefault(place, before) : before);
        }
        for (int p = 0; p < schema.parameters().size(); p++) {
            Column column = placement.sites().parameter(p);
            columns.put(Slot.parameter(p), numbers.computeIfAbsent(List.of(column, e), _ -> number(column, e)));
        }
        return columns;
    }

    private void advanceVoltage(int[] elements) {
        for (Chunk chunk : batch.chunks()) {
            for (int e = chunk.from(); e < chunk.from() + chunk.real(); e++) {
                assemble(chunk, e);
            }
        }
        for (int e : elements) {
            if (e >= batch.membraneElements()) {
                residual.put(e, program.constant(0));
                diagonal.put(e, number(passive, e));
            }
        }
        drive();
        solve(elements);
        double perTheta = 1 / scheme.theta();
        for (int e : elements) {
            Value delta = of(residual, e);
            next.put(
                    e,
                    exactly(
                            Operation.ADD,
                            e < batch.membraneElements()
                                    ? exactly(Operation.MULTIPLY, delta, program.constant(perTheta))
                                    : delta,
                            of(v, e)));
        }
    }

    /** {@code residual = -area i}, {@code diagonal = passive + area slope}. */
    private void assemble(Chunk chunk, int e) {
        Value i = program.constant(0), slope = program.constant(0);
        for (Chunk.Placement<Channel> placement : chunk.channels()) {
            Map<Slot, Value> columns = columns(chunk, placement, e, of(v, e), scheme.gatesFirst());
            columns.put(Slot.CURRENT, i);
            columns.put(Slot.SLOPE, slope);
            inline(placement.mechanism().current(), columns);
            i = columns.getOrDefault(Slot.CURRENT, i);
            slope = columns.getOrDefault(Slot.SLOPE, slope);
        }
        Value area = number(batch.area(), e);
        residual.put(e, program.negate(exactly(Operation.MULTIPLY, area, i)));
        diagonal.put(e, exactly(Operation.FMA, area, slope, number(passive, e)));
    }

    /** As {@link Drive#add} with one lane; a clamp that is off has no conductance. */
    private void drive() {
        Value gain = number(batch.stimulusGain(), 0);
        for (int k = 0; k < drive.injections().size(); k++) {
            Value current = program.input(Slot.frame(INJECTED + k));
            int e = drive.injected(k);
            residual.put(e, exactly(Operation.FMA, current, gain, of(residual, e)));
        }
        for (int k = 0; k < drive.synapses().size(); k++) {
            Value reversal = program.constant(drive.synapses().get(k).reversal_mV());
            conduct(drive.driven(k), program.input(Slot.frame(firstSynapse() + k)), reversal);
        }
        if (drive.hasClamp()) {
            int e = drive.clamped();
            Value g = exactly(Operation.MULTIPLY, program.input(Slot.frame(CLAMP)), number(batch.area(), e));
            conduct(e, g, program.input(Slot.frame(COMMAND)));
        }
    }

    private void conduct(int e, Value g, Value reversal) {
        Value fall = exactly(Operation.SUBTRACT, reversal, of(v, e));
        residual.put(e, exactly(Operation.FMA, fall, g, of(residual, e)));
        diagonal.put(e, exactly(Operation.ADD, of(diagonal, e), g));
    }

    /** As {@link TreeSolver} with one lane. */
    private void solve(int[] elements) {
        int root = elements.length - 1;
        int[] parents = batch.parents();
        Map<Integer, Value> g = new HashMap<>();
        for (int j = 0; j < root; j++) {
            int c = elements[j], p = parents[j];
            Value gc = number(batch.axialConductance_uS(), c);
            Value flow = exactly(Operation.MULTIPLY, exactly(Operation.SUBTRACT, of(v, c), of(v, p)), gc);
            Value rc = exactly(Operation.SUBTRACT, of(residual, c), flow);
            Value inverse = exactly(Operation.DIVIDE, program.constant(1), of(diagonal, c));
            Value f = exactly(Operation.MULTIPLY, gc, inverse);
            g.put(c, gc);
            residual.put(c, rc);
            diagonal.put(c, inverse);
            residual.put(p, exactly(Operation.FMA, f, rc, exactly(Operation.ADD, of(residual, p), flow)));
            diagonal.put(p, exactly(Operation.FMA, program.negate(f), gc, of(diagonal, p)));
        }
        int e = elements[root];
        Value inverse = exactly(Operation.DIVIDE, program.constant(1), of(diagonal, e));
        residual.put(e, exactly(Operation.MULTIPLY, of(residual, e), inverse));
        for (int j = root - 1; j >= 0; j--) {
            int c = elements[j];
            Value sum = exactly(Operation.FMA, of(g, c), of(residual, parents[j]), of(residual, c));
            residual.put(c, exactly(Operation.MULTIPLY, sum, of(diagonal, c)));
        }
    }

    /** The program. */
    Program program() {
        return program.buildExactly();
    }

    /** What the frame repeats, from {@link #firstCopy}. */
    List<DoubleSupplier> copies() {
        return copies;
    }

    /** The double of the frame at which the copies begin. */
    int firstCopy() {
        return firstSynapse() + drive.synapses().size();
    }

    /** The double of the frame at which the synaptic conductances begin. */
    int firstSynapse() {
        return INJECTED + drive.injections().size();
    }
}
