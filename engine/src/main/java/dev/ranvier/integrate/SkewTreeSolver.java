package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/**
 * {@link TreeSolver} where a current between a node and its parent is not ohmic: {@code -A_cp}, in the equation of the node, and
 * {@code -A_pc}, in that of its parent, differ. They stand in {@link Batch#inChild} and {@link Batch#inParent}; along the other
 * links both are G.
 *
 * <pre>
 *   elimination, c from the leaves, p its parent:   flow = G (v_c - v_p)      r_c -= flow           r_p += flow
 *                                                   f = inParent / d_c        d_p -= f inChild      r_p += f r_c
 *   substitution, c from the root:                  x_root = r / d            x_c = (r_c + inChild x_p) / d_c
 * </pre>
 *
 * The transposed equations have the two the other way round.
 */
final class SkewTreeSolver extends TreeSolver {
    private final Column inChild;
    private final Column inParent;

    SkewTreeSolver(Batch batch) {
        super(batch);
        inChild = batch.inChild();
        inParent = batch.inParent();
    }

    @Override
    void solve(Column v, Column d, Column r) {
        solve(v, d, r, inChild, inParent);
    }

    @Override
    void solveTransposed(Column still, Column d, Column r) {
        solve(still, d, r, inParent, inChild);
    }

    private void solve(Column v, Column d, Column r, Column upper, Column lower) {
        if (width == 1) {
            eliminateOne(v, d, r, upper, lower);
            substituteOne(d, r, upper);
        } else {
            for (int lane = 0; lane < width; lane += Lanes.COUNT) {
                eliminate(lane, v, d, r, upper, lower);
                substitute(lane, d, r, upper);
            }
        }
    }

    @Override
    void solveAgain(Column d, Column r) {
        if (width == 1) {
            eliminateOneAgain(d, r);
            substituteOne(d, r, inChild);
        } else {
            for (int lane = 0; lane < width; lane += Lanes.COUNT) {
                eliminateAgain(lane, d, r);
                substitute(lane, d, r, inChild);
            }
        }
    }

    private void eliminate(int lane, Column v, Column d, Column r, Column upper, Column lower) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j] + lane, p = parents[j] + lane;
            DoubleVector flow = v.load(c).sub(v.load(p)).mul(g.load(c)),
                    rc = r.load(c).sub(flow);
            DoubleVector inverse = one().div(d.load(c)), f = lower.load(c).mul(inverse);
            r.store(c, rc);
            d.store(c, inverse);
            r.store(p, f.fma(rc, r.load(p).add(flow)));
            d.store(p, f.neg().fma(upper.load(c), d.load(p)));
        }
    }

    private void eliminateAgain(int lane, Column d, Column r) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j] + lane, p = parents[j] + lane;
            r.store(p, inParent.load(c).mul(d.load(c)).fma(r.load(c), r.load(p)));
        }
    }

    private void substitute(int lane, Column d, Column r, Column upper) {
        for (int j = links.length - 1; j >= 0; j--) {
            int c = links[j] + lane, p = parents[j] + lane;
            r.store(c, upper.load(c).fma(r.load(p), r.load(c)).mul(d.load(c)));
        }
    }

    private void eliminateOne(Column v, Column d, Column r, Column upper, Column lower) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j], p = parents[j];
            double flow = (v.get(c) - v.get(p)) * g.get(c), rc = r.get(c) - flow;
            double inverse = 1 / d.get(c), f = lower.get(c) * inverse;
            r.set(c, rc);
            d.set(c, inverse);
            r.set(p, Math.fma(f, rc, r.get(p) + flow));
            d.set(p, Math.fma(-f, upper.get(c), d.get(p)));
        }
    }

    private void eliminateOneAgain(Column d, Column r) {
        for (int j = 0; j < links.length; j++) {
            int c = links[j], p = parents[j];
            r.set(p, Math.fma(inParent.get(c) * d.get(c), r.get(c), r.get(p)));
        }
    }

    private void substituteOne(Column d, Column r, Column upper) {
        for (int j = links.length - 1; j >= 0; j--) {
            int c = links[j];
            r.set(c, Math.fma(upper.get(c), r.get(parents[j]), r.get(c)) * d.get(c));
        }
    }

    @Override
    void solveTransposedMany(Column d, Column r, int spread, int active) {
        solveMany(d, r, spread, active, inParent, inChild);
    }

    @Override
    void solveMany(Column d, Column r, int spread, int active) {
        solveMany(d, r, spread, active, inChild, inParent);
    }

    private void solveMany(Column d, Column r, int spread, int active, Column upper, Column lower) {
        int root = links.length - 1;
        for (int j = 0; j <= root; j++) {
            int c = links[j], p = parents[j];
            double inverse = 1 / d.get(c), f = lower.get(c) * inverse;
            d.set(c, inverse);
            if (j < root) {
                d.set(p, Math.fma(-f, upper.get(c), d.get(p)));
                addScaled(f, r, c * spread, p * spread, active);
            }
        }
        for (int j = root; j >= 0; j--) {
            int c = links[j];
            if (j < root) {
                addScaled(upper.get(c), r, parents[j] * spread, c * spread, active);
            }
            scale(d.get(c), r, c * spread, active);
        }
    }
}
