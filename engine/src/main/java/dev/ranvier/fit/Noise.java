package dev.ranvier.fit;

import java.util.Arrays;

/**
 * Noise on a recording: white, or of samples each of which remembers the one before, {@code x_k = r x_(k-1) + e_k}, e_k white.
 *
 * @param deviation_mV its standard deviation
 * @param correlation r, of one sample and the next; 0 for white noise
 */
record Noise(double deviation_mV, double correlation) {
    /** Less correlation than this is taken for none, so that a model that is a little wrong is not taken for noise. */
    private static final double LEAST_CORRELATION = 0.3;
    /** How far third differences of a recording, which hardly see a smooth model, may be from those of such noise. */
    private static final double FAR = 1.25;
    /** Parts of which none holds much more of the noise than another, and how many standard deviations are much. */
    private static final int PARTS = 20;

    private static final double MUCH = 5;

    /**
     * Of a recording, from what a model leaves of it. Correlated if it is no white noise, what it is not remembered from the sample before
     * is, evenly over the recording, and third differences are as small as that makes them. What a wrong model leaves is not: it comes
     * with the spikes, and remembers longer.
     *
     * @param white_mV standard deviation, if it were white, as third differences tell
     */
    static Noise of(double white_mV, double[] residuals_mV) {
        Noise white = new Noise(white_mV, 0);
        double square = Whiteness.product(residuals_mV, 0), correlation = Whiteness.product(residuals_mV, 1) / square;
        if (!(correlation >= LEAST_CORRELATION) || !Whiteness.isDoubtful(residuals_mV)) {
            return white;
        }
        double[] fresh = new double[residuals_mV.length - 1];
        Arrays.setAll(fresh, k -> residuals_mV[k + 1] - correlation * residuals_mV[k]);
        Noise coloured = new Noise(Math.sqrt(square / residuals_mV.length), correlation);
        boolean isNoise = coloured.white_mV() <= FAR * white_mV && !Whiteness.isDoubtful(fresh) && isEven(fresh);
        return isNoise ? coloured : white;
    }

    /** What third differences take it for: their variance is that of white noise times {@code 1 - 1.5 r + 0.6 r^2 - 0.1 r^3}. */
    private double white_mV() {
        double r = correlation;
        return deviation_mV * Math.sqrt(1 - r * (1.5 - r * (0.6 - 0.1 * r)));
    }

    /** White noise of which a mean over many samples knows as little: {@code s sqrt((1 + r) / (1 - r))}. */
    double level_mV() {
        return deviation_mV * Math.sqrt((1 + correlation) / (1 - correlation));
    }

    private static boolean isEven(double[] fresh) {
        int size = Math.max(1, fresh.length / PARTS);
        double mean = Whiteness.product(fresh, 0) / fresh.length * size,
                most = mean * (1 + MUCH * Math.sqrt(2.0 / size));
        for (int from = 0; from + size <= fresh.length; from += size) {
            if (Whiteness.product(Arrays.copyOfRange(fresh, from, from + size), 0) > most) {
                return false;
            }
        }
        return true;
    }
}
