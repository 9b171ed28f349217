package dev.ranvier.fit;

import dev.ranvier.model.SampledSignal;
import java.util.Arrays;

/** How near a model can come to a recorded voltage. */
public final class Closeness {
    private static final double CLOSE_mV = 0.5, NOISE_FACTOR = 1.5;
    /** The median of |x| over the standard deviation of a normal x, and the norm of third differences. */
    private static final double MEDIAN = 0.6745, THIRD_DIFFERENCE = Math.sqrt(20);

    /**
     * The deviation of {@link #noise}, as a part of it, times the root of how many samples there are: neighbouring differences have
     * samples in common.
     */
    private static final double UNCERTAINTY = 1.77;

    private Closeness() {}

    /** An RMSE up to which a model is as near as the recording's noise allows: 0.5 mV, or 1.5 times the noise. */
    static double limit_mV(double noise_mV) {
        return Math.max(CLOSE_mV, NOISE_FACTOR * noise_mV);
    }

    /**
     * Standard deviation of white noise on a recording, in its unit, estimated from the median of its third differences, which a smooth
     * trace leaves near zero.
     */
    public static double noise(SampledSignal recorded) {
        double[] v = recorded.values();
        if (v.length < 4) {
            return 0;
        }
        double[] third = new double[v.length - 3];
        for (int k = 0; k < third.length; k++) {
            third[k] = Math.abs(v[k + 3] - 3 * v[k + 2] + 3 * v[k + 1] - v[k]);
        }
        Arrays.sort(third);
        return third[third.length / 2] / (MEDIAN * THIRD_DIFFERENCE);
    }

    /**
     * The relative standard deviation of {@link #noise} where the noise is all there is: by the median 1.17 / sqrt(samples), and 2.3
     * differences say as much as one alone.
     */
    static double uncertainty(int samples) {
        return UNCERTAINTY / Math.sqrt(samples);
    }
}
