package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.parameter.ParameterSet;
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
    private final int samples;
    private final int stride;
    private final int node;
    private final int observed;
    private final double[][] traces;
    private final double[][] thetas;

    /** Lays out experiment {@code number} of a problem. */
    TraceLanes(FitProblem problem, int number, int lanes, int batchRows) {
        Experiment experiment = problem.experiments().get(number);
        this.problem = problem;
        this.lanes = lanes;
        samples = experiment.voltage_mV().length();
        stride = stride(problem, experiment);
        batch = new Batch(
                problem.cell(),
                lanes,
                experiment.voltage_mV().interval_ms() / stride,
                batchRows,
                experiment.injected());
        drive = new Drive(
                batch,
                experiment.injections(),
                experiment.synapses(),
                Optional.of(new VoltageClamp(experiment.node(), experiment.voltage_mV(), 0)));
        parameters = new ParameterSet(problem.parameters(), batch, drive);
        node = experiment.node();
        observed = batch.element(node);
        traces = new double[lanes][samples];
        thetas = new double[lanes][];
        Arrays.setAll(thetas, _ -> ParameterSet.start(problem.parameters()));
    }

    private static int stride(FitProblem problem, Experiment experiment) {
        return (int) Math.ceil(experiment.voltage_mV().interval_ms() / problem.dt_ms() * (1 - ROUNDING));
    }

    /** The rows that an experiment's way back needs, within a budget. */
    static Checkpoints plan(FitProblem problem, int number, int lanes, long budget_bytes) {
        Experiment experiment = problem.experiments().get(number);
        Cell cell = problem.cell();
        int steps = (experiment.voltage_mV().length() - 1) * stride(problem, experiment);
        return Checkpoints.within(budget_bytes, cell, lanes, experiment.injected(), steps);
    }

    /** Pulls all lanes to the recording with this conductance for the membrane of the whole cell, at the one compartment. */
    void clamp(double conductance_mS_per_cm2) {
        double share = problem.cell().compartments().membraneShare(node);
        batch.clampConductance_mS_per_cm2().fill(0, batch.width(), conductance_mS_per_cm2 / share);
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

    /** The trace of a lane in the last run; not a copy. */
    double[] trace(int lane) {
        return traces[lane];
    }

    int samples() {
        return samples;
    }

    int steps() {
        return (samples - 1) * stride;
    }

    /** Where lane 0 of the recorded compartment stands. */
    int observed() {
        return observed;
    }

    /** The sample of row n, or -1. */
    int sample(int n) {
        return n % stride == 0 ? n / stride : -1;
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
