package dev.ranvier.loss;

import java.util.List;

/**
 * Mean squared error of dV/dt [mV^2/ms^2]: {@code sum_k w_k (d_k - observed d_k)^2 / sum_k w_k} with {@code d_k = (v_k+1 - v_k)
 * / interval_ms}, the derivative in the middle between two samples, over the pairs of samples that lie in a window. Residuals
 * {@code r_k = sqrt(w_k / sum w) (d_k - observed d_k)}. It sees the shape and the place of a spike, and hardly a shift of the
 * voltage.
 */
public final class SlopeError extends LinearError {
    /** Against a recording, on windows, whose weights add where they overlap. */
    public SlopeError(Sampling sampling, double[] observed_mV, List<Window> windows) {
        super(sampling, observed_mV, windows, 1);
    }

    /** Against a whole recording. */
    public SlopeError(Sampling sampling, double[] observed_mV) {
        this(sampling, observed_mV, List.of(Window.everything()));
    }

    @Override
    double[] forward(WindowedSamples at, double[] x) {
        double[] product = new double[at.count()];
        for (int j = 0; j < product.length; j++) {
            int k = at.sample(j);
            product[j] = at.root(j) * (x[k + 1] - x[k]) / sampling().interval_ms();
        }
        return product;
    }

    @Override
    void adjoint(WindowedSamples at, double[] productBar, double[] xBar) {
        for (int j = 0; j < productBar.length; j++) {
            int k = at.sample(j);
            double bar = at.root(j) * productBar[j] / sampling().interval_ms();
            xBar[k + 1] += bar;
            xBar[k] -= bar;
        }
    }
}
