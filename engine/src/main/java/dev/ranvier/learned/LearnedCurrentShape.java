package dev.ranvier.learned;

import java.util.List;

/**
 * Of what kind a {@link LearnedCurrent} is.
 *
 * @param hidden units of each hidden layer; none for a weighted sum
 * @param latents how many
 */
public record LearnedCurrentShape(List<Integer> hidden, int latents) {
    private static final int VOLTAGES = 2, FILTER = 4;
    private static final List<String> OF_FILTER = List.of("child", "parent", "bias", "log_tau");

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException for a layer without units or a negative number of latents
     */
    public LearnedCurrentShape {
        hidden = List.copyOf(hidden);
        if (latents < 0 || hidden.stream().anyMatch(units -> units < 1)) {
            throw new IllegalArgumentException(
                    "a learned current needs layers of one unit or more: hidden=" + hidden + ", latents=" + latents);
        }
    }

    /** Layers with weights: the hidden ones and the last. */
    int layers() {
        return hidden.size() + 1;
    }

    /** Units of a layer; layer 0 are the inputs. */
    int width(int layer) {
        return layer == 0 ? VOLTAGES + latents : layer == layers() ? 1 : hidden.get(layer - 1);
    }

    /** Weights of the network, those of the latents not among them. */
    int networkWeights() {
        int weights = 0;
        for (int layer = 1; layer <= layers(); layer++) {
            weights += width(layer) * (width(layer - 1) + 1);
        }
        return weights;
    }

    /** Weights of all. */
    public int weights() {
        return networkWeights() + FILTER * latents;
    }

    /** Where the weights of a latent stand. */
    int filter(int latent) {
        return networkWeights() + FILTER * latent;
    }

    /** Whether a weight is the logarithm of a time constant. */
    boolean isLogTau(int weight) {
        return weight >= networkWeights() && (weight - networkWeights()) % FILTER == FILTER - 1;
    }

    /** What messages call a weight. */
    String name(int weight) {
        if (weight >= networkWeights()) {
            int at = weight - networkWeights();
            return "z" + at / FILTER + "." + OF_FILTER.get(at % FILTER);
        }
        int rest = weight, layer = 1;
        while (rest >= width(layer) * (width(layer - 1) + 1)) {
            rest -= width(layer) * (width(layer - 1) + 1);
            layer++;
        }
        int products = width(layer) * width(layer - 1);
        return rest < products
                ? "w" + layer + "[" + rest / width(layer - 1) + "][" + rest % width(layer - 1) + "]"
                : "b" + layer + "[" + (rest - products) + "]";
    }
}
