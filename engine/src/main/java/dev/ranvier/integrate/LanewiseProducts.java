package dev.ranvier.integrate;

import dev.ranvier.channel.TableSites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;

/** One cotangent a lane: the gradient of one scalar in every lane. */
record LanewiseProducts(int padded) implements Products {
    @Override
    public Runnable add(double sign, Column p, Column x, Column y) {
        return () -> addNow(sign, p, x, y);
    }

    private void addNow(double sign, Column p, Column x, Column y) {
        for (int k = 0; k < padded; k += Lanes.COUNT) {
            y.store(k, p.load(k).mul(sign).fma(x.load(k), y.load(k)));
        }
    }

    @Override
    public Runnable multiply(Column p, Column x) {
        return () -> multiplyNow(p, x);
    }

    private void multiplyNow(Column p, Column x) {
        for (int k = 0; k < padded; k += Lanes.COUNT) {
            x.store(k, x.load(k).mul(p.load(k)));
        }
    }

    @Override
    public Runnable scatter(TableSites table, int t, Column x, Block bar) {
        Column cursor = bar.cursor();
        return () -> scatterNow(table, t, x, bar, cursor);
    }

    private void scatterNow(TableSites table, int t, Column x, Block bar, Column cursor) {
        Column node = table.node(),
                fraction = table.fraction(),
                p = table.partials().get(t);
        for (int lane = 0; lane < padded; lane++) {
            int row = table.index(node.low(lane), t);
            double weight = p.get(lane) * x.get(lane), f = fraction.get(lane);
            cursor.moveTo(bar.base(row));
            cursor.set(lane, cursor.get(lane) + (1 - f) * weight);
            cursor.moveTo(bar.base(row + table.tables()));
            cursor.set(lane, cursor.get(lane) + f * weight);
        }
    }
}
