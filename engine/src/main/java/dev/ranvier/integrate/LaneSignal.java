package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Signal;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A signal of a drive in the lanes of a batch, and its mean over each step. Steps are prepared in blocks of {@value #STEPS}, so
 * memory does not grow with the run.
 *
 * @param <S> the kind of signal
 */
public final class LaneSignal<S extends Signal<S>> {
    private static final int STEPS = 64;

    private final Batch batch;
    private final Mean<S> mean;
    private final double early;
    private final Block means;
    private final Column row;
    private List<S> signals;
    private long firstStep;
    /** The step after the last that is prepared. */
    private long endStep;

    private boolean constant;

    /** The mean of a signal over an interval. */
    @FunctionalInterface
    interface Mean<S> {
        double of(S signal, double from_ms, double to_ms);
    }

    /** One signal for all lanes, or one a lane. */
    LaneSignal(Batch batch, List<S> signals, Mean<S> mean) {
        this(batch, signals, mean, 0);
    }

    /** The same, of intervals that begin and end a share {@code early} of a step before the steps. */
    LaneSignal(Batch batch, List<S> signals, Mean<S> mean, double early) {
        if (signals.size() != 1 && signals.size() != batch.lanes()) {
            throw new IllegalArgumentException("one signal, or one for each of " + batch.lanes()
                    + " lanes, is needed at every place: signals=" + signals.size());
        }
        this.batch = batch;
        this.mean = mean;
        this.early = early;
        this.signals = new ArrayList<>(signals);
        means = new Block(batch.arena(), STEPS, Math.max(Lanes.PADDING, batch.width()));
        row = means.cursor();
    }

    /** The signal of a lane. */
    public S of(int lane) {
        return signals.get(signals.size() == 1 ? 0 : lane);
    }

    /** Gives a lane another signal, which as many numbers describe as the one before. */
    public void set(int lane, S signal) {
        if (signal.parameters() != of(lane).parameters()) {
            throw new IllegalArgumentException("another signal of a lane needs " + of(lane).parameters()
                    + " numbers, as the one before: " + signal.parameters());
        }
        if (signals.size() < batch.lanes()) {
            signals = new ArrayList<>(Collections.nCopies(batch.lanes(), signals.getFirst()));
        }
        signals.set(lane, signal);
        endStep = firstStep;
    }

    /**
     * Lets another say what the signal is, from now on and until {@link #set}: the means of every step are what stands in this column,
     * zero at first, one value a lane.
     */
    public Column held() {
        firstStep = 0;
        endStep = Long.MAX_VALUE;
        constant = true;
        Column held = means.column(0);
        held.fill(0, batch.width(), 0);
        return held;
    }

    /** The means over step {@code n} in every lane. */
    Column means(long n) {
        if (n < firstStep || n >= endStep) {
            prepare(n / STEPS * STEPS);
        }
        row.moveTo(means.base(constant ? 0 : n - firstStep));
        return row;
    }

    /** Fills the block that starts at step {@code first}: one row where no lane's signal changes in it, else all. */
    private void prepare(long first) {
        firstStep = first;
        endStep = first + STEPS;
        constant = true;
        for (S signal : signals) {
            constant &= signal.isConstant(from_ms(first), from_ms(first + STEPS));
        }
        for (int s = 0; s < (constant ? 1 : STEPS); s++) {
            row.moveTo(means.base(s));
            double from_ms = from_ms(first + s), to_ms = from_ms(first + s + 1);
            for (int lane = 0; lane < signals.size(); lane++) {
                row.set(lane, mean.of(signals.get(lane), from_ms, to_ms));
            }
            row.fill(signals.size(), batch.width(), row.get(0));
        }
    }

    /** Where the interval of step {@code n} begins. */
    double from_ms(long n) {
        return (n - early) * batch.dt_ms();
    }
}
