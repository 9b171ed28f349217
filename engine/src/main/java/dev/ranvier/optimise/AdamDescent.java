package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** {@link AdamW} along clipped gradients, with a rate that follows a schedule. It never converges; it ends when it diverges. */
public final class AdamDescent extends Descent<double[], Evaluation> {
    private final AdamW adam;
    private final Schedule schedule;
    private final double clip;
    private double[] next;

    /** From {@code start}; gradients longer than {@code clip} are shortened to it, which infinity leaves out. */
    public AdamDescent(double[] start, Schedule schedule, double decay, double clip) {
        super(start);
        this.adam = new AdamW(start.length, decay);
        this.schedule = schedule;
        this.clip = clip;
        this.next = start.clone();
    }

    @Override
    double[] question() {
        return next.clone();
    }

    @Override
    public void tell(Evaluation evaluation) {
        if (!evaluation.isFinite()) {
            end(Status.DIVERGED);
            return;
        }
        moveTo(next, evaluation.value());
        double[] gradient = evaluation.gradient().clone();
        AdamW.clip(gradient, clip);
        adam.step(next, gradient, schedule.rate(steps()));
        countStep();
    }

    @Override
    void saveRest(DataOutput out) throws IOException {
        adam.save(out);
        Snapshot.write(out, next);
    }

    @Override
    void restoreRest(DataInput in) throws IOException {
        adam.restore(in);
        next = Snapshot.read(in);
    }
}
