package dev.ranvier.optimise;

import java.util.Arrays;

/** Value and gradient at a point; what optimisers that follow a gradient are told. */
public final class Evaluation {
    private final double value;
    private final double[] gradient;

    /** The gradient is not copied. */
    public Evaluation(double value, double[] gradient) {
        this.value = value;
        this.gradient = gradient;
    }

    /** The value. */
    public double value() {
        return value;
    }

    /** The gradient; not a copy. */
    public double[] gradient() {
        return gradient;
    }

    /** Whether value and gradient are numbers. */
    public boolean isFinite() {
        return Double.isFinite(value) && Arrays.stream(gradient).allMatch(Double::isFinite);
    }
}
