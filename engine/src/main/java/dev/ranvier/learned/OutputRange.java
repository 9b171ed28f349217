package dev.ranvier.learned;

/**
 * The range of one output of a network: {@code z = middle + span tanh((o - middle)/span)}, which is o near the middle and stays
 * within (middle - span, middle + span).
 *
 * @param middle the middle of the range
 * @param span half its width; infinite for {@code z = o}, 0 for the constant middle
 */
public record OutputRange(double middle, double span) {
    /** {@code z = o}. */
    public static final OutputRange UNBOUNDED = new OutputRange(0, Double.POSITIVE_INFINITY);

    /** {@code ln(tau/ms)} with tau in (0.01, 10000) ms. */
    public static final OutputRange USUAL_LOG_TAU = between(Math.log(0.01), Math.log(1e4));

    /** Refuses a negative span and a middle that is not finite. */
    public OutputRange {
        if (!(span >= 0) || !Double.isFinite(middle)) {
            throw new IllegalArgumentException("an output range needs a finite middle and a span of 0 or more: middle="
                    + middle + " span=" + span);
        }
    }

    /** The range (low, high). */
    public static OutputRange between(double low, double high) {
        return new OutputRange((low + high) / 2, (high - low) / 2);
    }

    /** z for the output o. */
    public double value(double o) {
        if (span == Double.POSITIVE_INFINITY) {
            return o;
        }
        return span == 0 ? middle : middle + span * Math.tanh((o - middle) / span);
    }

    /** {@code dz/do} where z is: {@code 1 - ((z - middle)/span)^2}. */
    public double slope(double z) {
        if (span == 0) {
            return 0;
        }
        double bounded = (z - middle) / span;
        return 1 - bounded * bounded;
    }
}
