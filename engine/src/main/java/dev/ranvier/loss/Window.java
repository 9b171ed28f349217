package dev.ranvier.loss;

/** Times {@code [from_ms, to_ms)} of a trace, and what a sample there counts beside samples of other windows. */
public record Window(double from_ms, double to_ms, double weight) {
    /** Refuses an empty window and a weight that is not positive and finite. */
    public Window {
        if (!(from_ms < to_ms)) {
            throw new IllegalArgumentException(
                    "a window must end after it begins: from_ms=" + from_ms + ", to_ms=" + to_ms);
        }
        if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("the weight of a window must be positive and finite: weight=" + weight);
        }
    }

    /** Of weight 1. */
    public Window(double from_ms, double to_ms) {
        this(from_ms, to_ms, 1);
    }

    /** All times, with weight 1. */
    public static Window everything() {
        return new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
