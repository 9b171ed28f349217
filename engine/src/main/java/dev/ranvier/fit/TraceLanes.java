package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Start;
import dev.ranvier.integrate.State;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.Cell;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Recorder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One experiment in the lanes of a batch, every lane with a theta of its own. What differs is how the traces are differentiated:
 * {@link TangentLanes} forwards, for few parameters, {@link GradientLanes} backwards, for many.
 */
abstract sealed class TraceLanes implements AutoCloseable permits TangentLanes, GradientLanes {
    /** Keeps a sampling interval that is a multiple of dt from being cut once more. */
    private static final double ROUNDING = 1e-9;

    final FitProblem problem;
    final Batch batch;
    final Drive drive;
    final ParameterSet parameters;
    final int lanes;
    final List<Probe> observed;
    final int first;
    final int stride;
    private final int samples;
    private final SampledSignal recording;
    private final Optional<VoltageClamp> clamp;
    private final Recorder recorder;
    private final double[][] thetas;
    /** Samples that a run looks at. */
    private int horizon;

    /** Lays out experiment {@code number} of a problem. */
    TraceLanes(FitProblem problem, int number, int lanes, int batchRows) {
        Experiment experiment = problem.experiments().get(number);
        this.problem = problem;
        this.lanes = lanes;
        recording = experiment.recorded();
        samples = recording.length();
        horizon = samples;
        stride = stride(problem, experiment);
        batch = new Batch(problem.cell(), lanes, recording.interval_ms() / stride, batchRows, experiment.nodes());
        clamp = experiment.clamp(problem.cell().compartments());
        drive = new Drive(batch, experiment.injections(), experiment.synapses(), clamp);
        parameters = new ParameterSet(problem.parameters(), batch, drive);
        observed = List.of(experiment.observed());
        first = problem.start() instanceof Start.From(State state) ? state.step() : 0;
        recorder = new Recorder(batch, problem.scheme(), drive, observed, first, stride, steps());
        thetas = new double[lanes][];
        Arrays.setAll(thetas, _ -> ParameterSet.start(problem.parameters()));
    }

    private static int stride(FitProblem problem, Experiment experiment) {
        return (int) Math.ceil(experiment.recorded().interval_ms() / problem.dt_ms() * (1 - ROUNDING));
    }

    /** The rows that an experiment's way back needs, within a budget. */
    static Checkpoints plan(FitProblem problem, int number, int lanes, long budget_bytes) {
        Experiment experiment = problem.experiments().get(number);
        Cell cell = problem.cell();
        int steps = (experiment.recorded().length() - 1) * stride(problem, experiment);
        return Checkpoints.within(budget_bytes, cell, lanes, experiment.nodes(), steps);
    }

    /** Pulls all lanes to a recorded voltage with this conductance for the membrane of the whole cell, at the one compartment. */
    void clamp(double conductance_mS_per_cm2) {
        clamp.ifPresent(at -> {
            double share = problem.cell().compartments().membraneShare(at.node());
            batch.clampConductance_mS_per_cm2().fill(0, batch.width(), conductance_mS_per_cm2 / share);
        });
    }

    /** Looks at the first part of the recording only, 1 for all of it: what comes later counts as it was recorded. */
    void look(double part) {
        horizon = Math.clamp(Math.round(part * samples), 2, samples);
    }

    /** Puts theta into a lane; false, and nothing done, where the model does not allow its numbers. */
    boolean write(int lane, double[] theta) {
        if (!parameters.isAllowed(theta)) {
            return false;
        }
        parameters.write(theta, lane);
        thetas[lane] = theta.clone();
        return true;
    }

    /** Theta of a lane. */
    double[] theta(int lane) {
        return thetas[lane];
    }

    /** Runs all lanes; the lanes that diverged. */
    abstract List<Divergence> run();

    /** The trace of a lane in the last run, and beyond the horizon the recording. */
    double[] trace(int lane) {
        double[] trace = recording.values();
        System.arraycopy(recorder.values()[0][lane], 0, trace, 0, horizon);
        return trace;
    }

    /** A tangent or cotangent of {@link #trace}, given that of the run: zero beyond the horizon. */
    double[] seen(double[] differential) {
        return Arrays.copyOf(Arrays.copyOf(differential, horizon), samples);
    }

    int samples() {
        return samples;
    }

    /** Steps to the horizon. */
    int steps() {
        return (horizon - 1) * stride;
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
