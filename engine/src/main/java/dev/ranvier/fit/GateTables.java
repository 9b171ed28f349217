package dev.ranvier.fit;

import dev.ranvier.channel.Tabulated;
import dev.ranvier.channel.VoltageTables;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import java.util.List;

/**
 * The voltage tables of one gate in the batches of some experiments, seen as the curves {@code logit x_inf} (curve 0) and
 * {@code ln tau} (curve 1) at the nodes.
 */
final class GateTables {
    private final List<ParameterBlock.Rig> rigs;
    private final int channel;
    private final int gate;
    private final VoltageTables tables;
    private final VoltageGrid grid;

    GateTables(List<ParameterBlock.Rig> rigs, String channel, int gate) {
        this.rigs = rigs;
        Cell cell = rigs.getFirst().batch().cell();
        this.channel = cell.indexOf(channel);
        this.gate = gate;
        tables = ((Tabulated) cell.insertions().get(this.channel).mechanism()).tables();
        grid = tables.grid();
    }

    Target target() {
        return new Target.Shared(channel);
    }

    private Column values(int rig) {
        return rigs.get(rig).batch().shared(channel);
    }

    /** Fills the tables from the curves; they are those of all lanes. */
    void write(double[][] curves) {
        for (int rig = 0; rig < rigs.size(); rig++) {
            double dt_ms = rigs.get(rig).batch().dt_ms();
            tables.fill(values(rig), gate, curves[0], curves[1], dt_ms);
        }
    }

    /** Whether a site may have read a node from {@code from} to before {@code to}: voltages outside the grid read its ends. */
    boolean areRead(int from, int to, VoltageRanges voltages) {
        return voltages.touch(
                channel,
                from == 0 ? Double.NEGATIVE_INFINITY : grid.voltage_mV(from - 1),
                to == grid.nodes() ? Double.POSITIVE_INFINITY : grid.voltage_mV(to));
    }

    /** {@code [curve][node]}: cotangents of the curves at a place. */
    double[][] pullBack(int rig, Differentials bars, int place) {
        double[][] curveBars = new double[2][grid.nodes()];
        Block entries = bars.rows(target());
        Column cursor = entries.cursor();
        for (int curve = 0; curve < 2; curve++) {
            for (int node = 0; node < grid.nodes(); node++) {
                cursor.moveTo(entries.base(tables.index(node, 2 * gate + curve)));
                curveBars[curve][node] = cursor.get(place) * slope(rig, curve, node);
            }
        }
        return curveBars;
    }

    /** Sets a lane of a direction to the tables' rate of change where the curves change at the rates {@code [curve][node]}. */
    void pushForward(int rig, Differentials direction, int lane, double[][] curveDots) {
        for (int curve = 0; curve < 2; curve++) {
            pushForward(rig, direction, lane, curve, 0, curveDots[curve]);
        }
    }

    /** The same of one curve that changes at the nodes {@code from, from + 1, ...} only. */
    void pushForward(int rig, Differentials direction, int lane, int curve, int from, double[] curveDot) {
        Block entries = direction.rows(target());
        Column cursor = entries.cursor();
        for (int k = 0; k < curveDot.length; k++) {
            int node = from + k;
            cursor.moveTo(entries.base(tables.index(node, 2 * gate + curve)));
            cursor.set(lane, curveDot[k] * slope(rig, curve, node));
        }
    }

    /** {@code d x_inf / d logit = x_inf (1 - x_inf)}; {@code d D / d ln tau = D dt/tau = -D ln D}. */
    private double slope(int rig, int curve, int node) {
        double value = values(rig).get(tables.index(node, 2 * gate + curve));
        if (curve == 0) {
            return value * (1 - value);
        }
        return value > 0 ? -value * Math.log(value) : 0;
    }
}
