package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.util.List;

/**
 * A run that can be followed back: {@link ForwardSweep} and {@link ReverseSweep} in the memory of a {@link Checkpoints} plan.
 * Derivatives are the same bits under every plan.
 */
public final class DifferentiatedRun {
    private final Batch batch;
    private final RunStart start;
    private final int first;
    private final Checkpoints plan;
    private final ForwardSweep forward;
    private final ReverseSweep reverse;
    private final Block aside;
    private final Column row;
    private final Column place;
    /** The segment whose rows are in the batch. */
    private int present;

    /** A run of a batch that has the rows of the plan; derivatives are added to {@code bars}, one cotangent a lane. */
    public DifferentiatedRun(
            Batch batch, Scheme scheme, Drive drive, RunStart start, Checkpoints plan, Differentials bars) {
        if (batch.rows().count() < plan.batchRows()) {
            throw new IllegalArgumentException(
                    "the batch keeps " + batch.rows().count() + " rows, the plan needs " + plan.batchRows());
        }
        this.batch = batch;
        this.start = start;
        this.first = start.firstRow();
        this.plan = plan;
        forward = new ForwardSweep(batch, scheme, drive);
        reverse = ReverseSweep.lanewise(batch, scheme, drive, bars);
        aside = new Block(batch.arena(), plan.rowsAside(), batch.rows().rowLength());
        row = batch.rows().stateCursor();
        place = aside.cursor();
    }

    /** The run; see {@link ForwardSweep#run(RunStart, int, StepListener)}. */
    public List<Divergence> forward(StepListener listener) {
        present = plan.segments() - 1;
        return forward.run(start, plan.steps(), n -> {
            if ((n - first) % plan.segment() == 0 && (n - first) / plan.segment() < plan.rowsAside()) {
                find(n);
                place.copyFrom(row, 0, batch.rows().rowLength());
            }
            listener.at(n);
        });
    }

    /**
     * The way back, as often as is wanted; cotangents must start at zero, but for those by what another run went on from. The source sees
     * row n when it is called for n, from the last to the first.
     */
    public void reverse(ReverseSweep.Source source) {
        reverse.prepare();
        reverse.end(first + plan.steps(), source);
        for (int k = plan.segments() - 1; k >= 0; k--) {
            int from = first + k * plan.segment(), to = Math.min(from + plan.segment(), first + plan.steps());
            if (k != present) {
                find(from);
                row.copyFrom(place, 0, batch.rows().rowLength());
                forward.runAgain(from, to);
                present = k;
            }
            reverse.steps(to, from, source);
        }
        reverse.begin(start);
    }

    /** Points to row n in the batch, and to its place aside. */
    private void find(int n) {
        row.moveTo(batch.rows().voltageBase(n));
        place.moveTo(aside.base((n - first) / plan.segment()));
    }
}
