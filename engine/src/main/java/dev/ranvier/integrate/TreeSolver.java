package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;

/**
 * Solves {@code A x = r} with {@code A = diag(d) - (G_cn)}, G the conductances of a tree, in O(nodes): elimination from the
 * leaves to the root, substitution back. Hines, Int. J. Biomed. Comput. 15 (1984) 69. A is symmetric, so the same solve serves
 * the reverse sweep; where it is not, there is {@link SkewTreeSolver}.
 *
 * <p>The root hangs on itself with no conductance, which makes it a node like the others. Nodes come by depth and not branch by
 * branch: neighbours in the order do not wait for each other's divisions. With one lane the loops are scalar, and do the same
 * operations on the same numbers as the vector loops.
 */
class TreeSolver {
    final int width;
    final int[] links;
    final int[] parents;
    final Column g;

    TreeSolver(Batch batch) {
        width = batch.width();
        int root = batch.element(0);
        links = IntStream.concat(IntStream.of(batch.links()), IntStream.of(root))
                .toArray();
        parents = IntStream.concat(IntStream.of(batch.parents()), IntStream.of(root))
                .toArray();
        g = batch.axialConductance_uS();
    }

    /** The solver for the links that a batch has. */
    static TreeSolver of(Batch batch) {
        return batch.kinds().links().isEmpty() ? new TreeSolver(batch) : new SkewTreeSolver(batch);
    }

    /** {@code d_c += sum of G_cn} over the neighbours. */
    void addConductances(Column d) {
        for (int j = 0; j < links.length; j++) {
            for (int lane = 0; lane < width; lane++) {
                int c = links[j] + lane, p = parents[j] + lane;
                d.set(c, d.get(c) + g.get(c));
                d.set(p, d.get(p) + g.get(c));
            }
        }
    }

    /**
     * {@code r += sum of G_cn (v_n - v_c)}, then {@code r = A^-1 r}. Modifies r and d.
     *
     * <pre>
     *   elimination, c from the leaves, p its parent:   flow = G (v_c - v_p)    r_c -= flow    r_p += flow
     *                                                   f = G / d_c             d_p -= f G     r_p += f r_c
     *   substitution, c from the root:                  x_root = r / d          x_c = (r_c + G x_p) / d_c
     * </pre>
     */
    void solve(Column v, Column d, Column r) {
        if (width == 1) {
            eliminateOne(v, d, r);
            substituteOne(d, r);
        } else {
            for (int lane = 0; lane < width; lane += Lanes.COUNT) {
                eliminate(lane, v, d, r);
                substitute(lane, d, r);
            }
        }
    }

    /** {@code r = A^-T r}, given equal voltages everywhere, between which no axial current flows. Modifies r and d. */
    void solveTransposed(Column still, Column d, Column r) {
        solve(still, d, r);
    }

    /** Whether there is nothing but the root, for which {@link #divide} does the same as {@link #solve} in one go. */
    boolean isRootAlone() {
        return links.length == 1;
    }

    /** {@code r = r / d} as {@link #solve} would round it. */
    void divide(Column d, Column r) {
        if (width == 1) {
            r.set(0, r.get(0) * (1 / d.get(0)));
        }
        for (int k = 0; k < width / Lanes.COUNT * Lanes.COUNT; k += Lanes.COUNT) {
            r.store(k, r.load(k).mul(one().div(d.load(k))));
        }
    }

    /** {@code r = A^-1 r} once more, with d as the last solution of this A has left it. */
    void solveAgain(Column d, Column r) {
        if (width == 1) {
            eliminateOneAgain(d, r);
            substituteOne(d, r);
        } else {
            for (int lane = 0; lane < width; lane += Lanes.COUNT) {
                eliminateAgain(lane, d, r);
                substitute(lane, d, r);
            }
        }
    }

    /** One vector of lanes, the first of which is {@code lane}. */
    private void eliminate(int lane, Column v, Column d, Column r) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j] + lane, p = parents[j] + lane;
            DoubleVector gc = g.load(c),
                    flow = v.load(c).sub(v.load(p)).mul(gc),
                    rc = r.load(c).sub(flow);
            DoubleVector inverse = one().div(d.load(c)), f = gc.mul(inverse);
            r.store(c, rc);
            d.store(c, inverse);
            r.store(p, f.fma(rc, r.load(p).add(flow)));
            d.store(p, f.neg().fma(gc, d.load(p)));
        }
    }

    private void eliminateAgain(int lane, Column d, Column r) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j] + lane, p = parents[j] + lane;
            r.store(p, g.load(c).mul(d.load(c)).fma(r.load(c), r.load(p)));
        }
    }

    private void substitute(int lane, Column d, Column r) {
        for (int j = links.length - 1; j >= 0; j--) {
            int c = links[j] + lane, p = parents[j] + lane;
            r.store(c, g.load(c).fma(r.load(p), r.load(c)).mul(d.load(c)));
        }
    }

    private void eliminateOne(Column v, Column d, Column r) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j], p = parents[j];
            double gc = g.get(c), flow = (v.get(c) - v.get(p)) * gc, rc = r.get(c) - flow;
            double inverse = 1 / d.get(c), f = gc * inverse;
            r.set(c, rc);
            d.set(c, inverse);
            r.set(p, Math.fma(f, rc, r.get(p) + flow));
            d.set(p, Math.fma(-f, gc, d.get(p)));
        }
    }

    private void eliminateOneAgain(Column d, Column r) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j], p = parents[j];
            r.set(p, Math.fma(g.get(c) * d.get(c), r.get(c), r.get(p)));
        }
    }

    private void substituteOne(Column d, Column r) {
        for (int j = links.length - 1; j >= 0; j--) {
            int c = links[j];
            r.set(c, Math.fma(g.get(c), r.get(parents[j]), r.get(c)) * d.get(c));
        }
    }

    /**
     * {@code r = A^-T r} for many right-hand sides of one lane: node {@code e} has {@code active} of them, from element
     * {@code e spread} of r. Modifies r and d.
     */
    void solveTransposedMany(Column d, Column r, int spread, int active) {
        int root = links.length - 1;
        for (int j = 0; j <= root; j++) {
            int c = links[j], p = parents[j];
            double gc = g.get(c), inverse = 1 / d.get(c), f = gc * inverse;
            d.set(c, inverse);
            if (j < root) {
                d.set(p, Math.fma(-f, gc, d.get(p)));
                addScaled(f, r, c * spread, p * spread, active);
            }
        }
        for (int j = root; j >= 0; j--) {
            int c = links[j];
            if (j < root) {
                addScaled(g.get(c), r, parents[j] * spread, c * spread, active);
            }
            scale(d.get(c), r, c * spread, active);
        }
    }

    /** {@code r = A^-1 r}, laid out as in {@link #solveTransposedMany}. */
    void solveMany(Column d, Column r, int spread, int active) {
        solveTransposedMany(d, r, spread, active);
    }

    /**
     * The reverse of the axial currents {@code G_c (x_p - x_c)} into c, and the opposite into p, by G: {@code bar_c -= (u_c - u_p)
     * (x_c - x_p)} with x the cotangent of a current.
     */
    void addAxialBars(Column u, Column x, Column bar) {
        for (int j = 0; j < links.length - 1; j++) {
            for (int lane = 0; lane < width; lane++) {
                int c = links[j] + lane, p = parents[j] + lane;
                bar.set(c, bar.get(c) - (u.get(c) - u.get(p)) * (x.get(c) - x.get(p)));
            }
        }
    }

    /** The same for many cotangents of one lane, laid out as in {@link #solveTransposedMany}. */
    void addAxialBars(Column u, Column x, Column bar, int spread, int active) {
        for (int j = 0; j < links.length - 1; j++) {
            int c = links[j], p = parents[j];
            double fall = u.get(c) - u.get(p);
            for (int k = 0; k < active; k += Lanes.COUNT) {
                DoubleVector difference = x.load(c * spread + k).sub(x.load(p * spread + k));
                bar.store(c * spread + k, difference.mul(-fall).add(bar.load(c * spread + k)));
            }
        }
    }

    /** Adds the tangent of the axial currents by their conductances: {@code r_c -= (u_c - u_p) gDot_c}, the opposite at p. */
    void addAxialTangents(Column u, Column gDot, Column r) {
        for (int j = 0; j < links.length - 1; j++) {
            for (int lane = 0; lane < width; lane++) {
                int c = links[j] + lane, p = parents[j] + lane;
                double flow = (u.get(c) - u.get(p)) * gDot.get(c);
                r.set(c, r.get(c) - flow);
                r.set(p, r.get(p) + flow);
            }
        }
    }

    /** The same for many directions of one lane, laid out as in {@link #solveTransposedMany}. */
    void addAxialTangents(Column u, Column gDot, Column r, int spread, int active) {
        for (int j = 0; j < links.length - 1; j++) {
            int c = links[j], p = parents[j];
            double fall = u.get(c) - u.get(p);
            for (int k = 0; k < active; k += Lanes.COUNT) {
                DoubleVector flow = gDot.load(c * spread + k).mul(fall);
                r.store(c * spread + k, r.load(c * spread + k).sub(flow));
                r.store(p * spread + k, r.load(p * spread + k).add(flow));
            }
        }
    }

    /** {@code r[to..] += factor r[from..]}. */
    static void addScaled(double factor, Column r, int from, int to, int count) {
        for (int k = 0; k < count; k += Lanes.COUNT) {
            r.store(to + k, DoubleVector.broadcast(Lanes.SPECIES, factor).fma(r.load(from + k), r.load(to + k)));
        }
    }

    static void scale(double factor, Column r, int from, int count) {
        for (int k = from; k < from + count; k += Lanes.COUNT) {
            r.store(k, r.load(k).mul(factor));
        }
    }

    static DoubleVector one() {
        return DoubleVector.broadcast(Lanes.SPECIES, 1);
    }
}
