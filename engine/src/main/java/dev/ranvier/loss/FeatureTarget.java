package dev.ranvier.loss;

/** A value that a feature should have, and how far off still counts as one: the standard deviation over repeats, say. */
public record FeatureTarget(Feature feature, double value, double sd) {
    /** Refuses a value that is not finite and a deviation that is not positive and finite. */
    public FeatureTarget {
        if (!Double.isFinite(value) || !(sd > 0 && Double.isFinite(sd))) {
            throw new IllegalArgumentException("the target of " + feature.efelName()
                    + " needs a finite value and a positive, finite sd: value=" + value + ", sd=" + sd);
        }
    }
}
