package dev.ranvier.integrate;

import dev.ranvier.channel.TableSites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/** Many cotangents of the one trajectory in lane 0: the rows of a Jacobian. Only the first {@code active} are computed. */
final class BroadcastProducts implements Products {
    private int active;

    /** Takes cotangents [0, count) into account from now on. */
    void activate(int count) {
        active = Lanes.padded(count);
    }

    @Override
    public Runnable add(double sign, Column p, Column x, Column y) {
        return () -> addNow(sign, p, x, y);
    }

    private void addNow(double sign, Column p, Column x, Column y) {
        addScaled(sign * p.get(0), x, y);
    }

    private void addScaled(double scale, Column x, Column y) {
        for (int k = 0; k < active; k += Lanes.COUNT) {
            y.store(k, DoubleVector.broadcast(Lanes.SPECIES, scale).fma(x.load(k), y.load(k)));
        }
    }

    @Override
    public Runnable multiply(Column p, Column x) {
        return () -> multiplyNow(p, x);
    }

    private void multiplyNow(Column p, Column x) {
        double factor = p.get(0);
        for (int k = 0; k < active; k += Lanes.COUNT) {
            x.store(k, x.load(k).mul(factor));
        }
    }

    @Override
    public Runnable scatter(TableSites table, int t, Column x, Block bar) {
        Column cursor = bar.cursor();
        return () -> scatterNow(table, t, x, bar, cursor);
    }

    private void scatterNow(TableSites table, int t, Column x, Block bar, Column cursor) {
        int row = table.index(table.node().low(0), t);
        double weight = table.partials().get(t).get(0), f = table.fraction().get(0);
        cursor.moveTo(bar.base(row));
        addScaled((1 - f) * weight, x, cursor);
        cursor.moveTo(bar.base(row + table.tables()));
        addScaled(f * weight, x, cursor);
    }
}
