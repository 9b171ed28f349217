package dev.ranvier.optimise;

/**
 * When a run is no longer worth its time: after {@code patience} steps in which the best value has not fallen by the part {@code
 * leastGain} of itself.
 */
public record EarlyStopping(int patience, double leastGain) {
    /** Refuses a patience below 1 and a gain that is not in [0, 1). */
    public EarlyStopping {
        if (patience < 1 || !(leastGain >= 0 && leastGain < 1)) {
            throw new IllegalArgumentException("patience must be at least 1, and leastGain from 0 to below 1: patience="
                    + patience + ", leastGain=" + leastGain);
        }
    }

    /** A run ends by itself only. */
    public static EarlyStopping never() {
        return new EarlyStopping(Integer.MAX_VALUE, 0);
    }
}
