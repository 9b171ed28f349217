package dev.ranvier.batch;

import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The memory of one cell simulated in many lanes at once: a lane is a parameter set, a stimulus or a seed. Owns everything
 * off-heap; for one thread at a time.
 *
 * <pre>
 *   states      [row][v of all nodes | gates of channel 0 | gates of channel 1 | ...][lane]     row = time step, modulo rows
 *   membrane    [area, C, v(0), axial conductance][node][lane]
 *   electrode   [stimulus gain, clamp conductance][lane]
 *   parameters  [parameter of channel c][site of channel c][lane]
 *   work        [u, residual, diagonal, both entries of a link][node][lane]
 *   shared      [number] of each mechanism whose sites share some
 * </pre>
 *
 * Where a node stands is {@link Layout}'s business, a channel's site {@link SiteNumbers}'; {@link #element} and {@link #site} tell, and
 * what of the states kernels look at {@link TimeRows}'.
 * What the channels of a chunk see of this, and what they work with, are its {@link ChunkColumns}. Padding lanes and ghosts repeat the
 * defaults and are simulated, but never reported.
 */
public final class Batch implements AutoCloseable {
    private static final int AREA = 0, CAPACITANCE = 1, INITIAL_VOLTAGE = 2, AXIAL = 3, MEMBRANE_COLUMNS = 4;
    private static final int GAIN = 0, CLAMP = 1, OFFSET = 2, ELECTRODE_COLUMNS = 3;
    private static final int U = 0, RESIDUAL = 1, DIAGONAL = 2, IN_CHILD = 3, IN_PARENT = 4, WORK_COLUMNS = 5;

    private final Arena arena = Arena.ofShared();
    private final Cell cell;
    private final int lanes;
    private final double dt_ms;
    private final Layout layout;
    private final Block membrane;
    private final Block electrode;
    private final Block work;
    private final SiteNumbers numbers;
    private final TimeRows rows;
    private final ChunkColumns chunks;
    private final PlacedColumns placed;
    private final List<Mechanism> mechanisms;
    private final Kinds kinds;
    private final List<Block> parameters = new ArrayList<>();
    private final List<Block> shared = new ArrayList<>();

    /** A batch in which nothing is injected or recorded at an end of a branch. */
    public Batch(Cell cell, int lanes, double dt_ms, int rows) {
        this(cell, lanes, dt_ms, rows, Set.of());
    }

    /**
     * Lays out {@code lanes} copies of the cell, fills parameters with the cell's values and shared numbers as
     * the mechanisms do for the step {@code dt_ms}.
     *
     * @param rows time rows kept: 2 to run, steps + 2 to keep every row for the reverse sweep
     * @param endsInUse ends of branches, nodes without membrane, that are needed as places
     */
    public Batch(Cell cell, int lanes, double dt_ms, int rows, Set<Integer> endsInUse) {
        if (lanes < 1 || rows < 2) {
            throw new IllegalArgumentException(
                    "lanes must be positive, rows at least 2: lanes=" + lanes + " rows=" + rows);
        }
        if (!(dt_ms > 0 && Double.isFinite(dt_ms))) {
            throw new IllegalArgumentException("dt_ms must be positive and finite: dt_ms=" + dt_ms);
        }
        this.cell = cell;
        this.lanes = lanes;
        this.dt_ms = dt_ms;
        layout = new Layout(cell, lanes, endsInUse);
        mechanisms = mechanisms(cell);
        kinds = Kinds.of(mechanisms);
        numbers = new SiteNumbers(layout, mechanisms);
        this.rows = new TimeRows(arena, numbers, rows);
        membrane = new Block(arena, MEMBRANE_COLUMNS, layout.elements());
        electrode = new Block(arena, ELECTRODE_COLUMNS, Math.max(Lanes.PADDING, layout.width()));
        work = new Block(arena, WORK_COLUMNS, layout.elements());
        for (int c = 0; c < mechanisms.size(); c++) {
            parameters.add(
                    new Block(arena, mechanisms.get(c).schema().parameters().size(), numbers.count(c)));
            SharedNumbers numbersOfAll = mechanisms.get(c).schema().shared();
            shared.add(new Block(arena, 1, numbersOfAll.count()));
            numbersOfAll.fill(shared(c), dt_ms);
        }
        chunks = new ChunkColumns(
                arena, layout, numbers, mechanisms, kinds, this.rows, parameters, shared, work.column(U));
        placed = new PlacedColumns(arena, layout, numbers, kinds, this.rows, parameters, shared);
        stimulusGain().fill(0, width(), 1);
        new CellValues(this, layout, numbers, cell, 0, width()).write();
    }

    /**
     * Fills a lane with the numbers of another cell, of which only numbers may differ from those of {@link #cell}: a tree with the same
     * joints and the same mechanisms at the same nodes.
     */
    public void write(int lane, Cell other) {
        new CellValues(this, layout, numbers, other, lane, lane + 1).write();
    }

    /** What a pool supplies in the place of parameter {@code p} of channel {@code c} in a chunk. */
    public Optional<Chunk.Supply> supply(Chunk chunk, int c, int p) {
        for (IonUse use : mechanisms.get(c).schema().ions()) {
            for (Chunk.Pool pool : chunk.pools()) {
                if (use.parameter() == p && pool.mechanism().ion() == use.ion()) {
                    return Optional.of(new Chunk.Supply(pool, use.poolState()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Mechanism> mechanisms(Cell cell) {
        return cell.insertions().stream().map(Insertion::mechanism).toList();
    }

    /** The cell that was laid out. */
    public Cell cell() {
        return cell;
    }

    /** Lanes asked for. */
    public int lanes() {
        return lanes;
    }

    /** Elements from a node to the next: 1 for one lane, else {@link #lanes()} rounded up to whole cache lines. */
    public int width() {
        return layout.width();
    }

    /** Elements of a column over all nodes: the number of nodes, ghosts included, times {@link #width()}. */
    public int elements() {
        return layout.elements();
    }

    /** Elements of the nodes with membrane; those without come after them. */
    public int membraneElements() {
        return layout.membraneElements();
    }

    /** Where lane 0 of a node stands in columns over all nodes; refuses an end of a branch that was left out. */
    public int element(int node) {
        int slot = layout.slot(node);
        if (slot < 0) {
            throw new ModelException(
                    "node " + node + " is an end of branch " + branchOf(node) + " and was not said to be in use");
        }
        return slot * width();
    }

    /** The node that stands at an element; a ghost's is the node it repeats. */
    public int node(int element) {
        return layout.nodes()[element / width()];
    }

    private String branchOf(int node) {
        return cell.compartments().branchName(cell.compartments().branch(node));
    }

    /** Elements of lane 0 of all nodes but the root, the deepest first, so that a node comes before its parent. */
    public int[] links() {
        return layout.elements(layout.links());
    }

    /** Element of lane 0 of the parent of each node in {@link #links}. */
    public int[] parents() {
        return layout.elements(layout.parents(layout.links()));
    }

    /** Where lane 0 of a node stands in the columns of mechanism {@code c}; refuses one that has not the mechanism. */
    public int site(int c, int node) {
        Insertion insertion = cell.insertions().get(c);
        if (!insertion.isAt(cell.compartments(), node)) {
            throw new ModelException("there is no " + insertion.name() + " on branch " + branchOf(node) + " at "
                    + cell.compartments().fraction(node));
        }
        return numbers.at(c, element(node) / width());
    }

    /** The nodes at which mechanism {@code c} stands, in order. */
    public IntStream nodes(int c) {
        return cell.insertions().get(c).nodes(cell.compartments()).filter(node -> layout.slot(node) >= 0);
    }

    /** Elements of a column of channel {@code c}. */
    public int sites(int c) {
        return numbers.count(c);
    }

    /** The time rows. */
    public TimeRows rows() {
        return rows;
    }

    /** The step for which shared numbers are filled. */
    public double dt_ms() {
        return dt_ms;
    }

    /** The chunks of all compartments, in order. */
    public List<Chunk> chunks() {
        return chunks.chunks();
    }

    /** Axial currents that are not ohmic, by mechanism. */
    public List<PlacedSites<AxialCurrent>> axialCurrents() {
        return placed.links();
    }

    /** Point processes, by mechanism. */
    public List<PlacedSites<PointProcess>> pointProcesses() {
        return placed.points();
    }

    /** Number of mechanisms. */
    public int mechanisms() {
        return mechanisms.size();
    }

    /** Mechanism {@code c}. */
    public Mechanism mechanism(int c) {
        return mechanisms.get(c);
    }

    /** The mechanisms by kind. */
    public Kinds kinds() {
        return kinds;
    }

    /** The numbers that all sites of mechanism {@code c} share; see its {@code Schema.shared()}. */
    public Column shared(int c) {
        return shared.get(c).column(0);
    }

    /** Area of the membrane, in units that turn a density into nA or uS: {@code 1e-5 area_um2}; 0 for ghosts. */
    public Column area() {
        return membrane.column(AREA);
    }

    /** Membrane capacitance; 0 where there is no membrane. */
    public Column capacitance_uF_per_cm2() {
        return membrane.column(CAPACITANCE);
    }

    /** Voltage at t = 0. */
    public Column initialVoltage_mV() {
        return membrane.column(INITIAL_VOLTAGE);
    }

    /** Conductance between a node and its parent; 0 for the root. */
    public Column axialConductance_uS() {
        return membrane.column(AXIAL);
    }

    /** Factor on the injected currents, one value a lane; 1 unless set. */
    public Column stimulusGain() {
        return electrode.column(GAIN);
    }

    /** Conductance of the voltage clamp, one value a lane; 0 unless set. */
    public Column clampConductance_mS_per_cm2() {
        return electrode.column(CLAMP);
    }

    /**
     * By how much an electrode shows the voltage too high, one value a lane; 0 unless set. A clamp holds the cell so much below its
     * command.
     */
    public Column electrodeOffset_mV() {
        return electrode.column(OFFSET);
    }

    /** Parameter {@code p} of channel {@code c}, over the channel's sites; see {@link #site}. No effect where a pool supplies it. */
    public Column parameter(int c, int p) {
        return parameters.get(c).column(p);
    }

    /** Where the reverse sweep puts {@link Sites#u}. */
    public Column u() {
        return work.column(U);
    }

    /** The right-hand side of a step's equations [nA], and then their solution [mV]. */
    public Column residual() {
        return work.column(RESIDUAL);
    }

    /** The diagonal of a step's equations [uS]. */
    public Column diagonal() {
        return work.column(DIAGONAL);
    }

    /** {@code -dF_c/du_p}, F the balance of currents: what a parent's voltage adds to the equation of its child [uS]. */
    public Column inChild() {
        return work.column(IN_CHILD);
    }

    /** {@code -dF_p/du_c}, at the child: what its voltage adds to the equation of its parent [uS]. */
    public Column inParent() {
        return work.column(IN_PARENT);
    }

    /** Memory of one time row of a batch of these. */
    public static long rowBytes(Cell cell, int lanes, Set<Integer> endsInUse) {
        return TimeRows.rowBytes(new SiteNumbers(new Layout(cell, lanes, endsInUse), mechanisms(cell)));
    }

    /** Off-heap memory of the batch itself, without what sweeps and recorders add. */
    public long bytes() {
        return Stream.of(List.of(rows.block(), membrane, electrode, work), parameters, shared)
                        .flatMap(List::stream)
                        .mapToLong(Block::bytes)
                        .sum()
                + chunks.bytes()
                + placed.bytes();
    }

    /** The arena of this batch, for columns that live as long. */
    public Arena arena() {
        return arena;
    }

    @Override
    public void close() {
        arena.close();
    }
}
