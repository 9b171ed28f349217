package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.ReverseSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Start;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Recorder;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * One experiment, one cell with a learned channel, and everything a fit needs to know about their distance. Theta is the gates'
 * blocks in order, then the parameters.
 */
final class TraceProblem implements AutoCloseable {
    /** Cotangents of more samples than this holds are swept back in parts. */
    private static final long COTANGENT_BYTES = 1L << 24;
    /** A run keeps every step. */
    private static final long MOST_BYTES = 2L << 30;

    private static final double MEBIBYTE = 1 << 20;

    private final Batch batch;
    private final Scheme scheme;
    private final Drive drive;
    private final double[] observed_mV;
    private final double interval_ms;
    private final int stride;
    private final Start start;
    private final int observed;
    private final int[] withChannel;
    private final double membraneShare;
    private final ForwardSweep forward;
    private final TraceJacobian jacobian;
    private final Differentials bars;
    private final ReverseSweep reverse;
    private final MechanisticBlock numbers;
    private final BlockSequence blocks;

    /** The unknown gates are those of channel {@code channel}, each changed by the block that {@code gateBlocks} makes. */
    TraceProblem(
            Cell cell,
            int channel,
            BiFunction<GateTable, Integer, ParameterBlock> gateBlocks,
            List<Parameter> parameters,
            Experiment experiment,
            RecoverySettings settings) {
        interval_ms = experiment.recorded().interval_ms();
        stride = stride(experiment, settings);
        observed_mV = experiment.recorded().values();
        start = settings.start();
        batch = new Batch(cell, 1, interval_ms / stride, steps(observed_mV.length) + 2, experiment.nodes());
        scheme = settings.scheme();
        VoltageClamp clamp = experiment.clamp(cell.compartments()).orElseThrow();
        drive = new Drive(batch, experiment.injections(), experiment.synapses(), Optional.of(clamp));
        observed = batch.element(clamp.node());
        withChannel = elements(cell.insertions().get(channel).where());
        membraneShare = cell.compartments().membraneShare(clamp.node());
        List<ParameterBlock> parts = new ArrayList<>();
        for (int gate = 0; gate < batch.channel(channel).schema().states().size(); gate++) {
            parts.add(gateBlocks.apply(new GateTable(batch, channel, gate, samples()), gate));
        }
        numbers = new MechanisticBlock(parameters, batch, drive, samples());
        parts.add(numbers);
        blocks = new BlockSequence(parts);
        Set<Target> targets = blocks.targets();
        forward = new ForwardSweep(batch, scheme, drive);
        jacobian = new TraceJacobian(
                batch,
                scheme,
                drive,
                targets,
                new TraceJacobian.Samples(clamp.node(), stride, samples()),
                COTANGENT_BYTES);
        bars = Differentials.lanewise(batch, drive, targets);
        reverse = ReverseSweep.lanewise(batch, scheme, drive, bars);
    }

    private int[] elements(Region where) {
        Compartments tree = batch.cell().compartments();
        return IntStream.range(0, tree.count())
                .filter(node -> tree.isCompartment(node) && where.contains(tree, node))
                .map(batch::element)
                .toArray();
    }

    private static int stride(Experiment experiment, RecoverySettings settings) {
        return (int) Math.rint(experiment.recorded().interval_ms() / settings.dt_ms());
    }

    /** Refuses an experiment whose run does not fit into memory. */
    static void checkSize(Cell cell, Experiment experiment, RecoverySettings settings) {
        long steps = (experiment.recorded().length() - 1L) * stride(experiment, settings);
        long bytes = steps * Batch.rowBytes(cell, 1, experiment.nodes());
        if (bytes > MOST_BYTES) {
            throw new ModelException("the " + steps + " steps of a run would take " + Math.round(bytes / MEBIBYTE)
                    + " MiB, and at most " + Math.round(MOST_BYTES / MEBIBYTE)
                    + " MiB are taken: cut out a part of the recording, take a larger dt_ms than " + settings.dt_ms()
                    + ", or cut the cell into fewer compartments");
        }
    }

    private int steps(int samples) {
        return (samples - 1) * stride;
    }

    int samples() {
        return observed_mV.length;
    }

    /** Theta at the start. */
    double[] initial() {
        double[] theta = new double[blocks.size()];
        blocks.initialise(theta, 0);
        return theta;
    }

    /** Pulls the model to the recording with this conductance for the membrane of the whole cell, at the one compartment. */
    void clamp(double conductance_mS_per_cm2) {
        batch.clampConductance_mS_per_cm2().fill(0, batch.width(), conductance_mS_per_cm2 / membraneShare);
    }

    /** Model minus recording at the first {@code samples} samples; empty when theta is not allowed or the model diverges. */
    Optional<double[]> error_mV(double[] theta, int samples) {
        if (!blocks.write(theta, 0)) {
            return Optional.empty();
        }
        if (!forward.run(start, steps(samples), StepListener.NONE).isEmpty()) {
            return Optional.empty();
        }
        double[] error = new double[samples];
        for (int s = 0; s < samples; s++) {
            error[s] = batch.voltageAt(s * stride).get(observed) - observed_mV[s];
        }
        return Optional.of(error);
    }

    /** The voltages of the compartments that have the unknown channel, in the last full run. */
    DoubleSummaryStatistics visited_mV() {
        DoubleSummaryStatistics visited = new DoubleSummaryStatistics();
        for (int n = 0; n <= steps(samples()); n++) {
            Column v = batch.voltageAt(n);
            for (int element : withChannel) {
                visited.accept(v.get(element));
            }
        }
        return visited;
    }

    /** Columns of B (see {@link ParameterBlock}) at the theta of the last full {@link #error_mV}. */
    List<double[]> features() {
        jacobian.run(start, (from, to) -> blocks.collect(jacobian, from, to));
        return blocks.features();
    }

    /** Roughness of all blocks at the theta of the last {@link #error_mV}. */
    double[] roughness() {
        return blocks.roughness();
    }

    /** What {@link #roughness} gains from each column of the last {@link #features}. */
    List<double[]> roughnessFeatures() {
        return blocks.roughnessFeatures();
    }

    /** The residuals of the parameters' priors, and of their tether to their starts, at the theta of the last {@link #error_mV}. */
    double[] priors(double tether) {
        return numbers.priors(tether);
    }

    /** What {@link #priors} gain from each column of the last {@link #features}. */
    List<double[]> priorFeatures(double tether) {
        int ofGates = blocks.roughnessFeatures().size() - numbers.size();
        List<double[]> features = new ArrayList<>(Collections.nCopies(ofGates, new double[priors(tether).length]));
        features.addAll(numbers.priorFeatures(tether));
        return features;
    }

    /** The step of theta for the step y in the columns of the last {@link #features}. */
    double[] step(double[] y) {
        double[] delta = new double[blocks.size()];
        blocks.step(y, 0, delta, 0);
        return delta;
    }

    /** {@code errorBar^T d error / d theta} for the last {@link #error_mV}. */
    double[] gradient(double[] errorBar) {
        bars.clear();
        reverse.run(start, steps(errorBar.length), n -> {
            if (n % stride == 0) {
                bars.v().set(observed, bars.v().get(observed) + errorBar[n / stride]);
            }
        });
        double[] gradient = new double[blocks.size()];
        blocks.gradient(bars, gradient, 0);
        return gradient;
    }

    /** Adds that of the priors' squares, at the theta of the last {@link #error_mV}; modifies the gradient. */
    void addPriors(double[] gradient) {
        double[] priors = priors(0);
        List<double[]> features = numbers.priorFeatures(0);
        int first = gradient.length - numbers.size();
        for (int p = 0; p < numbers.size(); p++) {
            double[] slopes = features.get(p);
            for (int k = 0; k < priors.length; k++) {
                gradient[first + p] += 2 * priors[k] * slopes[k];
            }
        }
    }

    /** The parameters at the theta of the last {@link #error_mV} that was allowed. */
    List<Double> values() {
        return numbers.values();
    }

    /** Runs once more as in the last {@link #error_mV}. */
    Trace trace(List<Probe> probes) {
        int steps = steps(samples());
        Recorder recorder = new Recorder(batch, scheme, drive, probes, 0, stride, steps);
        return recorder.trace(forward.run(start, steps, recorder), forward.state());
    }

    double interval_ms() {
        return interval_ms;
    }

    @Override
    public void close() {
        batch.close();
    }
}
