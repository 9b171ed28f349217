package dev.ranvier.loss;

import java.util.List;

/**
 * Mean robust error of the voltage [mV^2]: {@code sum_k w_k c^2 ln(1 + (e_k/c)^2) / sum_k w_k}, {@code e_k = v_k - observed_k},
 * over the samples in windows: the mean squared error of samples that are less than c off, while a spike at another time, which is
 * off by its height and cannot be moved by it, hardly counts. Residuals {@code r_k = sqrt(w_k / sum w) sign(e_k) c sqrt(ln(1 +
 * (e_k/c)^2))}, one a sample in a window.
 */
public final class RobustVoltageError implements Residuals {
    private final Sampling sampling;
    private final double[] observed_mV;
    private final WindowedSamples windowed;
    private final Cauchy cauchy;

    /**
     * Against a recording, on windows, whose weights add where they overlap.
     *
     * @param scale_mV c
     * @throws IllegalArgumentException when the scale is not positive and finite, or no window holds a sample
     */
    public RobustVoltageError(Sampling sampling, double[] observed_mV, double scale_mV, List<Window> windows) {
        if (!(scale_mV > 0 && Double.isFinite(scale_mV))) {
            throw new IllegalArgumentException("scale_mV must be positive and finite: scale_mV=" + scale_mV);
        }
        this.sampling = sampling;
        this.observed_mV = sampling.finite("observed_mV", observed_mV);
        this.windowed = new WindowedSamples(sampling, windows, 0);
        this.cauchy = new Cauchy(scale_mV);
    }

    /** Against a whole recording. */
    public RobustVoltageError(Sampling sampling, double[] observed_mV, double scale_mV) {
        this(sampling, observed_mV, scale_mV, List.of(Window.everything()));
    }

    @Override
    public Sampling sampling() {
        return sampling;
    }

    @Override
    public int count() {
        return windowed.count();
    }

    @Override
    public Linearisation at(double[] trace_mV) {
        sampling.requireLength("trace_mV", trace_mV);
        double[] residuals = new double[count()], slopes = new double[count()];
        for (int j = 0; j < residuals.length; j++) {
            int k = windowed.sample(j);
            double error = trace_mV[k] - observed_mV[k];
            residuals[j] = windowed.root(j) * cauchy.residual(error);
            slopes[j] = windowed.root(j) * cauchy.slope(error);
        }
        return new There(residuals, slopes);
    }

    /** The slopes are a diagonal. */
    private final class There implements Linearisation {
        private final double[] residuals;
        private final double[] slopes;

        There(double[] residuals, double[] slopes) {
            this.residuals = residuals;
            this.slopes = slopes;
        }

        @Override
        public double[] residuals() {
            return residuals;
        }

        @Override
        public double[] pushForward(double[] tangent) {
            double[] product = new double[slopes.length];
            for (int j = 0; j < product.length; j++) {
                product[j] = slopes[j] * tangent[windowed.sample(j)];
            }
            return product;
        }

        @Override
        public void pullBack(double[] residualBar, double[] traceBar) {
            for (int j = 0; j < slopes.length; j++) {
                traceBar[windowed.sample(j)] += slopes[j] * residualBar[j];
            }
        }
    }
}
