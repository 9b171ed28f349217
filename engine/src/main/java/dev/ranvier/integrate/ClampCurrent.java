package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import java.util.Arrays;

/**
 * The current of the voltage clamp into the cell at the time of a row, {@code area g (command - offset - v)} [nA]; 0 while the clamp is
 * off.
 */
public final class ClampCurrent {
    private static final Target CONDUCTANCE = new Target.ClampConductance(),
            AREA = new Target.Area(),
            OFFSET = new Target.ElectrodeOffset();

    private final Batch batch;
    private final Drive drive;
    private final Column v;
    private final Column clamp;
    private final Column offset;
    private final Column area;

    /** Of the clamp that drives a batch. */
    public ClampCurrent(Batch batch, Drive drive) {
        this.batch = batch;
        this.drive = drive;
        v = batch.rows().stateCursor();
        clamp = batch.clampConductance_mS_per_cm2();
        offset = batch.electrodeOffset_mV();
        area = batch.area();
    }

    /** Element of the clamped node. */
    public int element() {
        return drive.clamped();
    }

    /** In a lane at the time of row {@code n}, which must be in the batch. */
    public double at_nA(long n, int lane) {
        return clamp.get(lane) * byConductance(n, lane);
    }

    /** Its derivative by the voltage of the clamped compartment, and by {@link Target.ElectrodeOffset}. */
    public double byVoltage(long n, int lane) {
        return drive.isClamped(n) ? -clamp.get(lane) * area.get(element() + lane) : 0;
    }

    /** Its derivative by {@link Target.ClampConductance}. */
    public double byConductance(long n, int lane) {
        if (!drive.isClamped(n)) {
            return 0;
        }
        v.moveTo(batch.rows().voltageBase(n));
        double held_mV = drive.command_mV(n * batch.dt_ms()) - offset.get(lane);
        return area.get(element() + lane) * (held_mV - v.get(element() + lane));
    }

    /** Its derivative by {@link Target.Area} at the clamped compartment. */
    public double byArea(long n, int lane) {
        return at_nA(n, lane) / area.get(element() + lane);
    }

    /** Adds the cotangent of one to {@code bars} of a one-lane batch, at a place beside its elements. */
    void pullBack(long n, Differentials bars, int place) {
        add(bars.v(), element() * bars.spread() + place, byVoltage(n, 0));
        if (bars.wants(CONDUCTANCE)) {
            add(bars.of(CONDUCTANCE), place, byConductance(n, 0));
        }
        if (bars.wants(AREA)) {
            add(bars.of(AREA), element() * bars.spread() + place, byArea(n, 0));
        }
        if (bars.wants(OFFSET)) {
            add(bars.of(OFFSET), place, byVoltage(n, 0));
        }
    }

    /**
     * The tangents that follow from those at the first places beside the elements of a one-lane batch.
     *
     * @param tangents one a place, overwritten
     */
    public void pushForward(long n, Differentials dot, double[] tangents) {
        Arrays.fill(tangents, 0);
        int from = element() * dot.spread();
        addScaled(byVoltage(n, 0), dot.v(), from, tangents);
        if (dot.wants(CONDUCTANCE)) {
            addScaled(byConductance(n, 0), dot.of(CONDUCTANCE), 0, tangents);
        }
        if (dot.wants(AREA)) {
            addScaled(byArea(n, 0), dot.of(AREA), from, tangents);
        }
        if (dot.wants(OFFSET)) {
            addScaled(byVoltage(n, 0), dot.of(OFFSET), 0, tangents);
        }
    }

    private static void addScaled(double scale, Column column, int from, double[] tangents) {
        for (int k = 0; k < tangents.length; k++) {
            tangents[k] = Math.fma(scale, column.get(from + k), tangents[k]);
        }
    }

    private static void add(Column column, int k, double x) {
        column.set(k, column.get(k) + x);
    }
}
