package dev.ranvier.loss;

import java.util.List;

/**
 * Mean squared error of the voltage [mV^2]: {@code sum_k w_k (v_k - observed_k)^2 / sum_k w_k} over the samples in windows, a
 * mean of samples and not an integral. Residuals {@code r_k = sqrt(w_k / sum w) (v_k - observed_k)}, one a sample in a window.
 */
public final class VoltageError extends LinearError {
    /** Against a recording, on windows, whose weights add where they overlap. */
    public VoltageError(Sampling sampling, double[] observed_mV, List<Window> windows) {
        super(sampling, observed_mV, windows, 0);
    }

    /** Against a whole recording. */
    public VoltageError(Sampling sampling, double[] observed_mV) {
        this(sampling, observed_mV, List.of(Window.everything()));
    }

    @Override
    double[] forward(WindowedSamples at, double[] x) {
        double[] product = new double[at.count()];
        for (int j = 0; j < product.length; j++) {
            product[j] = at.root(j) * x[at.sample(j)];
        }
        return product;
    }

    @Override
    void adjoint(WindowedSamples at, double[] productBar, double[] xBar) {
        for (int j = 0; j < productBar.length; j++) {
            xBar[at.sample(j)] += at.root(j) * productBar[j];
        }
    }
}
