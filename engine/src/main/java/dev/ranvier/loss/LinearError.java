package dev.ranvier.loss;

import java.util.List;

/** Residuals {@code r = A (v - observed)} with a matrix A that does not depend on the trace: {@code J = A}. */
abstract sealed class LinearError implements Residuals permits VoltageError, SlopeError {
    private final Sampling sampling;
    private final double[] observed_mV;
    private final WindowedSamples windowed;

    LinearError(Sampling sampling, double[] observed_mV, List<Window> windows, int span) {
        this.sampling = sampling;
        this.observed_mV = sampling.finite("observed_mV", observed_mV);
        this.windowed = new WindowedSamples(sampling, windows, span);
    }

    /** {@code A x}. */
    abstract double[] forward(WindowedSamples at, double[] x);

    /** {@code xBar += A^T productBar}. */
    abstract void adjoint(WindowedSamples at, double[] productBar, double[] xBar);

    @Override
    public final Sampling sampling() {
        return sampling;
    }

    @Override
    public final int count() {
        return windowed.count();
    }

    @Override
    public final Linearisation at(double[] trace_mV) {
        sampling.requireLength("trace_mV", trace_mV);
        double[] error = trace_mV.clone();
        for (int k = 0; k < error.length; k++) {
            error[k] -= observed_mV[k];
        }
        double[] residuals = forward(windowed, error);
        return new Linearisation() {
            @Override
            public double[] residuals() {
                return residuals;
            }

            @Override
            public double[] pushForward(double[] tangent) {
                return forward(windowed, tangent);
            }

            @Override
            public void pullBack(double[] residualBar, double[] traceBar) {
                adjoint(windowed, residualBar, traceBar);
            }
        };
    }
}
