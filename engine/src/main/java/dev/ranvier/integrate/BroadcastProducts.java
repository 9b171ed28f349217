package dev.ranvier.integrate;

import dev.ranvier.mechanism.SharedNumbers.Reading.Between;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;

/**
 * Many tangents or cotangents of the one trajectory of a one-lane batch: columns or rows of a Jacobian. Element e has them from
 * {@code e spread} of a column; only the first {@code active} are computed.
 */
final class BroadcastProducts implements TangentProducts {
    private final int spread;
    private final List<Stills> stills = new ArrayList<>();
    private int active;

    BroadcastProducts(int spread) {
        this.spread = spread;
    }

    @Override
    public void activate(int count) {
        active = Lanes.padded(count);
    }

    @Override
    public Runnable add(double sign, Column p, Column x, Column y, Span span) {
        return () -> addNow(sign, p, x, y, span);
    }

    private void addNow(double sign, Column p, Column x, Column y, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            addScaled(sign * p.get(e), x, e * spread, y, e * spread);
        }
    }

    @Override
    public void begin() {
        stills.forEach(Stills::look);
    }

    @Override
    public Runnable addStills(List<Still> added) {
        Stills all = new Stills(added);
        stills.add(all);
        return all;
    }

    /** Columns that stay what they are during a run: most directions are of another number, so beside them they are zero. */
    private final class Stills implements Runnable {
        private final List<Still> added;
        /** Where they are not zero: vector by vector, the columns, the element whose p counts, and the vector. */
        private Still[] still = new Still[0];

        private int[] element = new int[0];
        private int[] vector = new int[0];

        Stills(List<Still> added) {
            this.added = added;
        }

        void look() {
            List<Still> where = new ArrayList<>();
            IntStream.Builder elements = IntStream.builder(), vectors = IntStream.builder();
            for (Still one : added) {
                for (int e = one.span().from();
                        e < one.span().from() + one.span().real();
                        e++) {
                    for (int k = e * spread; k < e * spread + active; k += Lanes.COUNT) {
                        if (!isZero(one.x(), k)) {
                            where.add(one);
                            elements.add(e);
                            vectors.add(k);
                        }
                    }
                }
            }
            still = where.toArray(Still[]::new);
            element = elements.build().toArray();
            vector = vectors.build().toArray();
        }

        private static boolean isZero(Column x, int from) {
            for (int k = from; k < from + Lanes.COUNT; k++) {
                if (x.get(k) != 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void run() {
            for (int j = 0; j < vector.length; j++) {
                Still one = still[j];
                int k = vector[j];
                DoubleVector scale = DoubleVector.broadcast(
                        Lanes.SPECIES, one.sign() * one.p().get(element[j]));
                one.y().store(k, scale.fma(one.x().load(k), one.y().load(k)));
            }
        }
    }

    private void addScaled(double scale, Column x, int from, Column y, int to) {
        for (int k = 0; k < active; k += Lanes.COUNT) {
            y.store(to + k, DoubleVector.broadcast(Lanes.SPECIES, scale).fma(x.load(from + k), y.load(to + k)));
        }
    }

    @Override
    public Runnable assign(Column p, Column x, Column y, Span span) {
        return () -> assignNow(p, x, y, span);
    }

    private void assignNow(Column p, Column x, Column y, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            double factor = p.get(e);
            for (int k = e * spread; k < e * spread + active; k += Lanes.COUNT) {
                y.store(k, x.load(k).mul(factor));
            }
        }
    }

    @Override
    public Runnable feed(Column p, Column x, Column y, Span span) {
        return () -> feedNow(p, x, y, span);
    }

    private void feedNow(Column p, Column x, Column y, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            addScaled(p.get(e), x, e * spread, y, e * spread);
            x.fill(e * spread, e * spread + active, 0);
        }
    }

    @Override
    public Runnable collect(Column x, Column y, Span span) {
        return () -> collectNow(x, y, span);
    }

    private void collectNow(Column x, Column y, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            for (int k = e * spread; k < e * spread + active; k += Lanes.COUNT) {
                y.add(k, x.load(k));
                x.store(k, DoubleVector.zero(Lanes.SPECIES));
            }
        }
    }

    @Override
    public Runnable multiply(Column p, Column x, Span span) {
        return () -> multiplyNow(p, x, span);
    }

    private void multiplyNow(Column p, Column x, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            double factor = p.get(e);
            for (int k = e * spread; k < e * spread + active; k += Lanes.COUNT) {
                x.store(k, x.load(k).mul(factor));
            }
        }
    }

    @Override
    public Runnable copy(Column x, Column y, Span span) {
        return () -> copyNow(x, y, span);
    }

    private void copyNow(Column x, Column y, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            y.copyFrom(x, e * spread, e * spread + active);
        }
    }

    @Override
    public Runnable clear(Column x, Span span) {
        return () -> clearNow(x, span);
    }

    private void clearNow(Column x, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            x.fill(e * spread, e * spread + active, 0);
        }
    }

    @Override
    public Runnable part(Column p, Column q, Column x, Column y, Span span) {
        return () -> partNow(p, q, x, y, span);
    }

    private void partNow(Column p, Column q, Column x, Column y, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            double pe = p.get(e), qe = q.get(e);
            for (int k = e * spread; k < e * spread + active; k += Lanes.COUNT) {
                DoubleVector xk = x.load(k);
                y.store(k, xk.mul(qe));
                x.store(k, xk.mul(pe));
            }
        }
    }

    @Override
    public Runnable blend(Column p, Column q, Column x, Column y, Span span) {
        return () -> blendNow(p, q, x, y, span);
    }

    private void blendNow(Column p, Column q, Column x, Column y, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            double pe = p.get(e), qe = q.get(e);
            for (int k = e * spread; k < e * spread + active; k += Lanes.COUNT) {
                y.store(k, y.load(k).mul(pe).add(x.load(k).mul(qe)));
                x.store(k, DoubleVector.zero(Lanes.SPECIES));
            }
        }
    }

    @Override
    public Runnable axial(TreeSolver tree, Column u, Column x, Column bar) {
        return () -> tree.addAxialBars(u, x, bar, spread, active);
    }

    @Override
    public Runnable sum(double sign, Column p, Column x, Column bar, Span span) {
        return () -> sumNow(sign, p, x, bar, span);
    }

    private void sumNow(double sign, Column p, Column x, Column bar, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            addScaled(sign * p.get(e), x, e * spread, bar, 0);
        }
    }

    @Override
    public Runnable scatter(double sign, Column p, Between place, Column x, Block bar, Span span) {
        Column cursor = bar.cursor();
        return () -> scatterNow(sign, p, place, x, bar, cursor, span);
    }

    private void scatterNow(double sign, Column p, Between place, Column x, Block bar, Column cursor, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            int row = place.node().low(e) + place.offset();
            double weight = sign * p.get(e), f = place.fraction().get(e);
            cursor.moveTo(bar.base(row));
            addScaled((1 - f) * weight, x, e * spread, cursor, 0);
            cursor.moveTo(bar.base(row + place.stride()));
            addScaled(f * weight, x, e * spread, cursor, 0);
        }
    }

    @Override
    public Runnable solveTransposed(TreeSolver tree, Column d, Column x) {
        return () -> tree.solveTransposedMany(d, x, spread, active);
    }

    @Override
    public Runnable gather(double sign, int[] nodes, Column x, Column y) {
        return () -> gatherNow(sign, nodes, x, y);
    }

    private void gatherNow(double sign, int[] nodes, Column x, Column y) {
        for (int j = 0; j < nodes.length; j++) {
            addScaled(sign, x, nodes[j] * spread, y, j * spread);
        }
    }

    @Override
    public Runnable scatter(double sign, int[] nodes, Column x, Column y) {
        return () -> scatterNow(sign, nodes, x, y);
    }

    private void scatterNow(double sign, int[] nodes, Column x, Column y) {
        for (int j = 0; j < nodes.length; j++) {
            addScaled(sign, x, j * spread, y, nodes[j] * spread);
        }
    }

    @Override
    public Runnable spread(double sign, Column p, Column dot, Column x, Span span) {
        return () -> spreadNow(sign, p, dot, x, span);
    }

    private void spreadNow(double sign, Column p, Column dot, Column x, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            addScaled(sign * p.get(e), dot, 0, x, e * spread);
        }
    }

    @Override
    public Runnable gather(double sign, Column p, Between place, Block dot, Column x, Span span) {
        Column cursor = dot.cursor();
        return () -> gatherNow(sign, p, place, dot, cursor, x, span);
    }

    private void gatherNow(double sign, Column p, Between place, Block dot, Column cursor, Column x, Span span) {
        for (int e = span.from(); e < span.from() + span.real(); e++) {
            int row = place.node().low(e) + place.offset();
            double weight = sign * p.get(e), f = place.fraction().get(e);
            cursor.moveTo(dot.base(row));
            addScaled((1 - f) * weight, cursor, 0, x, e * spread);
            cursor.moveTo(dot.base(row + place.stride()));
            addScaled(f * weight, cursor, 0, x, e * spread);
        }
    }

    @Override
    public Runnable solve(TreeSolver tree, Column d, Column x) {
        return () -> tree.solveMany(d, x, spread, active);
    }

    @Override
    public Runnable axialTangent(TreeSolver tree, Column u, Column g, Column y) {
        return () -> tree.addAxialTangents(u, g, y, spread, active);
    }
}
