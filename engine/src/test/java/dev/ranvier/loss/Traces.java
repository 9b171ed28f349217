package dev.ranvier.loss;

import java.util.Random;

/** Voltage traces given by formulas. */
final class Traces {
    private Traces() {}

    /** A rest at -65 mV with a spike of some ms at each time, an after-hyperpolarisation, and a slow wave. */
    static double[] spiking(Sampling sampling, double... times_ms) {
        double[] v = new double[sampling.samples()];
        for (int k = 0; k < v.length; k++) {
            double t = sampling.time_ms(k);
            v[k] = -65 + 2 * Math.sin(t / 7);
            for (double time : times_ms) {
                double s = t - time;
                v[k] += 95 * Math.exp(-s * s / (s < 0 ? 0.5 : 0.9));
                v[k] -= s > 0 ? 8 * s * Math.exp(-s / 3) / 3 : 0;
            }
        }
        return v;
    }

    /** {@code from} bent by smooth random waves of {@code size_mV}. */
    static double[] bent(double[] from, Sampling sampling, double size_mV, long seed) {
        Random random = new Random(seed);
        double[] v = from.clone();
        for (int wave = 1; wave <= 6; wave++) {
            double size = size_mV * random.nextGaussian(), phase = 6 * random.nextDouble();
            for (int k = 0; k < v.length; k++) {
                v[k] += size * Math.sin(wave * sampling.time_ms(k) / 4 + phase);
            }
        }
        return v;
    }

    static double[] random(int length, long seed) {
        return new Random(seed).doubles(length, -1, 1).toArray();
    }
}
