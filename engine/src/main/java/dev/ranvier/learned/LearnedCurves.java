package dev.ranvier.learned;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.VoltageGrid;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The curves of a gate as a network of the voltage: {@code logit x_inf} and {@code ln tau} are the two outputs of a multilayer
 * perceptron with tanh units. Beck et al., arXiv 2606.16693; the trunk is shared by the two outputs.
 *
 * <pre>
 *   a_0 = (v + 10 mV) / 70 mV          a_l = tanh(W_l a_(l-1) + b_l)          o = W a_L + b
 *   logit x_inf = o_0                  ln(tau/ms) = m + s tanh((o_1 - m)/s),  so that tau stays in (0.01, 10000) ms
 * </pre>
 *
 * Immutable. Weights are stored layer by layer, each {@code W} by rows and then {@code b}.
 */
public final class LearnedCurves implements GateCurves {
    static final double INPUT_CENTRE_mV = -10, INPUT_WIDTH_mV = 70;
    private static final double LOG_TAU_LOW = Math.log(0.01), LOG_TAU_HIGH = Math.log(1e4);
    static final double LOG_TAU_MIDDLE = (LOG_TAU_LOW + LOG_TAU_HIGH) / 2;
    static final double LOG_TAU_SPAN = (LOG_TAU_HIGH - LOG_TAU_LOW) / 2;
    static final int OUTPUTS = 2;

    private final List<Integer> hidden;
    private final double[] weights;

    private LearnedCurves(List<Integer> hidden, double[] weights) {
        this.hidden = List.copyOf(hidden);
        this.weights = weights;
    }

    /** A network with given weights; their number must be {@link #weightCount}. */
    public static LearnedCurves of(List<Integer> hidden, double[] weights) {
        if (weights.length != weightCount(hidden)) {
            throw new IllegalArgumentException("a network with hidden layers " + hidden + " has " + weightCount(hidden)
                    + " weights: weights=" + weights.length);
        }
        return new LearnedCurves(hidden, weights.clone());
    }

    /**
     * A random network, the same for the same seed: normal weights of sd 1.5 (first layer; biases 1), 1/sqrt(inputs) (further
     * layers) and 0.1 (outputs), which start near x_inf = 1/2 and tau = 2.7 ms.
     */
    public static LearnedCurves initialise(List<Integer> hidden, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] weights = new double[weightCount(hidden)];
        int at = 0, inputs = 1;
        for (int layer = 0; layer < hidden.size(); layer++) {
            int units = hidden.get(layer);
            double sd = layer == 0 ? 1.5 : 1 / Math.sqrt(inputs);
            for (int k = 0; k < units * inputs; k++) {
                weights[at++] = sd * random.nextGaussian();
            }
            for (int k = 0; k < units; k++) {
                weights[at++] = layer == 0 ? random.nextGaussian() : 0;
            }
            inputs = units;
        }
        for (int k = 0; k < OUTPUTS * inputs; k++) {
            weights[at++] = 0.1 * random.nextGaussian();
        }
        weights[at] = 0;
        weights[at + 1] = 1;
        return new LearnedCurves(hidden, weights);
    }

    /** Number of weights of a network with the given hidden layers. */
    public static int weightCount(List<Integer> hidden) {
        int count = 0, inputs = 1;
        for (int units : hidden) {
            if (units < 1) {
                throw new IllegalArgumentException("hidden layers need at least one unit: hidden=" + hidden);
            }
            count += units * (inputs + 1);
            inputs = units;
        }
        return count + OUTPUTS * (inputs + 1);
    }

    /** Units of each hidden layer. */
    public List<Integer> hidden() {
        return hidden;
    }

    /** The weights, a copy. */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public void evaluate(VoltageGrid grid, double[] logitInf, double[] logTau) {
        CurveNetwork network = new CurveNetwork(hidden, grid);
        network.forward(weights);
        System.arraycopy(network.output(0), 0, logitInf, 0, grid.nodes());
        System.arraycopy(network.output(1), 0, logTau, 0, grid.nodes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LearnedCurves curves
                && hidden.equals(curves.hidden)
                && Arrays.equals(weights, curves.weights);
    }

    @Override
    public int hashCode() {
        return 31 * hidden.hashCode() + Arrays.hashCode(weights);
    }
}
