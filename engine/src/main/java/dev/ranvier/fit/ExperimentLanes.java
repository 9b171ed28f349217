package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Recorder;
import dev.ranvier.record.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One experiment in the lanes of a batch: what is looked at of it, how it is held, and its traces. */
final class ExperimentLanes implements AutoCloseable {
    /** Keeps a sampling interval that is a multiple of dt from being cut once more. */
    private static final double ROUNDING = 1e-9;
    /** Of the clamp under which a recording begins. */
    static final double LEAD_mS_per_cm2 = 300;

    final FitProblem problem;
    final int number;
    final Batch batch;
    final Drive drive;
    final int first;
    final int stride;
    private final Experiment experiment;
    private final Optional<VoltageClamp> clamp;
    private final ForwardSweep forward;
    private final Recorder recorder;
    private int horizon;

    /** Lays out experiment {@code number} of a problem; its batch keeps so many rows. */
    ExperimentLanes(FitProblem problem, int number, int lanes, int rows) {
        this.problem = problem;
        this.number = number;
        experiment = problem.experiments().get(number);
        horizon = samples();
        stride = stride(problem, number);
        batch = new Batch(problem.cell(), lanes, recording().interval_ms() / stride, rows, experiment.nodes());
        clamp = experiment.clamp(problem.cell().compartments());
        drive = experiment.drive(batch);
        experiment.first_mV().ifPresent(first_mV -> batch.initialVoltage_mV().fill(0, batch.elements(), first_mV));
        clamp(new Clamp.Off());
        first = problem.start().firstRow();
        forward = new ForwardSweep(batch, problem.scheme(), drive);
        recorder = new Recorder(batch, problem.scheme(), drive, observed(), first, stride, steps());
    }

    private static int stride(FitProblem problem, int number) {
        return stride(problem.experiments().get(number).recorded(), problem.dt_ms());
    }

    /** Steps from a sample to the next, none longer than {@code dt_ms}. */
    static int stride(SampledSignal recorded, double dt_ms) {
        return (int) Math.ceil(recorded.interval_ms() / dt_ms * (1 - ROUNDING));
    }

    /** Steps of a run of experiment {@code number} to its last sample. */
    static int steps(FitProblem problem, int number) {
        return (problem.experiments().get(number).recorded().length() - 1) * stride(problem, number);
    }

    private SampledSignal recording() {
        return experiment.recorded();
    }

    /** The quantity that was recorded. */
    List<Probe> observed() {
        return List.of(experiment.observed());
    }

    /** For the blocks. */
    ParameterBlock.Rig rig() {
        return new ParameterBlock.Rig(batch, drive, samples());
    }

    /** Holds all lanes to a recorded voltage; where a current was recorded, they are held by its clamp. */
    void clamp(Clamp how) {
        if (experiment.clamped().isPresent()) {
            return;
        }
        double lead_ms = experiment.lead_ms();
        switch (how) {
            case Clamp.Off _ when lead_ms > 0 -> clamp(LEAD_mS_per_cm2, ClampWindows.until(lead_ms));
            case Clamp.Off _ -> clamp(0, ClampWindows.ALWAYS);
            case Clamp.Steady(double conductance) -> clamp(conductance, ClampWindows.ALWAYS);
            case Clamp.Intermittent(double conductance, double held_ms, double free_ms, double phase) -> {
                double shift = number / (double) problem.experiments().size() + phase;
                clamp(conductance, new ClampWindows(held_ms, free_ms, -shift * (held_ms + free_ms)).after(lead_ms));
            }
        }
    }

    private void clamp(double conductance_mS_per_cm2, ClampWindows windows) {
        clamp.ifPresent(at -> {
            double share = problem.cell().compartments().membraneShare(at.node());
            batch.clampConductance_mS_per_cm2().fill(0, batch.width(), conductance_mS_per_cm2 / share);
            drive.clampDuring(windows);
        });
    }

    /** Looks at the first part of the recording only, 1 for all of it: what comes later counts as it was recorded. */
    void look(double part) {
        horizon = Math.clamp(Math.round(part * samples()), 2, samples());
    }

    /** Samples that a run looks at. */
    int horizon() {
        return horizon;
    }

    /** The trace of a lane in the last run, and beyond the horizon the recording. */
    double[] trace(int lane) {
        double[] trace = recording().values();
        System.arraycopy(recorder.values()[0][lane], 0, trace, 0, horizon);
        return trace;
    }

    /** A tangent or cotangent of {@link #trace}, given that of the run: zero beyond the horizon. */
    double[] seen(double[] differential) {
        return Arrays.copyOf(Arrays.copyOf(differential, horizon), samples());
    }

    int samples() {
        return recording().length();
    }

    /** Steps to the horizon. */
    int steps() {
        return (horizon - 1) * stride;
    }

    /** Runs all lanes to the horizon; the lanes that diverged. */
    List<Divergence> run(StepListener next) {
        return forward.run(problem.start(), steps(), recording(next));
    }

    /** What a recorder has of a run of all lanes to the horizon. */
    Trace recorded(Recorder by) {
        run(by);
        return by.trace(forward);
    }

    /** Copies the samples of the traces as they come; then {@code next} hears. */
    StepListener recording(StepListener next) {
        return n -> {
            recorder.at(n);
            next.at(n);
        };
    }

    @Override
    public void close() {
        batch.close();
    }
}
