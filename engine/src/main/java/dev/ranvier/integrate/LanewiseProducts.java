package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.mechanism.SharedNumbers.Reading.Between;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/** One tangent or cotangent a lane: of one direction, the gradient of one scalar, in every lane. */
final class LanewiseProducts implements TangentProducts {
    private final int width;
    private final Column still;

    LanewiseProducts(Batch batch) {
        this.width = batch.width();
        this.still = new Block(batch.arena(), 1, batch.elements()).column(0);
    }

    @Override
    public Runnable add(double sign, Column p, Column x, Column y, Span span) {
        return () -> addNow(sign, p, x, y, span);
    }

    private static void addNow(double sign, Column p, Column x, Column y, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            y.store(k, p.load(k).mul(sign).fma(x.load(k), y.load(k)));
        }
    }

    @Override
    public Runnable assign(Column p, Column x, Column y, Span span) {
        return () -> assignNow(p, x, y, span);
    }

    private static void assignNow(Column p, Column x, Column y, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            y.store(k, p.load(k).mul(x.load(k)));
        }
    }

    @Override
    public Runnable feed(Column p, Column x, Column y, Span span) {
        return () -> feedNow(p, x, y, span);
    }

    private static void feedNow(Column p, Column x, Column y, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            y.store(k, p.load(k).fma(x.load(k), y.load(k)));
            x.store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    @Override
    public Runnable collect(Column x, Column y, Span span) {
        return () -> collectNow(x, y, span);
    }

    private static void collectNow(Column x, Column y, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            y.add(k, x.load(k));
            x.store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    @Override
    public Runnable multiply(Column p, Column x, Span span) {
        return () -> multiplyNow(p, x, span);
    }

    private static void multiplyNow(Column p, Column x, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            x.store(k, x.load(k).mul(p.load(k)));
        }
    }

    @Override
    public Runnable copy(Column x, Column y, Span span) {
        return () -> y.copyFrom(x, span.from(), span.to());
    }

    @Override
    public Runnable clear(Column x, Span span) {
        return () -> clearNow(x, span);
    }

    private static void clearNow(Column x, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            x.store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    @Override
    public Runnable part(Column p, Column q, Column x, Column y, Span span) {
        return () -> partNow(p, q, x, y, span);
    }

    private static void partNow(Column p, Column q, Column x, Column y, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            DoubleVector xk = x.load(k);
            y.store(k, q.load(k).mul(xk));
            x.store(k, p.load(k).mul(xk));
        }
    }

    @Override
    public Runnable blend(Column p, Column q, Column x, Column y, Span span) {
        return () -> blendNow(p, q, x, y, span);
    }

    private static void blendNow(Column p, Column q, Column x, Column y, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            y.store(k, y.load(k).mul(p.load(k)).add(x.load(k).mul(q.load(k))));
            x.store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    @Override
    public Runnable axial(TreeSolver tree, Column u, Column x, Column bar) {
        return () -> tree.addAxialBars(u, x, bar);
    }

    @Override
    public Runnable sum(double sign, Column p, Column x, Column bar, Span span) {
        return width == 1 ? () -> sumOne(sign, p, x, bar, span) : () -> sumNow(sign, p, x, bar, span);
    }

    private static void sumOne(double sign, Column p, Column x, Column bar, Span span) {
        double sum = 0;
        for (int k = span.from(); k < span.from() + span.real(); k++) {
            sum = Math.fma(p.get(k), x.get(k), sum);
        }
        bar.set(0, bar.get(0) + sign * sum);
    }

    private void sumNow(double sign, Column p, Column x, Column bar, Span span) {
        for (int k = span.from(); k < span.from() + span.real(); k += Lanes.COUNT) {
            bar.add(k % width, p.load(k).mul(x.load(k)).mul(sign));
        }
    }

    @Override
    public Runnable spread(double sign, Column p, Column dot, Column x, Span span) {
        return width == 1 ? () -> spreadOne(sign, p, dot, x, span) : () -> spreadNow(sign, p, dot, x, span);
    }

    private static void spreadOne(double sign, Column p, Column dot, Column x, Span span) {
        double scale = sign * dot.get(0);
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            x.add(k, p.load(k).mul(scale));
        }
    }

    private void spreadNow(double sign, Column p, Column dot, Column x, Span span) {
        for (int k = span.from(); k < span.to(); k += Lanes.COUNT) {
            x.add(k, p.load(k).mul(dot.load(k % width)).mul(sign));
        }
    }

    @Override
    public Runnable scatter(double sign, Column p, Between place, Column x, Block bar, Span span) {
        Column cursor = bar.cursor();
        return () -> scatterNow(sign, p, place, x, bar, cursor, span);
    }

    private void scatterNow(double sign, Column p, Between place, Column x, Block bar, Column cursor, Span span) {
        Column node = place.node(), fraction = place.fraction();
        for (int k = span.from(); k < span.from() + span.real(); k++) {
            int row = node.low(k) + place.offset(), lane = k % width;
            double weight = sign * p.get(k) * x.get(k), f = fraction.get(k);
            cursor.moveTo(bar.base(row));
            cursor.set(lane, cursor.get(lane) + (1 - f) * weight);
            cursor.moveTo(bar.base(row + place.stride()));
            cursor.set(lane, cursor.get(lane) + f * weight);
        }
    }

    @Override
    public Runnable gather(double sign, Column p, Between place, Block dot, Column x, Span span) {
        Column cursor = dot.cursor();
        return () -> gatherNow(sign, p, place, dot, cursor, x, span);
    }

    private void gatherNow(double sign, Column p, Between place, Block dot, Column cursor, Column x, Span span) {
        Column node = place.node(), fraction = place.fraction();
        for (int k = span.from(); k < span.from() + span.real(); k++) {
            int row = node.low(k) + place.offset(), lane = k % width;
            cursor.moveTo(dot.base(row));
            double low = cursor.get(lane), f = fraction.get(k);
            cursor.moveTo(dot.base(row + place.stride()));
            double high = cursor.get(lane);
            x.set(k, Math.fma(sign * p.get(k), (1 - f) * low + f * high, x.get(k)));
        }
    }

    /** With equal voltages everywhere no axial current flows, and the forward solver solves for x alone. */
    @Override
    public Runnable solve(TreeSolver tree, Column d, Column x) {
        return () -> tree.solve(still, d, x);
    }

    @Override
    public Runnable axialTangent(TreeSolver tree, Column u, Column g, Column y) {
        return () -> tree.addAxialTangents(u, g, y);
    }

    @Override
    public Runnable solveTransposed(TreeSolver tree, Column d, Column x) {
        return () -> tree.solveTransposed(still, d, x);
    }

    @Override
    public Runnable gather(double sign, int[] nodes, Column x, Column y) {
        return () -> gatherNow(sign, nodes, x, y);
    }

    private void gatherNow(double sign, int[] nodes, Column x, Column y) {
        for (int j = 0; j < nodes.length; j++) {
            for (int lane = 0; lane < width; lane++) {
                int k = j * width + lane;
                y.set(k, Math.fma(sign, x.get(nodes[j] + lane), y.get(k)));
            }
        }
    }

    @Override
    public Runnable scatter(double sign, int[] nodes, Column x, Column y) {
        return () -> scatterNow(sign, nodes, x, y);
    }

    private void scatterNow(double sign, int[] nodes, Column x, Column y) {
        for (int j = 0; j < nodes.length; j++) {
            for (int lane = 0; lane < width; lane++) {
                int n = nodes[j] + lane;
                y.set(n, Math.fma(sign, x.get(j * width + lane), y.get(n)));
            }
        }
    }
}
