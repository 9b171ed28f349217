package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.SampledSignal;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The lead of an {@link Experiment} in a batch of its own, as its steps are longer: with the voltage held to the recording gates
 * have only to follow. A step ends at the voltage of a sample: what is between samples on a straight line is lower than a spike. Shortly before
 * its end the experiment's own batch goes on, for what is fast.
 */
final class Lead implements AutoCloseable {
    /** By which a strong clamp does not let the voltage swing around what it holds, as the other does where steps are long. */
    private static final Scheme SCHEME = Scheme.IMPLICIT_EULER;
    /** Three steps or more a spike. */
    private static final double LONGEST_STEP_ms = 0.3;
    /** So much of the lead is left to the experiment's own batch. */
    private static final double LEFT_ms = 20;

    /** Keeps a step that is a multiple of the sampling interval from losing a sample. */
    private static final double ROUNDING = 1e-9;

    final Batch batch;
    final Drive drive;
    final int steps;
    /** The sample of the recording to which it leads. */
    final int sample;

    private final ForwardSweep forward;
    private final InitialCondition start;

    private Lead(FreeRun model, Experiment experiment, int lanes, int rows, int steps, int samplesPerStep) {
        start = model.start();
        this.steps = steps;
        sample = steps * samplesPerStep;
        double dt_ms = samplesPerStep * experiment.recorded().interval_ms();
        batch = new Batch(model.cell(), lanes, dt_ms, rows, experiment.nodes());
        drive = experiment.drive(batch);
        experiment.hold(batch, drive, Experiment.LEAD_mS_per_cm2, ClampWindows.ALWAYS);
        SampledSignal recorded = experiment.recorded();
        drive.clampBy(middle_ms -> recorded.linear(middle_ms + dt_ms / 2), _ -> true);
        forward = new ForwardSweep(batch, SCHEME, drive);
    }

    /** The lead of an experiment in so many lanes, if there is one worth a batch, which keeps as many rows as its steps ask for. */
    static Optional<Lead> of(FreeRun model, Experiment experiment, int lanes, IntUnaryOperator rows) {
        double interval_ms = experiment.recorded().interval_ms();
        int samplesPerStep = Math.max(1, (int) (LONGEST_STEP_ms / interval_ms * (1 + ROUNDING)));
        int steps = (int) ((experiment.lead_ms() - LEFT_ms) / (samplesPerStep * interval_ms) * (1 + ROUNDING));
        return steps > 0
                ? Optional.of(new Lead(model, experiment, lanes, rows.applyAsInt(steps), steps, samplesPerStep))
                : Optional.empty();
    }

    /** Runs all lanes. */
    void run(StepListener next) {
        forward.run(start, steps, next);
    }

    /** A run that can be followed back. */
    DifferentiatedRun differentiated(Checkpoints plan, Differentials bars) {
        return new DifferentiatedRun(batch, SCHEME, drive, start, plan, bars);
    }

    /** Puts what a run has led to into a row of the experiment's own batch. */
    void handTo(Batch goingOn, int row) {
        goingOn.rows().copyFrom(batch.rows(), steps, row);
    }

    /** What carries tangents beside it to where those of the experiment's own batch begin. */
    TangentSweep tangents(List<Differentials> directions) {
        return new TangentSweep(batch, SCHEME, drive, start, directions, _ -> {});
    }

    @Override
    public void close() {
        batch.close();
    }
}
