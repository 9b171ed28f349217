package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** {@link AdamW} along clipped gradients, with a rate that follows a schedule. It never converges; it ends when it diverges. */
public final class AdamDescent implements Optimiser<double[], Evaluation> {
    private static final String KIND = "AdamDescent";
    private static final int VERSION = 1;

    private final AdamW adam;
    private final Schedule schedule;
    private final double clip;
    private double[] next;
    private double[] point;
    private double value = Double.POSITIVE_INFINITY;
    private int steps;
    private Status status = Status.RUNNING;

    /** From {@code start}; gradients longer than {@code clip} are shortened to it, which infinity leaves out. */
    public AdamDescent(double[] start, Schedule schedule, double decay, double clip) {
        this.adam = new AdamW(start.length, decay);
        this.schedule = schedule;
        this.clip = clip;
        this.next = start.clone();
        this.point = start.clone();
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public double[] ask() {
        if (status != Status.RUNNING) {
            throw new IllegalStateException("it has no question: " + status);
        }
        return next.clone();
    }

    @Override
    public void tell(Evaluation evaluation) {
        if (!evaluation.isFinite()) {
            status = Status.DIVERGED;
            return;
        }
        point = next.clone();
        value = evaluation.value();
        double[] gradient = evaluation.gradient().clone();
        AdamW.clip(gradient, clip);
        adam.step(next, gradient, schedule.rate(steps));
        steps++;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public double[] point() {
        return point.clone();
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Snapshot.begin(out, KIND, VERSION, point.length);
        adam.save(out);
        Snapshot.write(out, next);
        Snapshot.write(out, point);
        out.writeDouble(value);
        out.writeInt(steps);
        Snapshot.write(out, status);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        Snapshot.expect(in, KIND, VERSION, point.length);
        adam.restore(in);
        next = Snapshot.read(in);
        point = Snapshot.read(in);
        value = in.readDouble();
        steps = in.readInt();
        status = Snapshot.read(in, Status.class);
    }
}
