package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.CellProgram.Compartment;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Operation;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The step of a cell of few compartments with one lane as a program, from row to row. Its frame holds the result, what is done in the step,
 * and copies of the batch's numbers:
 *
 * <pre>
 *   | voltage | conductance of the clamp | its command | currents | synaptic conductances | copies |
 * </pre>
 */
final class StepProgram {
    /** Doubles of the frame. */
    static final int RESULT = 0, CLAMP = 1, COMMAND = 2, INJECTED = 3;

    private final CellProgram cell;
    private final ProgramBuilder program;
    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final int root;
    /** Elements of the nodes, the root last. */
    private final int[] nodes;
    /** By element, of nodes: the voltage before the step, and the sides of its equation. */
    private final Value[] v, residual, diagonal;

    /** By place in a row: the states that currents see. */
    private final Map<Integer, Value> states = new HashMap<>();
    /** By place in a row: what pools show. */
    private final Map<Integer, Value> shown = new HashMap<>();

    private boolean isOfPrograms = true;

    private record PoolAt(Compartment compartment, Chunk.Pool pool) {}

    private record Current(Value i, Value slope) {}

    private StepProgram(Batch batch, Scheme scheme, Drive drive, Column passive) {
        this.batch = batch;
        this.scheme = scheme;
        this.drive = drive;
        cell = new CellProgram(
                batch, INJECTED + drive.injections().size() + drive.synapses().size());
        program = cell.program;
        root = batch.element(0);
        nodes = IntStream.concat(IntStream.of(batch.links()), IntStream.of(root))
                .toArray();
        v = new Value[batch.elements()];
        residual = v.clone();
        diagonal = v.clone();
        for (int element : nodes) {
            v[element] = program.input(Slot.row(element));
            residual[element] = program.constant(0);
            diagonal[element] = cell.number(passive, element);
        }
    }

    /** The program, if all channels of the cell are programs; {@code passive} is what of the diagonal stays the same. */
    static Optional<StepProgram> of(Batch batch, Scheme scheme, Drive drive, Column passive) {
        StepProgram step = new StepProgram(batch, scheme, drive, passive);
        step.write();
        return step.isOfPrograms ? Optional.of(step) : Optional.empty();
    }

    private void write() {
        Value[] next;
        if (scheme.gatesFirst()) {
            showPools();
            advanceGates(v);
            next = advanceVoltage();
        } else {
            next = advanceVoltage();
            advanceGates(next);
        }
        Value result = next[root];
        for (int element : nodes) {
            program.output(Slot.nextRow(element), next[element]);
            if (element != root) { // nothing of a voltage that is finite
                result = exactly(Operation.FMA, program.constant(0), next[element], result);
            }
        }
        program.output(Slot.frame(RESULT), result);
    }

    private Value exactly(Operation operation, Value... operands) {
        return program.exactly(operation, operands);
    }

    /** Gates, at these voltages. */
    private void advanceGates(Value[] voltages) {
        for (Compartment compartment : cell.compartments()) {
            for (Chunk.Placement<Channel> placement : compartment.channels()) {
                Map<Slot, Value> columns = columns(compartment, placement, voltages[compartment.element()], false);
                inline(placement.mechanism().advance(), columns);
                for (int k : placement.mechanism().schema().stateIndices()) {
                    int place = cell.place(compartment, placement, k);
                    Value advanced = columns.get(Slot.next(k));
                    if (advanced != null) {
                        states.put(place, advanced);
                        program.output(Slot.nextRow(place), advanced);
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

    /** What a channel's kernels see: the states of the row, or those that have advanced. */
    private Map<Slot, Value> columns(
            Compartment compartment, Chunk.Placement<Channel> placement, Value voltage, boolean advanced) {
        return cell.columns(
                compartment,
                placement,
                voltage,
                scheme.step(batch.dt_ms()),
                place -> advanced ? states.getOrDefault(place, before(place)) : before(place),
                supply -> shown(compartment, supply));
    }

    private Value shown(Compartment compartment, Chunk.Supply supply) {
        Value value = shown.get(cell.place(compartment, supply.pool().placement(), supply.state()));
        if (value == null) {
            throw new IllegalStateException("a pool that does not show " + supply.state());
        }
        return value;
    }

    private Value before(int place) {
        return program.input(Slot.row(place));
    }

    /** {@link Pools#show}. */
    private void showPools() {
        for (PoolAt at : pools()) {
            for (int k : at.pool.mechanism().schema().stateIndices()) {
                int place = cell.place(at.compartment, at.pool.placement(), k);
                shown.put(place, before(place));
            }
        }
    }

    private List<PoolAt> pools() {
        return cell.compartments().stream()
                .flatMap(compartment -> compartment.pools().stream().map(pool -> new PoolAt(compartment, pool)))
                .toList();
    }

    /** As {@link Pools#foresee}; the currents of the pools' ions. */
    private Map<PoolAt, Current> foreseePools() {
        showPools();
        Map<PoolAt, Current> present = ionCurrents();
        if (!scheme.gatesFirst()) {
            return present;
        }
        Step half = scheme.step(batch.dt_ms()).halved();
        present.forEach((at, current) -> shown.putAll(advance(at, half, current)));
        return ionCurrents();
    }

    private Map<PoolAt, Current> ionCurrents() {
        Map<PoolAt, Current> currents = new LinkedHashMap<>();
        for (PoolAt at : pools()) {
            currents.put(
                    at, current(at.compartment, channel -> Pools.carries(channel.mechanism(), at.pool.mechanism())));
        }
        return currents;
    }

    /** A pool's states after a step, by their places. */
    private Map<Integer, Value> advance(PoolAt at, Step step, Current current) {
        Map<Slot, Value> columns = cell.columns(
                at.compartment,
                at.pool.placement(),
                v[at.compartment.element()],
                step,
                this::before,
                supply -> shown(at.compartment, supply));
        columns.put(Slot.CURRENT, current.i);
        columns.put(Slot.SLOPE, current.slope);
        inline(at.pool.mechanism().advance(), columns);
        Map<Integer, Value> advanced = new HashMap<>();
        for (int k : at.pool.mechanism().schema().stateIndices()) {
            Value next = columns.get(Slot.next(k));
            if (next != null) {
                advanced.put(cell.place(at.compartment, at.pool.placement(), k), next);
            }
        }
        return advanced;
    }

    /** As {@link Pools#advance}, with the currents of {@link #foreseePools}; channels see what has become of the pools. */
    private void advancePools(Map<PoolAt, Current> currents, Value[] delta) {
        currents.forEach((at, present) -> {
            Value mean = scheme.gatesFirst()
                    ? exactly(Operation.FMA, present.slope, delta[at.compartment.element()], present.i)
                    : present.i;
            Map<Integer, Value> advanced = advance(at, scheme.step(batch.dt_ms()), new Current(mean, present.slope));
            advanced.forEach((place, next) -> program.output(Slot.nextRow(place), next));
            shown.putAll(advanced);
        });
    }

    /** As {@link Stepper#advanceVoltage}. */
    private Value[] advanceVoltage() {
        Map<PoolAt, Current> ions = foreseePools();
        cell.compartments().forEach(this::assemble);
        drive();
        Value[] change = solve();
        // What follows is alike in all compartments, however their changes were solved for.
        for (Compartment compartment : cell.compartments()) {
            int element = compartment.element();
            change[element] = exactly(Operation.BROADCAST, change[element]);
        }
        advancePools(ions, change);
        for (Compartment compartment : cell.compartments()) {
            int element = compartment.element();
            change[element] = exactly(Operation.MULTIPLY, change[element], program.constant(1 / scheme.theta()));
        }
        for (int element : nodes) {
            change[element] = exactly(Operation.ADD, change[element], v[element]);
        }
        return change;
    }

    /** {@code residual = -area i}, {@code diagonal = passive + area slope}. */
    private void assemble(Compartment compartment) {
        int element = compartment.element();
        Current sum = current(compartment, _ -> true);
        Value area = cell.number(batch.area(), element);
        residual[element] = program.negate(exactly(Operation.MULTIPLY, area, sum.i));
        diagonal[element] = exactly(Operation.FMA, area, sum.slope, diagonal[element]);
    }

    /** The currents of some of a compartment's channels. */
    private Current current(Compartment compartment, Predicate<Chunk.Placement<Channel>> some) {
        Value i = program.constant(0), slope = program.constant(0);
        for (Chunk.Placement<Channel> placement : compartment.channels()) {
            if (some.test(placement)) {
                Map<Slot, Value> columns =
                        columns(compartment, placement, v[compartment.element()], scheme.gatesFirst());
                columns.put(Slot.CURRENT, i);
                columns.put(Slot.SLOPE, slope);
                inline(placement.mechanism().current(), columns);
                i = columns.getOrDefault(Slot.CURRENT, i);
                slope = columns.getOrDefault(Slot.SLOPE, slope);
            }
        }
        return new Current(i, slope);
    }

    /** As {@link Drive#add} with one lane; a clamp that is off has no conductance. */
    private void drive() {
        Value gain = cell.number(() -> batch.stimulusGain().get(0));
        for (int k = 0; k < drive.injections().size(); k++) {
            Value current = program.input(Slot.frame(INJECTED + k));
            int element = drive.injected(k);
            residual[element] = exactly(Operation.FMA, current, gain, residual[element]);
        }
        for (int k = 0; k < drive.synapses().size(); k++) {
            Value reversal = program.constant(drive.synapses().get(k).reversal_mV());
            conduct(drive.driven(k), program.input(Slot.frame(firstSynapse() + k)), reversal);
        }
        if (drive.hasClamp()) {
            Value area = cell.number(batch.area(), drive.clamped());
            Value g = exactly(Operation.MULTIPLY, program.input(Slot.frame(CLAMP)), area);
            conduct(drive.clamped(), g, program.input(Slot.frame(COMMAND)));
        }
    }

    private void conduct(int element, Value g, Value reversal) {
        residual[element] =
                exactly(Operation.FMA, exactly(Operation.SUBTRACT, reversal, v[element]), g, residual[element]);
        diagonal[element] = exactly(Operation.ADD, diagonal[element], g);
    }

    /** As {@link TreeSolver#solve}: by element, theta times the change of the voltage. */
    private Value[] solve() {
        int[] links = batch.links(), parents = batch.parents();
        for (int j = 0; j < links.length; j++) {
            int c = links[j], p = parents[j];
            Value g = conductance(c), flow = exactly(Operation.MULTIPLY, exactly(Operation.SUBTRACT, v[c], v[p]), g);
            Value inverse = inverse(c), f = exactly(Operation.MULTIPLY, g, inverse);
            residual[c] = exactly(Operation.SUBTRACT, residual[c], flow);
            diagonal[c] = inverse;
            residual[p] = exactly(Operation.FMA, f, residual[c], exactly(Operation.ADD, residual[p], flow));
            diagonal[p] = exactly(Operation.FMA, program.negate(f), g, diagonal[p]);
        }
        Value[] x = new Value[v.length];
        x[root] = exactly(Operation.MULTIPLY, residual[root], inverse(root));
        for (int j = links.length - 1; j >= 0; j--) {
            int c = links[j];
            Value sum = exactly(Operation.FMA, conductance(c), x[parents[j]], residual[c]);
            x[c] = exactly(Operation.MULTIPLY, sum, diagonal[c]);
        }
        return x;
    }

    private Value conductance(int element) {
        return cell.number(batch.axialConductance_uS(), element);
    }

    private Value inverse(int element) {
        return exactly(Operation.DIVIDE, program.constant(1), diagonal[element]);
    }

    /** The program, and what its frame repeats. */
    CellProgram ofCell() {
        return cell;
    }

    /** The double of the frame at which the synaptic conductances begin. */
    int firstSynapse() {
        return INJECTED + drive.injections().size();
    }
}
