package dev.ranvier.fit;

/** Whether what is left of a recording is noise: samples that know nothing of each other. */
final class Whiteness {
    private static final int LAGS = 20;
    /** The chi-square distribution of {@link #LAGS} degrees of freedom exceeds this once in ten thousand. */
    private static final double ONCE_IN_TEN_THOUSAND = 52.4;

    private Whiteness() {}

    /**
     * {@code Q = n (n + 2) sum_k r_k^2 / (n - k)} over the lags 1 to 20, r_k the autocorrelation. Of white noise it is chi-square
     * distributed with 20 degrees of freedom. Ljung and Box (1978), eq. 1.2.
     */
    static double ljungBox(double[] residuals) {
        int n = residuals.length;
        double square = product(residuals, 0), sum = 0;
        for (int lag = 1; lag <= Math.min(LAGS, n - 1); lag++) {
            double r = product(residuals, lag) / square;
            sum += r * r / (n - lag);
        }
        return square == 0 ? 0 : n * (n + 2.0) * sum;
    }

    /** Of all samples and those that are so many before them. */
    static double product(double[] residuals, int lag) {
        double sum = 0;
        for (int k = lag; k < residuals.length; k++) {
            sum += residuals[k] * residuals[k - lag];
        }
        return sum;
    }

    /**
     * How many samples say no more than one that knows nothing of the others: {@code 1 + 2 sum_k r_k} up to the first lag whose r_k white
     * noise might have, twice {@code 1/sqrt(n)}. 1 for white noise. Sokal, in: Functional Integration (1997) 131, eq. 2.16.
     */
    static double correlated(double[] residuals) {
        int n = residuals.length;
        double square = product(residuals, 0), sum = 1;
        for (int lag = 1; lag < n && square > 0; lag++) {
            double r = product(residuals, lag) / square;
            if (r < 2 / Math.sqrt(n)) {
                break;
            }
            sum += 2 * r;
        }
        return sum;
    }

    /** Whether white noise would hardly ever look like this. */
    static boolean isDoubtful(double[] residuals) {
        return ljungBox(residuals) > ONCE_IN_TEN_THOUSAND;
    }
}
