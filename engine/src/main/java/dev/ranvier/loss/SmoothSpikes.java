package dev.ranvier.loss;

/**
 * A spike train that the voltage makes smoothly: to the step from sample k to k+1 belongs the mass
 *
 * <pre>
 *   u_k = g_k (s_k+1 - s_k)      s = sigmoid((v - threshold) / width)      g_k = sigmoid((v_k+1 - v_k) / (interval rise))
 * </pre>
 *
 * s is a smooth "above threshold", g a smooth "rising"; an upstroke from far below to far above adds up to 1, whatever the
 * interval, and a downstroke to almost 0. All derivatives exist. The width is also how far below the threshold a voltage still
 * feels a pull upwards, which falls with exp(-distance/width).
 *
 * @param threshold_mV the middle of an upstroke
 * @param width_mV over which s goes from below to above
 * @param rise_mV_per_ms above which a slope counts as rising
 */
public record SmoothSpikes(double threshold_mV, double width_mV, double rise_mV_per_ms) {
    /** Refuses a threshold that is not finite, and a width and a rise that are not positive. */
    public SmoothSpikes {
        if (!Double.isFinite(threshold_mV) || !(width_mV > 0) || !(rise_mV_per_ms > 0)) {
            throw new IllegalArgumentException(
                    "a smooth spike needs a finite threshold, a width and a rise above 0:" + " threshold_mV="
                            + threshold_mV + ", width_mV=" + width_mV + ", rise_mV_per_ms=" + rise_mV_per_ms);
        }
    }

    /** Around a threshold, 4 mV wide, rising above 5 mV/ms: the upstroke of an ordinary spike counts 0.99 or more. */
    public SmoothSpikes(double threshold_mV) {
        this(threshold_mV, 4, 5);
    }

    /** The masses that a trace makes, and their derivatives. */
    Train train(double[] trace_mV, double interval_ms) {
        return new Train(trace_mV, interval_ms);
    }

    /** The sum of the masses of the steps from sample {@code first} to sample {@code end} of a trace. */
    double count(double[] trace_mV, double interval_ms, int first, int end) {
        double scale = 1 / (interval_ms * rise_mV_per_ms), sum = 0;
        double before = sigmoid((trace_mV[Math.min(first, trace_mV.length - 1)] - threshold_mV) / width_mV);
        for (int k = first; k < end; k++) {
            double after = sigmoid((trace_mV[k + 1] - threshold_mV) / width_mV);
            sum += sigmoid(scale * (trace_mV[k + 1] - trace_mV[k])) * (after - before);
            before = after;
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Masses u and their derivatives by the voltages before and after the step, all of {@code samples - 1} values. */
    final class Train {
        final double[] mass;
        final double[] byBefore;
        final double[] byAfter;

        private Train(double[] v, double interval_ms) {
            int steps = v.length - 1;
            mass = new double[steps];
            byBefore = new double[steps];
            byAfter = new double[steps];
            double scale = 1 / (interval_ms * rise_mV_per_ms);
            double before = sigmoid((v[0] - threshold_mV) / width_mV);
            for (int k = 0; k < steps; k++) {
                double after = sigmoid((v[k + 1] - threshold_mV) / width_mV);
                double rising = sigmoid(scale * (v[k + 1] - v[k]));
                double byRise = scale * rising * (1 - rising) * (after - before);
                mass[k] = rising * (after - before);
                byBefore[k] = -byRise - rising * before * (1 - before) / width_mV;
                byAfter[k] = byRise + rising * after * (1 - after) / width_mV;
                before = after;
            }
        }
    }
}
