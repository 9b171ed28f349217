package dev.ranvier.loss;

/**
 * When two spikes are the same one, and how much their distance counts.
 *
 * @param threshold_mV the voltage through which a spike rises
 * @param scale_ms how late or early counts as one
 * @param robust_ms from where on being later hardly counts, the c of a Cauchy loss
 * @param match_ms how far apart two spikes may be and still be the same
 * @param unmatched what is made of spikes that are missed or too many
 */
public record SpikeTolerance(
        double threshold_mV, double scale_ms, double robust_ms, double match_ms, Unmatched unmatched) {
    /** What is made of spikes without a partner. */
    public enum Unmatched {
        /** Missed ones are pulled up, and those too many down. */
        PULLED,
        /** Each costs the same. */
        COUNTED
    }

    /** What has no partner is pulled. */
    public SpikeTolerance(double threshold_mV, double scale_ms, double robust_ms, double match_ms) {
        this(threshold_mV, scale_ms, robust_ms, match_ms, Unmatched.PULLED);
    }

    /** Half the limit as the scale of the Cauchy loss. */
    public SpikeTolerance(double threshold_mV, double scale_ms, double match_ms) {
        this(threshold_mV, scale_ms, match_ms / 2, match_ms);
    }

    /** The same with something else made of what has no partner. */
    public SpikeTolerance with(Unmatched unmatched) {
        return new SpikeTolerance(threshold_mV, scale_ms, robust_ms, match_ms, unmatched);
    }

    /** @throws IllegalArgumentException when the threshold is not finite, or a time not positive and finite */
    public SpikeTolerance {
        if (!Double.isFinite(threshold_mV)
                || !(scale_ms > 0 && Double.isFinite(scale_ms))
                || !(robust_ms > 0 && Double.isFinite(robust_ms))
                || !(match_ms > 0 && Double.isFinite(match_ms))) {
            throw new IllegalArgumentException(
                    "a tolerance of spikes needs a finite threshold, scales and a limit above" + " 0: threshold_mV="
                            + threshold_mV + ", scale_ms=" + scale_ms + ", robust_ms=" + robust_ms + ", match_ms="
                            + match_ms);
        }
    }
}
