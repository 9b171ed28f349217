package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.RunStart;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Recorder;
import dev.ranvier.record.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** One experiment in the lanes of a batch: what is looked at of it, how it is held, and its traces. */
final class ExperimentLanes implements AutoCloseable {
    /** Keeps a sampling interval that is a multiple of dt from being cut once more. */
    private static final double ROUNDING = 1e-9;

    final FreeRun model;
    final int number;
    final Batch batch;
    final Drive drive;
    final Optional<Lead> lead;
    /** Where the batch begins: where its lead, if it has a batch of its own, has led to. */
    final RunStart start;

    final int stride;
    private final Experiment experiment;
    private final double shift;
    private final ForwardSweep forward;
    private final Recorder recorder;
    private int horizon;

    /**
     * Lays out an experiment behind its lead.
     *
     * @param number which of all it is
     * @param shift by which part of a period an intermittent clamp comes later than in the first
     * @param lead what has a batch of its own of its lead
     * @param rows that its batch keeps, by the steps of a run
     */
    ExperimentLanes(
            FreeRun model,
            Experiment experiment,
            int number,
            double shift,
            int lanes,
            Optional<Lead> lead,
            IntUnaryOperator rows) {
        this.model = model;
        this.experiment = experiment;
        this.number = number;
        this.shift = shift;
        this.lead = lead;
        horizon = samples();
        stride = (int) Math.ceil(recording().interval_ms() / model.dt_ms() * (1 - ROUNDING));
        start = lead.<RunStart>map(before -> new RunStart.Reached(before.sample * stride))
                .orElse(experiment.start(model.start()));
        batch = new Batch(
                model.cell(), lanes, recording().interval_ms() / stride, rows.applyAsInt(steps()), experiment.nodes());
        drive = experiment.drive(batch);
        clamp(new Clamp.Off());
        forward = new ForwardSweep(batch, model.scheme(), drive);
        recorder = new Recorder(batch, model.scheme(), drive, observed(), first(), stride, steps());
    }

    /** The row in which the batch begins. */
    int first() {
        return start.firstRow();
    }

    /** The sample of the recording there. */
    private int firstSample() {
        return lead.map(before -> before.sample).orElse(0);
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

    /** That of the lead, if it has a batch of its own. */
    Stream<ParameterBlock.Rig> leading() {
        return lead.stream().map(before -> new ParameterBlock.Rig(before.batch, before.drive, before.sample));
    }

    /** Holds all lanes to a recorded voltage; where a current was recorded, they are held by its clamp. */
    void clamp(Clamp how) {
        if (experiment.clamped().isPresent()) {
            return;
        }
        double lead_ms = experiment.lead_ms();
        switch (how) {
            case Clamp.Off _ when lead_ms > 0 -> hold(Experiment.LEAD_mS_per_cm2, ClampWindows.until(lead_ms));
            case Clamp.Off _ -> hold(0, ClampWindows.ALWAYS);
            case Clamp.Steady(double conductance) -> hold(conductance, ClampWindows.ALWAYS);
            case Clamp.Intermittent(double conductance, double held_ms, double free_ms, double phase) -> {
                double shift_ms = -(shift + phase) * (held_ms + free_ms);
                hold(conductance, new ClampWindows(held_ms, free_ms, shift_ms).after(lead_ms));
            }
        }
    }

    private void hold(double conductance_mS_per_cm2, ClampWindows windows) {
        experiment.hold(batch, drive, conductance_mS_per_cm2, windows);
    }

    /** Looks at the first part of the recording only, 1 for all of it: what comes later counts as it was recorded. */
    void look(double part) {
        horizon = Math.clamp(Math.round(part * samples()), firstSample() + 2, samples());
    }

    /** Samples that a run looks at. */
    int horizon() {
        return horizon;
    }

    /** The trace of a lane in the last run, and in its lead and beyond the horizon the recording. */
    double[] trace(int lane) {
        return placed(recorder.values()[0][lane], recording().values());
    }

    /** A tangent of {@link #trace}, given that of the run: zero in the lead and beyond the horizon. */
    double[] tangent(double[] ofRun) {
        return placed(ofRun, new double[samples()]);
    }

    /** Of a cotangent of {@link #trace} that of the run: zero beyond the horizon. */
    double[] ofRun(double[] cotangent) {
        return Arrays.copyOf(Arrays.copyOfRange(cotangent, firstSample(), horizon), samples() - firstSample());
    }

    private double[] placed(double[] ofRun, double[] all) {
        System.arraycopy(ofRun, 0, all, firstSample(), horizon - firstSample());
        return all;
    }

    int samples() {
        return recording().length();
    }

    /** Steps to the horizon. */
    int steps() {
        return (horizon - 1 - firstSample()) * stride;
    }

    /** Runs all lanes to the horizon; the lanes that diverged. */
    List<Divergence> run(StepListener next) {
        return run(StepListener.NONE, next);
    }

    /** The same with a listener to the lead, if that has a batch of its own. */
    List<Divergence> run(StepListener leading, StepListener next) {
        lead.ifPresent(before -> {
            before.run(leading);
            before.handTo(batch, first());
        });
        return forward.run(start, steps(), recording(next));
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
        lead.ifPresent(Lead::close);
        batch.close();
    }
}
