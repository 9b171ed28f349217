package dev.ranvier.model;

import java.util.Random;

/**
 * Noise with a memory: {@code dx = (mean - x) dt / correlation + sd sqrt(2 / correlation) dW}, begun in its stationary
 * distribution, as for the background of Destexhe et al., Neuroscience 107 (2001) 13.
 *
 * @param mean of x, in x's own unit
 * @param sd standard deviation of x
 * @param correlation_ms time in which the memory fades to 1/e
 * @param seed the same seed gives the same samples on every machine
 */
public record OrnsteinUhlenbeck(double mean, double sd, double correlation_ms, long seed) {
    /** Refuses values that are not finite, a negative deviation and a correlation time that is not positive. */
    public OrnsteinUhlenbeck {
        ModelException.finite("mean", mean);
        ModelException.notNegative("sd", sd);
        ModelException.positive("correlation_ms", correlation_ms);
    }

    /**
     * One path, every {@code interval_ms} from 0 to {@code duration_ms} and no more than one interval beyond. At the samples
     * it has the process's own distribution whatever the interval (Gillespie, Phys. Rev. E 54 (1996) 2084, eq. 1.9):
     * {@code x' = mean + r (x - mean) + sd sqrt(1 - r^2) n}, {@code r = exp(-interval / correlation)}, n normal.
     */
    public SampledSignal sampled(double interval_ms, double duration_ms) {
        ModelException.positive("interval_ms", interval_ms);
        ModelException.notNegative("duration_ms", duration_ms);
        Random random = new Random(seed);
        double kept = StrictMath.exp(-interval_ms / correlation_ms);
        double kick = sd * Math.sqrt(-StrictMath.expm1(-2 * interval_ms / correlation_ms));
        double[] samples = new double[(int) Math.ceil(duration_ms / interval_ms) + 1];
        double deviation = sd * random.nextGaussian();
        for (int k = 0; k < samples.length; k++) {
            samples[k] = mean + deviation;
            deviation = kept * deviation + kick * random.nextGaussian();
        }
        return new SampledSignal(interval_ms, samples);
    }
}
