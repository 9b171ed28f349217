package dev.ranvier.benchmarks;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import java.util.List;
import java.util.Optional;

/** A batch ready to run: second-order scheme, dt 0.025 ms, a step current that makes the cell fire. */
final class Run implements AutoCloseable {
    static final int STEPS = 2000;

    final Batch batch;
    final Drive drive;
    private final ForwardSweep sweep;

    Run(Cell cell, int lanes, int rows) {
        batch = new Batch(cell, lanes, 0.025, rows, 1);
        drive = new Drive(batch, List.of(new Stimulus.Step(5, 40, 0.015)), Optional.empty());
        sweep = new ForwardSweep(batch, Scheme.STAGGERED, drive);
    }

    double forward() {
        sweep.run(STEPS, StepListener.NONE);
        return batch.voltageAt(STEPS).get(0);
    }

    @Override
    public void close() {
        batch.close();
    }
}
