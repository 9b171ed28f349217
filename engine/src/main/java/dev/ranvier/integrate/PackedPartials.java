package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.CellProgram.Compartment;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Execution;
import dev.ranvier.program.PackedKernel;
import dev.ranvier.program.PackedKernels;
import dev.ranvier.program.PackedProgram;
import dev.ranvier.program.Program;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import dev.ranvier.simd.Lanes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The partials of the channels of one compartment with one lane as one method, as {@link PackedStep} is one: the bits are those of their
 * kernels, which took twice as long with twelve gates. In whole vectors, as those of the kernels beside it are: what is compiled for both widths puts
 * vectors on the heap. Of channels that are programs without tables; others write theirs by their kernels.
 */
final class PackedPartials implements Runnable {
    private static final int VOLTAGE = 0, TAKEN_VOLTAGE = 1, SHOWN = 2;

    /** What channels see of a pool: its concentration and its reversal potential. */
    private static final int STATES = 2;

    private final Batch batch;
    private final CellProgram cell;
    private final Compartment compartment;
    private final List<Chunk.Pool> pools;
    private final Set<Integer> channels = new HashSet<>();
    private final Column voltage;
    /** A state of a channel, which the sweep moves from row to row, and where it stands in the row; the voltage where no channel has states. */
    private Column state;

    private int placeOfState;

    private final Column frame;
    /** Where the first of the partials stands. */
    private long partials;

    private final PackedProgram packed;
    private final PackedKernel kernel;

    private PackedPartials(Batch batch, Step step, Function<Channel, List<SiteKernel>> phase) {
        this.batch = batch;
        pools = batch.chunks().getFirst().pools();
        cell = new CellProgram(batch, SHOWN + STATES * pools.size());
        voltage = batch.chunks().getFirst().membrane().v();
        state = voltage;
        compartment = cell.compartments().getFirst();
        for (Chunk.Placement<Channel> placement : compartment.channels()) {
            List<SiteKernel> kernels = phase.apply(placement.mechanism());
            if (PackedKernels.canTake(kernels) && !kernels.isEmpty()) {
                add(placement, step, kernels);
            }
        }
        Program program = cell.build();
        packed = PackedKernels.of(program, Lanes.COUNT, 1, cell.firstCopy(), cell.end());
        kernel = packed.kernel();
        frame = new Block(batch.arena(), 1, packed.frame()).column(0);
    }

    /** What writes the partials of a phase at once, if it can. */
    static Optional<PackedPartials> of(Batch batch, Step step, Function<Channel, List<SiteKernel>> phase) {
        return Execution.ofThisProcess().packs() && CellProgram.isFor(batch, 1)
                ? Optional.of(new PackedPartials(batch, step, phase))
                : Optional.empty();
    }

    private void add(Chunk.Placement<Channel> placement, Step step, List<SiteKernel> kernels) {
        Sites sites = placement.sites();
        partials = channels.isEmpty() ? sites.partial(0).address(compartment.element()) : partials;
        channels.add(placement.position());
        for (int k : placement.mechanism().schema().stateIndices()) {
            state = sites.state(k);
            placeOfState = cell.place(compartment, placement, k);
        }
        Value voltage = cell.program.input(Slot.frame(VOLTAGE));
        Map<Slot, Value> columns = cell.columns(
                compartment,
                placement,
                voltage,
                step,
                place -> cell.program.input(Slot.row(place)),
                supply ->
                        cell.program.input(Slot.frame(SHOWN + STATES * pools.indexOf(supply.pool()) + supply.state())));
        columns.put(Slot.TAKEN_VOLTAGE, cell.program.input(Slot.frame(TAKEN_VOLTAGE)));
        kernels.forEach(kernel -> cell.program.inline(kernel, columns));
        for (int j = 0; j < placement.mechanism().schema().partials().size(); j++) {
            Value partial = columns.get(Slot.partial(j));
            if (partial != null) {
                long bytes = sites.partial(j).address(compartment.element()) - partials;
                cell.program.output(Slot.nextRow((int) (bytes / Double.BYTES)), partial);
            }
        }
    }

    /** Whether it writes those of a channel. */
    boolean has(Chunk.Placement<Channel> placement) {
        return channels.contains(placement.position());
    }

    /** Takes in the batch's numbers as they are now. */
    void prepare() {
        cell.copyTo(frame);
        packed.prepare(frame);
    }

    @Override
    public void run() {
        frame.set(VOLTAGE, voltage.get(compartment.element()));
        frame.set(TAKEN_VOLTAGE, batch.u().get(compartment.element()));
        for (int p = 0; p < pools.size(); p++) {
            for (int k = 0; k < STATES; k++) {
                frame.set(SHOWN + STATES * p + k, pools.get(p).moment().next(k).get(compartment.element()));
            }
        }
        long row = state.address(compartment.element()) - (long) placeOfState * Double.BYTES;
        kernel.step(row, partials, frame.address(0));
    }
}
