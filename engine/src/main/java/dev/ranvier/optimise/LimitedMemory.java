package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The inverse Hessian of L-BFGS as the last pairs {@code s = x' - x}, {@code y = g' - g}. Nocedal and Wright, Numerical
 * Optimization (2006), algorithm 7.4 (the two loops), with the first matrix of eq. 7.20.
 */
final class LimitedMemory {
    private final int most;
    private final List<double[]> s = new ArrayList<>();
    private final List<double[]> y = new ArrayList<>();

    LimitedMemory(int most) {
        this.most = most;
    }

    boolean isEmpty() {
        return s.isEmpty();
    }

    void clear() {
        s.clear();
        y.clear();
    }

    /** Adds a pair if the curvature along it is positive, as it is after a step of {@link WolfeSearch} but for rounding. */
    void add(double[] step, double[] change) {
        if (!(Vectors.dot(step, change) > 0)) {
            return;
        }
        if (s.size() == most) {
            s.removeFirst();
            y.removeFirst();
        }
        s.add(step);
        y.add(change);
    }

    /** {@code -H g}. */
    double[] direction(double[] gradient) {
        double[] q = gradient.clone();
        double[] alpha = new double[s.size()];
        for (int i = s.size() - 1; i >= 0; i--) {
            alpha[i] = Vectors.dot(s.get(i), q) / Vectors.dot(s.get(i), y.get(i));
            Vectors.add(-alpha[i], y.get(i), q);
        }
        double scale = isEmpty() ? -1 : -Vectors.dot(s.getLast(), y.getLast()) / Vectors.dot(y.getLast(), y.getLast());
        for (int k = 0; k < q.length; k++) {
            q[k] *= scale;
        }
        for (int i = 0; i < s.size(); i++) {
            double beta = Vectors.dot(y.get(i), q) / Vectors.dot(s.get(i), y.get(i));
            Vectors.add(-alpha[i] - beta, s.get(i), q);
        }
        return q;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(s.size());
        for (int i = 0; i < s.size(); i++) {
            Snapshot.write(out, s.get(i));
            Snapshot.write(out, y.get(i));
        }
    }

    void restore(DataInput in) throws IOException {
        clear();
        int pairs = in.readInt();
        for (int i = 0; i < pairs; i++) {
            s.add(Snapshot.read(in));
            y.add(Snapshot.read(in));
        }
    }
}
