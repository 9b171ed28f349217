package dev.ranvier.benchmarks;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import java.util.List;
import java.util.Optional;

/** A batch with its drive and sweep, ready to run; to be used on the thread that made it. Second-order scheme. */
final class ForwardRun implements AutoCloseable {
    static final Scheme SCHEME = Scheme.STAGGERED;

    private final Batch batch;
    private final Drive drive;
    private final ForwardSweep sweep;

    private ForwardRun(Cell cell, List<Stimulus> stimuli, double dt_ms, int rows) {
        batch = new Batch(cell, stimuli.size(), dt_ms, rows);
        drive = new Drive(batch, stimuli, Optional.empty());
        sweep = new ForwardSweep(batch, SCHEME, drive);
    }

    /** Two rows in turn, as for a plain simulation. */
    static ForwardRun plain(Cell cell, List<Stimulus> stimuli, double dt_ms) {
        return new ForwardRun(cell, stimuli, dt_ms, 2);
    }

    /** All rows of {@code steps} steps, for a reverse sweep. */
    static ForwardRun keepingRows(Cell cell, List<Stimulus> stimuli, double dt_ms, int steps) {
        return new ForwardRun(cell, stimuli, dt_ms, steps + 2);
    }

    List<Divergence> run(int steps) {
        return sweep.run(steps, StepListener.NONE);
    }

    List<Divergence> run(int steps, StepListener listener) {
        return sweep.run(steps, listener);
    }

    Batch batch() {
        return batch;
    }

    Drive drive() {
        return drive;
    }

    /** Voltage of a lane in row {@code n}, which must be the last one or a kept one. */
    double voltage_mV(int n, int lane) {
        return batch.rows().voltageAt(n).get(lane);
    }

    @Override
    public void close() {
        batch.close();
    }
}
