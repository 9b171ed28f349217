package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.VectorOperators;

/** The main loop: all lanes of a batch, from their initial state, step by step. */
public final class ForwardSweep {
    private final Batch batch;
    private final Scheme scheme;
    private final Stepper stepper;
    private final Optional<PackedStep> packed;
    private final boolean[] diverged;
    private final List<Divergence> divergences = new ArrayList<>();
    private int end;

    /** A sweep over {@code batch}; the drive must belong to the same batch. */
    public ForwardSweep(Batch batch, Scheme scheme, Drive drive) {
        this.batch = batch;
        this.scheme = scheme;
        this.stepper = new Stepper(batch, scheme, drive);
        this.packed = stepper.packed();
        this.diverged = new boolean[batch.lanes()];
    }

    /** As {@link #run(Start, int, StepListener)}, from the cell's initial voltage. */
    public List<Divergence> run(int steps, StepListener listener) {
        return run(new Start.AtVoltage(), steps, listener);
    }

    /**
     * Computes {@code steps} rows after the first, which is row 0, or that of a saved state, and, with
     * {@link Scheme#STAGGERED}, the gates of one row more.
     *
     * @return lanes whose voltage became infinite or NaN, in order of time; the other lanes are not affected
     */
    public List<Divergence> run(Start start, int steps, StepListener listener) {
        divergences.clear();
        java.util.Arrays.fill(diverged, false);
        int first = stepper.begin(start);
        packed.ifPresent(PackedStep::prepare);
        end = first + steps;
        for (int n = first; n < end; n++) {
            if (!step(n, listener)) {
                report(n);
            }
        }
        if (scheme.gatesFirst()) {
            stepper.advanceGates(end, end);
        }
        listener.at(end);
        return List.copyOf(divergences);
    }

    /** Returns whether all voltages are finite. */
    private boolean step(int n, StepListener listener) {
        if (packed.isPresent()) {
            boolean isFinite = Double.isFinite(packed.get().step(n));
            listener.at(n);
            return isFinite;
        }
        if (scheme.gatesFirst()) {
            stepper.advanceGates(n, n);
            listener.at(n);
            stepper.advanceVoltage(n, n + 1);
        } else {
            listener.at(n);
            stepper.advanceVoltage(n, n);
            stepper.advanceGates(n, n + 1);
        }
        return isFinite(n);
    }

    /** The steps from row {@code from} to row {@code to} of the last run once more, to the same bits; row {@code from} is there. */
    void runAgain(int from, int to) {
        for (int n = from; n < to; n++) {
            step(n, StepListener.NONE);
        }
    }

    /** What the last run has reached, for another to go on from. */
    public State state() {
        return State.of(batch, scheme, end);
    }

    private boolean isFinite(int n) {
        Column next = batch.otherVoltageAt(n + 1);
        for (int k = 0; k < batch.elements(); k += Lanes.COUNT) {
            if (!next.load(k).test(VectorOperators.IS_FINITE).allTrue()) {
                return false;
            }
        }
        return true;
    }

    /** A lane is lost with its first voltage, as the others follow in the next step; names the wildest before. */
    private void report(int n) {
        int root = batch.element(0);
        for (int lane = 0; lane < batch.lanes(); lane++) {
            if (!diverged[lane] && isLost(lane, batch.otherVoltageAt(n + 1))) {
                diverged[lane] = true;
                Column last = batch.otherVoltageAt(n);
                int wildest = root;
                for (int e = 0; e < batch.elements(); e += batch.width()) {
                    if (Math.abs(last.get(e + lane)) > Math.abs(last.get(wildest + lane))) {
                        wildest = e;
                    }
                }
                divergences.add(
                        new Divergence(lane, batch.node(wildest), (n + 1) * batch.dt_ms(), last.get(wildest + lane)));
            }
        }
    }

    private boolean isLost(int lane, Column next) {
        for (int e = 0; e < batch.elements(); e += batch.width()) {
            if (!Double.isFinite(next.get(e + lane))) {
                return true;
            }
        }
        return false;
    }
}
