package dev.ranvier.learned;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * The curves of a gate as a network of the voltage: {@code logit x_inf} and {@code ln tau} are the two outputs of a multilayer
 * perceptron with tanh units. Beck et al., arXiv 2606.16693; the trunk is shared by the two outputs.
 *
 * <pre>
 *   a_0 = (v + 10 mV) / 70 mV          a_l = tanh(W_l a_(l-1) + b_l)          o = W a_L + b
 *   logit x_inf = z_0(o_0)             ln(tau/ms) = z_1(o_1)             z: {@link OutputRange}
 * </pre>
 *
 * Usually x_inf is unbounded and tau stays in (0.01, 10000) ms. Immutable. Weights are stored layer by layer, each {@code W} by rows and
 * then {@code b}.
 */
public final class LearnedCurves implements GateCurves {
    /** The voltage that is the input 0, and how many mV are 1. */
    public static final double INPUT_CENTRE_mV = -10, INPUT_WIDTH_mV = 70;

    /** logit x_inf and ln tau. */
    public static final int OUTPUTS = 2;

    private static final int MOST_WEIGHTS = 100_000_000;

    private static final double FIRST_SD = 1.5, FIRST_BIAS_SD = 1, LAST_SD = 0.1;

    private final List<Integer> hidden;
    private final OutputRange logitRange;
    private final OutputRange logTauRange;
    private final double[] weights;

    private LearnedCurves(List<Integer> hidden, OutputRange logitRange, OutputRange logTauRange, double[] weights) {
        this.hidden = List.copyOf(hidden);
        this.logitRange = logitRange;
        this.logTauRange = logTauRange;
        this.weights = weights;
    }

    /** A network with given weights and the usual ranges; their number must be {@link #weightCount}. */
    public static LearnedCurves of(List<Integer> hidden, double[] weights) {
        return of(hidden, OutputRange.UNBOUNDED, OutputRange.USUAL_LOG_TAU, weights);
    }

    /** A network with given weights and ranges of logit x_inf and ln tau. */
    public static LearnedCurves of(
            List<Integer> hidden, OutputRange logitRange, OutputRange logTauRange, double[] weights) {
        if (weights.length != weightCount(hidden)) {
            throw new IllegalArgumentException("a network with hidden layers " + hidden + " has " + weightCount(hidden)
                    + " weights: weights=" + weights.length);
        }
        return new LearnedCurves(hidden, logitRange, logTauRange, weights.clone());
    }

    /**
     * A random network, the same for the same seed: normal weights of sd 1.5 (first layer; biases 1), 1/sqrt(inputs) (further
     * layers) and 0.1 (outputs), which start near x_inf = 1/2 and tau = 2.7 ms.
     */
    public static LearnedCurves initialise(List<Integer> hidden, long seed) {
        double[] weights = random(hidden, seed, FIRST_SD, FIRST_BIAS_SD);
        weights[weights.length - 1] = 1;
        return of(hidden, weights);
    }

    /**
     * A random network with the given ranges, which starts near their middles: as {@link #initialise}, the first layer with
     * weights and biases of sd {@code roughness}, the larger the more the first curves turn; the outputs fit into their ranges.
     */
    public static LearnedCurves initialise(
            List<Integer> hidden, OutputRange logitRange, OutputRange logTauRange, double roughness, long seed) {
        double[] weights = random(hidden, seed, roughness, roughness);
        int inputs = hidden.getLast(), at = weights.length - OUTPUTS * (inputs + 1);
        for (int k = 0; k < OUTPUTS * inputs; k++) {
            weights[at + k] *= Math.min(1, (k < inputs ? logitRange : logTauRange).span());
        }
        weights[weights.length - 2] = logitRange.middle();
        weights[weights.length - 1] = logTauRange.middle();
        return of(hidden, logitRange, logTauRange, weights);
    }

    private static double[] random(List<Integer> hidden, long seed, double firstSd, double firstBiasSd) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] weights = new double[weightCount(hidden)];
        int at = 0, inputs = 1;
        for (int layer = 0; layer < hidden.size(); layer++) {
            int units = hidden.get(layer);
            double sd = layer == 0 ? firstSd : 1 / Math.sqrt(inputs);
            for (int k = 0; k < units * inputs; k++) {
                weights[at++] = sd * random.nextGaussian();
            }
            for (int k = 0; k < units; k++) {
                weights[at++] = layer == 0 ? firstBiasSd * random.nextGaussian() : 0;
            }
            inputs = units;
        }
        for (int k = 0; k < OUTPUTS * inputs; k++) {
            weights[at++] = LAST_SD * random.nextGaussian();
        }
        return weights;
    }

    /**
     * Number of weights of a network with the given hidden layers.
     *
     * @throws IllegalArgumentException if a layer has no unit, or if there are more than a hundred million
     */
    public static int weightCount(List<Integer> hidden) {
        long count = 0, inputs = 1;
        for (int units : hidden) {
            if (units < 1) {
                throw new IllegalArgumentException("hidden layers need at least one unit: hidden=" + hidden);
            }
            count = Math.min(count + units * (inputs + 1), 2L * MOST_WEIGHTS);
            inputs = units;
        }
        count += OUTPUTS * (inputs + 1);
        if (count > MOST_WEIGHTS) {
            throw new IllegalArgumentException("a network has at most " + MOST_WEIGHTS + " weights: hidden=" + hidden);
        }
        return (int) count;
    }

    /** Units of each hidden layer. */
    public List<Integer> hidden() {
        return hidden;
    }

    /** Range of logit x_inf. */
    public OutputRange logitRange() {
        return logitRange;
    }

    /** Range of ln tau. */
    public OutputRange logTauRange() {
        return logTauRange;
    }

    /** The weights, a copy. */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public void evaluate(VoltageGrid grid, double[] logitInf, double[] logTau) {
        double[] voltage_mV =
                IntStream.range(0, grid.nodes()).mapToDouble(grid::voltage_mV).toArray();
        evaluate(voltage_mV, logitInf, logTau);
    }

    /** The same at any voltages. */
    public void evaluate(double[] voltage_mV, double[] logitInf, double[] logTau) {
        try (Arena arena = Arena.ofConfined()) {
            CurveNetwork network = new CurveNetwork(arena, hidden, logitRange, logTauRange, voltage_mV);
            network.forward(weights);
            System.arraycopy(network.output(0), 0, logitInf, 0, voltage_mV.length);
            System.arraycopy(network.output(1), 0, logTau, 0, voltage_mV.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LearnedCurves curves
                && hidden.equals(curves.hidden)
                && logitRange.equals(curves.logitRange)
                && logTauRange.equals(curves.logTauRange)
                && Arrays.equals(weights, curves.weights);
    }

    @Override
    public int hashCode() {
        return 31 * hidden.hashCode() + Arrays.hashCode(weights);
    }
}
