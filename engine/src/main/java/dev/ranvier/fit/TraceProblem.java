package dev.ranvier.fit;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.ReverseSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.Target;
import dev.ranvier.integrate.TraceJacobian;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Recording;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * One recording, one cell with a learned channel, and everything a fit needs to know about their distance. Theta is the gates'
 * blocks in order, then the free parameters in the order of their names.
 */
final class TraceProblem implements AutoCloseable {
    private final Batch batch;
    private final double[] observed_mV;
    private final double interval_ms;
    private final int stride;
    private final ForwardSweep forward;
    private final TraceJacobian jacobian;
    private final Differentials bars;
    private final ReverseSweep reverse;
    private final List<ParameterBlock> blocks = new ArrayList<>();
    private final int channel;
    private final Set<String> freeParameters;
    private int[] featureCounts = new int[0];

    TraceProblem(
            Cell cell,
            int channel,
            BiFunction<GateTable, Integer, ParameterBlock> gateBlocks,
            Set<String> freeParameters,
            Recording recording,
            Scheme scheme,
            double dt_ms) {
        this.channel = channel;
        this.freeParameters = new TreeSet<>(freeParameters);
        interval_ms = recording.voltage_mV().interval_ms();
        stride = (int) Math.rint(interval_ms / dt_ms);
        observed_mV = recording.voltage_mV().values();
        batch = new Batch(cell, 1, interval_ms / stride, steps(observed_mV.length) + 2);
        Drive drive = new Drive(
                batch,
                List.of(new Stimulus.Sampled(recording.current_nA())),
                Optional.of(new VoltageClamp(recording.voltage_mV(), 0)));
        for (int gate = 0; gate < batch.channel(channel).schema().states().size(); gate++) {
            blocks.add(gateBlocks.apply(new GateTable(batch, channel, gate), gate));
        }
        for (String parameter : this.freeParameters) {
            blocks.add(new ScalarBlock(
                    batch, channel, batch.channel(channel).schema().parameterIndex(parameter)));
        }
        Set<Target> targets = new HashSet<>();
        blocks.forEach(block -> targets.addAll(block.targets()));
        forward = new ForwardSweep(batch, scheme, drive);
        jacobian = new TraceJacobian(batch, scheme, drive, targets, stride, observed_mV.length);
        bars = Differentials.lanewise(batch, drive, targets);
        reverse = ReverseSweep.lanewise(batch, scheme, drive, bars);
    }

    private int steps(int samples) {
        return (samples - 1) * stride;
    }

    int samples() {
        return observed_mV.length;
    }

    /** Theta at the start. */
    double[] initial() {
        double[] theta =
                new double[blocks.stream().mapToInt(ParameterBlock::size).sum()];
        int at = 0;
        for (ParameterBlock block : blocks) {
            block.initialise(theta, at);
            at += block.size();
        }
        return theta;
    }

    /** Sets the conductance with which the model is pulled to the recording. */
    void clamp(double conductance_mS_per_cm2) {
        batch.clampConductance_mS_per_cm2().fill(0, batch.width(), conductance_mS_per_cm2);
    }

    /** Model minus recording at the first {@code samples} samples; empty when the model diverges. */
    Optional<double[]> error_mV(double[] theta, int samples) {
        int at = 0;
        for (ParameterBlock block : blocks) {
            block.write(theta, at);
            at += block.size();
        }
        if (!forward.run(steps(samples), StepListener.NONE).isEmpty()) {
            return Optional.empty();
        }
        double[] error = new double[samples];
        for (int s = 0; s < samples; s++) {
            error[s] = batch.voltageAt(s * stride).get(0) - observed_mV[s];
        }
        return Optional.of(error);
    }

    /** Columns of B (see {@link ParameterBlock}) at the theta of the last full {@link #error_mV}. */
    List<double[]> features(double[] theta) {
        jacobian.run();
        List<double[]> features = new ArrayList<>();
        featureCounts = new int[blocks.size()];
        int at = 0;
        for (int b = 0; b < blocks.size(); b++) {
            List<double[]> columns = blocks.get(b).features(theta, at, jacobian, samples());
            featureCounts[b] = columns.size();
            features.addAll(columns);
            at += blocks.get(b).size();
        }
        return features;
    }

    /** Roughness of all blocks at the theta of the last {@link #error_mV}. */
    double[] roughness() {
        return blocks.stream()
                .flatMapToDouble(block -> Arrays.stream(block.roughness()))
                .toArray();
    }

    /** What {@link #roughness} gains from each column of the last {@link #features}. */
    List<double[]> roughnessFeatures() {
        int length = roughness().length, from = 0;
        List<double[]> features = new ArrayList<>();
        for (ParameterBlock block : blocks) {
            for (double[] part : block.roughnessFeatures()) {
                double[] feature = new double[length];
                System.arraycopy(part, 0, feature, from, part.length);
                features.add(feature);
            }
            from += block.roughness().length;
        }
        return features;
    }

    /** The step of theta for the step y in the columns of the last {@link #features}. */
    double[] step(double[] y) {
        double[] delta =
                new double[blocks.stream().mapToInt(ParameterBlock::size).sum()];
        int at = 0, from = 0;
        for (int b = 0; b < blocks.size(); b++) {
            blocks.get(b).step(y, from, delta, at);
            at += blocks.get(b).size();
            from += featureCounts[b];
        }
        return delta;
    }

    /** {@code errorBar^T d error / d theta} for the last {@link #error_mV}. */
    double[] gradient(double[] theta, double[] errorBar) {
        bars.clear();
        reverse.run(steps(errorBar.length), n -> {
            if (n % stride == 0) {
                bars.v().set(0, bars.v().get(0) + errorBar[n / stride]);
            }
        });
        double[] gradient = new double[theta.length];
        int at = 0;
        for (ParameterBlock block : blocks) {
            block.gradient(theta, at, bars, gradient);
            at += block.size();
        }
        return gradient;
    }

    /** The free parameters at the theta of the last {@link #error_mV}. */
    Map<String, Double> parameters() {
        Map<String, Double> values = new TreeMap<>();
        for (String name : freeParameters) {
            int parameter = batch.channel(channel).schema().parameterIndex(name);
            values.put(name, batch.parameter(channel, parameter).get(0));
        }
        return values;
    }

    double interval_ms() {
        return interval_ms;
    }

    @Override
    public void close() {
        batch.close();
    }
}
