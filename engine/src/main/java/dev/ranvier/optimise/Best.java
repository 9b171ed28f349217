package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The lowest point of a run so far. */
public final class Best {
    private double[] point;
    private double value = Double.POSITIVE_INFINITY;
    /** The value, and the step, that patience counts from. */
    private double mark = Double.POSITIVE_INFINITY;

    private int markStep;

    Best(double[] start) {
        point = start;
    }

    /** The point; a copy. */
    public double[] point() {
        return point.clone();
    }

    /** The value there; infinite if there has been none. */
    public double value() {
        return value;
    }

    /** Takes note of where a step has led. */
    void note(Optimiser<?, ?> at) {
        if (at.value() < value) {
            value = at.value();
            point = at.point();
        }
    }

    /** Whether patience is at its end, {@code step} steps having been taken. */
    boolean isStale(int step, EarlyStopping stopping) {
        if (value < mark - stopping.leastGain() * Math.abs(mark) || mark == Double.POSITIVE_INFINITY) {
            mark = value;
            markStep = step;
        }
        return step - markStep >= stopping.patience();
    }

    void save(DataOutput out) throws IOException {
        Snapshot.write(out, point);
        Snapshot.write(out, new double[] {value, mark});
        out.writeInt(markStep);
    }

    void restore(DataInput in) throws IOException {
        point = Snapshot.readFinite(in);
        double[] two = Snapshot.read(in);
        value = Snapshot.value(two[0]);
        mark = two[1];
        markStep = in.readInt();
    }
}
