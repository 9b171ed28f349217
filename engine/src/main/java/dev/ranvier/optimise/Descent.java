package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What every optimiser of this package keeps: where it stands, how high, after how many steps, and whether it goes on. */
abstract sealed class Descent<Q, A> implements Optimiser<Q, A> permits AdamDescent, DampedDescent, Lbfgs {
    /** Of the layout of saved states. */
    private static final int VERSION = 1;

    private double[] point;
    private double value = Double.POSITIVE_INFINITY;
    private int steps;
    private Status status = Status.RUNNING;

    Descent(double[] start) {
        point = start.clone();
    }

    /** The question of a run that goes on. */
    abstract Q question();

    /** Writes what else there is. */
    abstract void saveRest(DataOutput out) throws IOException;

    abstract void restoreRest(DataInput in) throws IOException;

    /** Whether the value at the start is known. */
    final boolean hasStarted() {
        return value < Double.POSITIVE_INFINITY;
    }

    /** Stands at a point from now on. */
    final void moveTo(double[] there, double valueThere) {
        point = there.clone();
        value = valueThere;
    }

    final void countStep() {
        steps++;
    }

    final void end(Status how) {
        status = how;
    }

    /** Where it stands; not a copy. */
    final double[] here() {
        return point;
    }

    @Override
    public final Status status() {
        return status;
    }

    @Override
    public final Q ask() {
        if (status != Status.RUNNING) {
            throw new IllegalStateException("it has no question: " + status);
        }
        return question();
    }

    @Override
    public final int steps() {
        return steps;
    }

    @Override
    public final double[] point() {
        return point.clone();
    }

    @Override
    public final double value() {
        return value;
    }

    @Override
    public final void save(DataOutput out) throws IOException {
        Snapshot.begin(out, getClass().getSimpleName(), VERSION, point.length);
        Snapshot.write(out, point);
        out.writeDouble(value);
        out.writeInt(steps);
        Snapshot.write(out, status);
        saveRest(out);
    }

    @Override
    public final void restore(DataInput in) throws IOException {
        Snapshot.expect(in, getClass().getSimpleName(), VERSION, point.length);
        point = Snapshot.readFinite(in);
        value = Snapshot.value(in.readDouble());
        steps = in.readInt();
        status = Snapshot.read(in, Status.class);
        restoreRest(in);
    }
}
