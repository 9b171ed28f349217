package dev.ranvier.batch;

import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSchema;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.TableSites;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.VoltageGrid;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The memory of one cell simulated in many lanes at once: a lane is a parameter set, a stimulus or a seed. Owns everything
 * off-heap; confined to the thread that made it.
 *
 * <pre>
 *   states      [row][v, gates of channel 0, gates of channel 1, ...][lane]    row = time step, modulo the number of rows
 *   parameters  [area, C, v(0), stimulus gain, clamp conductance, parameters of channel 0, ...][lane]
 *   scratch     [i, slope, u][lane], work columns and partials shared by all channels
 *   tables      [node][table] for each tabulated channel, shared by all lanes
 * </pre>
 *
 * Lanes are padded to whole cache lines; padding lanes repeat the defaults and are simulated, but never reported.
 */
public final class Batch implements AutoCloseable {
    private static final int AREA = 0, CAPACITANCE = 1, INITIAL_VOLTAGE = 2, GAIN = 3, CLAMP = 4, CELL_PARAMETERS = 5;

    private final Arena arena = Arena.ofConfined();
    private final Cell cell;
    private final int lanes;
    private final int padded;
    private final int rows;
    private final int statesPerRow;
    private final double dt_ms;
    private final Block states;
    private final Block parameters;
    private final Column v;
    private final Column nextV;
    private final Column u;
    private final Column i;
    private final Column slope;
    private final List<Channel> channels = new ArrayList<>();
    private final List<ChannelSites> sites = new ArrayList<>();
    private final int[] firstState;
    private final long firstBase;
    private final long columnBytes;
    /** The state columns of all channels, in the order of a row. */
    private final Column[] read;

    private final Column[] written;

    /**
     * Lays out {@code lanes} copies of the cell, fills parameters with the cell's values and tables with the channels' curves
     * for the step {@code dt_ms}.
     *
     * @param rows time rows kept: 2 to run, steps + 2 to keep every row for the reverse sweep
     */
    public Batch(Cell cell, int lanes, double dt_ms, int rows) {
        if (lanes < 1 || rows < 2) {
            throw new IllegalArgumentException(
                    "lanes must be positive, rows at least 2: lanes=" + lanes + " rows=" + rows);
        }
        if (!(dt_ms > 0 && Double.isFinite(dt_ms))) {
            throw new IllegalArgumentException("dt_ms must be positive and finite: dt_ms=" + dt_ms);
        }
        this.cell = cell;
        this.lanes = lanes;
        this.padded = Lanes.padded(lanes);
        this.rows = rows;
        this.dt_ms = dt_ms;
        int stateCount = 1, parameterCount = CELL_PARAMETERS, scratchCount = 0, partialCount = 0;
        firstState = new int[cell.insertions().size()];
        for (int c = 0; c < firstState.length; c++) {
            ChannelSchema schema = cell.insertions().get(c).channel().schema();
            firstState[c] = stateCount;
            stateCount += schema.states().size();
            parameterCount += schema.parameters().size();
            scratchCount = Math.max(scratchCount, schema.scratch());
            partialCount = Math.max(partialCount, schema.partials().size());
        }
        statesPerRow = stateCount;
        states = new Block(arena, rows * statesPerRow, padded);
        firstBase = states.base(0);
        columnBytes = (long) padded * Double.BYTES;
        read = cursors(states, statesPerRow - 1);
        written = cursors(states, statesPerRow - 1);
        parameters = new Block(arena, parameterCount, padded);
        Block scratch = new Block(arena, 3 + scratchCount + partialCount, padded);
        v = states.cursor();
        nextV = states.cursor();
        i = scratch.column(0);
        slope = scratch.column(1);
        u = scratch.column(2);
        int parameter = CELL_PARAMETERS;
        for (Insertion insertion : cell.insertions()) {
            int state = firstState[sites.size()] - 1;
            sites.add(sitesOf(insertion, state, parameter, scratch, scratchCount));
            channels.add(insertion.channel());
            parameter += insertion.channel().schema().parameters().size();
        }
        fillDefaults();
    }

    private ChannelSites sitesOf(Insertion insertion, int state, int parameter, Block scratch, int scratchCount) {
        ChannelSchema schema = insertion.channel().schema();
        int end = state + schema.states().size();
        return new ChannelSites(
                0,
                padded,
                v,
                u,
                i,
                slope,
                Arrays.copyOfRange(read, state, end),
                Arrays.copyOfRange(written, state, end),
                columns(parameters, parameter, schema.parameters().size()),
                columns(scratch, 3, schema.scratch()),
                columns(scratch, 3 + scratchCount, schema.partials().size()),
                tableOf(insertion.channel()));
    }

    private TableSites tableOf(Channel channel) {
        if (!(channel instanceof TabulatedChannel tabulated)) {
            return TableSites.allocate(arena, VoltageGrid.STANDARD, 0, 0);
        }
        VoltageGrid grid = tabulated.grid();
        TableSites table = TableSites.allocate(arena, grid, tabulated.schema().tables(), padded);
        double[] logitInf = new double[grid.nodes()], logTau = new double[grid.nodes()];
        for (int gate = 0; gate < tabulated.gates().size(); gate++) {
            tabulated.gates().get(gate).curves().evaluate(grid, logitInf, logTau);
            TabulatedChannel.fill(table, gate, logitInf, logTau, dt_ms);
        }
        return table;
    }

    private void fillDefaults() {
        area_um2().fill(0, padded, cell.area_um2());
        capacitance_uF_per_cm2().fill(0, padded, cell.capacitance_uF_per_cm2());
        initialVoltage_mV().fill(0, padded, cell.initialVoltage_mV());
        stimulusGain().fill(0, padded, 1);
        for (int c = 0; c < channels.size(); c++) {
            for (int p = 0; p < channels.get(c).schema().parameters().size(); p++) {
                parameter(c, p).fill(0, padded, cell.insertions().get(c).parameter(p));
            }
        }
    }

    private static Column[] cursors(Block block, int count) {
        Column[] cursors = new Column[count];
        for (int k = 0; k < count; k++) {
            cursors[k] = block.cursor();
        }
        return cursors;
    }

    private static Column[] columns(Block block, int first, int count) {
        Column[] columns = new Column[count];
        for (int k = 0; k < count; k++) {
            columns[k] = block.column(first + k);
        }
        return columns;
    }

    /** The cell that was laid out. */
    public Cell cell() {
        return cell;
    }

    /** Lanes asked for. */
    public int lanes() {
        return lanes;
    }

    /** Lanes computed: {@link #lanes()} rounded up to whole cache lines. */
    public int padded() {
        return padded;
    }

    /** Time rows kept. */
    public int rows() {
        return rows;
    }

    /** The step for which the tables are filled. */
    public double dt_ms() {
        return dt_ms;
    }

    /** Number of channels. */
    public int channels() {
        return channels.size();
    }

    /** Channel {@code c}. */
    public Channel channel(int c) {
        return channels.get(c);
    }

    /** The columns of channel {@code c}. */
    public ChannelSites sites(int c) {
        return sites.get(c);
    }

    /** Membrane area, one value a lane. */
    public Column area_um2() {
        return parameters.column(AREA);
    }

    /** Membrane capacitance, one value a lane. */
    public Column capacitance_uF_per_cm2() {
        return parameters.column(CAPACITANCE);
    }

    /** Voltage at t = 0, one value a lane. */
    public Column initialVoltage_mV() {
        return parameters.column(INITIAL_VOLTAGE);
    }

    /** Factor on the injected current, one value a lane; 1 unless set. */
    public Column stimulusGain() {
        return parameters.column(GAIN);
    }

    /** Conductance of the voltage clamp, one value a lane; 0 unless set. */
    public Column clampConductance_mS_per_cm2() {
        return parameters.column(CLAMP);
    }

    /** Parameter {@code p} of channel {@code c}, one value a lane. */
    public Column parameter(int c, int p) {
        return sites.get(c).parameter(p);
    }

    /** Summed current density of the last call of the channels. */
    public Column i() {
        return i;
    }

    /** Summed slope of the last call of the channels. */
    public Column slope() {
        return slope;
    }

    /** Where the reverse sweep puts {@link ChannelSites#u}. */
    public Column u() {
        return u;
    }

    /** Points the voltage that channels read to time row {@code n}, and returns it. */
    public Column voltageAt(int n) {
        v.moveTo(rowBase(n));
        return v;
    }

    /** A second window on the voltage, at time row {@code n}. */
    public Column otherVoltageAt(int n) {
        nextV.moveTo(rowBase(n));
        return nextV;
    }

    /** Points the states that channels read to time row {@code n}. */
    public void readStatesAt(int n) {
        moveTo(n, read);
    }

    /** Points the states that channels write to time row {@code n}. */
    public void writeStatesAt(int n) {
        moveTo(n, written);
    }

    private void moveTo(int n, Column[] columns) {
        long row = rowBase(n);
        for (int k = 0; k < columns.length; k++) {
            columns[k].moveTo(row + (k + 1) * columnBytes);
        }
    }

    /** A new window on the states, for {@link #stateBase} and {@link #rowBase}. */
    public Column stateCursor() {
        return states.cursor();
    }

    /** Address of the voltage in time row {@code n}. */
    public long rowBase(int n) {
        return firstBase + n % rows * (statesPerRow * columnBytes);
    }

    /** Address of state {@code k} of channel {@code c} in time row {@code n}. */
    public long stateBase(int n, int c, int k) {
        return rowBase(n) + (firstState[c] + k) * columnBytes;
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
