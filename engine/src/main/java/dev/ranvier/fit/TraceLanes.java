package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.parameter.ParameterSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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
    private final int samples;
    private final int stride;
    private final int node;
    private final int observed;
    private final SampledSignal recording;
    private final double[][] traces;
    private final double[][] thetas;
    /** Samples that a run looks at. */
    private int horizon;

    /** Lays out experiment {@code number} of a problem. */
    TraceLanes(FitProblem problem, int number, int lanes, int batchRows) {
        Experiment experiment = problem.experiments().get(number);
        this.problem = problem;
        this.lanes = lanes;
        recording = experiment.voltage_mV();
        samples = recording.length();
        horizon = samples;
        stride = stride(problem, experiment);
        batch = new Batch(problem.cell(), lanes, recording.interval_ms() / stride, batchRows, ends(experiment));
        drive = new Drive(
                batch,
                experiment.injections(),
                experiment.synapses(),
                Optional.of(new VoltageClamp(experiment.node(), recording, 0)));
        parameters = new ParameterSet(problem.parameters(), batch);
        node = experiment.node();
        observed = batch.element(node);
        traces = new double[lanes][samples];
        thetas = new double[lanes][];
        Arrays.setAll(thetas, _ -> ParameterSet.start(problem.parameters()));
    }

    private static int stride(FitProblem problem, Experiment experiment) {
        return (int) Math.ceil(experiment.voltage_mV().interval_ms() / problem.dt_ms() * (1 - ROUNDING));
    }

    private static Set<Integer> ends(Experiment experiment) {
        Set<Integer> ends = new HashSet<>();
        for (Injection injection : experiment.injections()) {
            ends.add(injection.node());
        }
        return ends;
    }

    /** The rows that an experiment's way back needs, within a budget. */
    static Checkpoints plan(FitProblem problem, int number, int lanes, long budget_bytes) {
        Experiment experiment = problem.experiments().get(number);
        Cell cell = problem.cell();
        int steps = (experiment.voltage_mV().length() - 1) * stride(problem, experiment);
        return Checkpoints.within(budget_bytes, cell, lanes, ends(experiment), steps);
    }

    /** Pulls all lanes to the recording with this conductance for the membrane of the whole cell, at the one compartment. */
    void clamp(double conductance_mS_per_cm2) {
        Compartments tree = problem.cell().compartments();
        double share = tree.area_um2(node)
                / IntStream.range(0, tree.count()).mapToDouble(tree::area_um2).sum();
        batch.clampConductance_mS_per_cm2().fill(0, batch.width(), conductance_mS_per_cm2 / share);
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
        System.arraycopy(traces[lane], 0, trace, 0, horizon);
        return trace;
    }

    /** A derivative of {@link #trace}, given that of the run: zero beyond the horizon. */
    double[] seen(double[] tangent) {
        return Arrays.copyOf(Arrays.copyOf(tangent, horizon), samples);
    }

    int samples() {
        return samples;
    }

    /** Steps to the horizon. */
    int steps() {
        return (horizon - 1) * stride;
    }

    /** Where lane 0 of the recorded compartment stands. */
    int observed() {
        return observed;
    }

    /** The sample of row n, or -1: between two samples, and beyond the horizon. */
    int sample(int n) {
        return n % stride == 0 && n / stride < horizon ? n / stride : -1;
    }

    /** Copies the samples of the traces as they come; then {@code next} hears. */
    StepListener recording(StepListener next) {
        Column v = batch.stateCursor();
        return n -> {
            int sample = sample(n);
            if (sample >= 0) {
                v.moveTo(batch.voltageBase(n));
                for (int lane = 0; lane < lanes; lane++) {
                    traces[lane][sample] = v.get(observed + lane);
                }
            }
            next.at(n);
        };
    }

    @Override
    public void close() {
        batch.close();
    }
}
