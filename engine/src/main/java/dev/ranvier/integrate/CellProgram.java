package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
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
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A program for a cell of few compartments with one lane, in the making: its channels read a row of states, and copies of the batch's
 * numbers that stand in the program's frame from a double on that is said.
 */
final class CellProgram {
    final ProgramBuilder program = new ProgramBuilder();
    private final Batch batch;
    private final List<Compartment> compartments = new ArrayList<>();
    private final int firstCopy;
    private final List<DoubleSupplier> copies = new ArrayList<>();
    private final Map<Entry, Value> numbers = new HashMap<>();
    /** By placement: where its tables begin. */
    private final Map<Integer, Value> tables = new HashMap<>();

    /**
     * A compartment.
     *
     * @param chunk where it stands
     * @param element its element of the batch, which is also the place of its voltage in a row
     */
    record Compartment(Chunk chunk, int element) {
        /** Its channels. */
        List<Chunk.Placement<Channel>> channels() {
            return chunk.channels();
        }

        /** Its ion pools. */
        List<Chunk.Pool> pools() {
            return chunk.pools();
        }
    }

    /** A number of a column, such as a parameter. */
    private record Entry(Column column, int element) {}

    CellProgram(Batch batch, int firstCopy) {
        this.batch = batch;
        this.firstCopy = firstCopy;
        for (Chunk chunk : batch.chunks()) {
            for (int k = 0; k < chunk.real(); k++) {
                compartments.add(new Compartment(chunk, chunk.from() + k));
            }
        }
    }

    /** Whether a batch is at most so many compartments with one lane, and nothing at places of its own. */
    static boolean isFor(Batch batch, int most) {
        return batch.lanes() == 1
                && batch.chunks().stream().mapToInt(Chunk::real).sum() <= most
                && batch.axialCurrents().isEmpty()
                && batch.pointProcesses().isEmpty();
    }

    /** The compartments. */
    List<Compartment> compartments() {
        return compartments;
    }

    /** A number that stays the same during a run. */
    Value number(Column column, int element) {
        return numbers.computeIfAbsent(new Entry(column, element), _ -> number(() -> column.get(element)));
    }

    /** A number that stays the same during a run. */
    Value number(DoubleSupplier ofBatch) {
        copies.add(ofBatch);
        return program.input(Slot.frame(firstCopy + copies.size() - 1));
    }

    /** Where a state stands in a row. */
    int place(Compartment compartment, Chunk.Placement<?> placement, int k) {
        long bytes = batch.rows().stateBase(0, placement.position(), k)
                - batch.rows().voltageBase(0);
        return (int) (bytes / Double.BYTES) + placement.firstSite() + compartment.element - compartment.chunk.from();
    }

    /**
     * What a mechanism's kernels see in a step.
     *
     * @param stateAt its states, by their places
     * @param shown what pools show in the place of parameters
     */
    Map<Slot, Value> columns(
            Compartment compartment,
            Chunk.Placement<?> placement,
            Value voltage,
            Step step,
            IntFunction<Value> stateAt,
            Function<Chunk.Supply, Value> shown) {
        Map<Slot, Value> columns = new HashMap<>();
        columns.put(Slot.VOLTAGE, voltage);
        columns.put(Slot.DT, program.constant(step.dt_ms()));
        columns.put(Slot.THETA, program.constant(step.theta()));
        Schema schema = placement.mechanism().schema();
        if (schema.shared().count() > 0) {
            columns.put(
                    Slot.TABLE, tables.computeIfAbsent(placement.position(), _ -> number(placement.sites()::table)));
        }
        for (int k : schema.stateIndices()) {
            columns.put(Slot.state(k), stateAt.apply(place(compartment, placement, k)));
        }
        for (int p = 0; p < schema.parameters().size(); p++) {
            Optional<Chunk.Supply> supply = batch.supply(compartment.chunk, placement.position(), p);
            columns.put(
                    Slot.parameter(p),
                    supply.isPresent()
                            ? shown.apply(supply.get())
                            : number(placement.sites().parameter(p), compartment.element));
        }
        return columns;
    }

    /** The program. */
    Program build() {
        return program.buildExactly();
    }

    /** The first of the copies in the frame. */
    int firstCopy() {
        return firstCopy;
    }

    /** The first double of the frame behind the copies. */
    int end() {
        return firstCopy + copies.size();
    }

    /** Takes the batch's numbers into the frame, as they are now. */
    void copyTo(Column frame) {
        for (int k = 0; k < copies.size(); k++) {
            frame.set(firstCopy + k, copies.get(k).getAsDouble());
        }
    }
}
