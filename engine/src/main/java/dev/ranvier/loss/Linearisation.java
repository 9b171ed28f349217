package dev.ranvier.loss;

/** Residuals r of one trace, and products with their Jacobian {@code J[j][k] = d r[j] / d trace_mV[k]}. */
public interface Linearisation {
    /** r; not a copy. */
    double[] residuals();

    /**
     * {@code J t}, what a change of the trace makes of the residuals. A new array.
     *
     * @param tangent a value a sample: the derivative of the trace by a parameter, say. Not modified
     */
    double[] pushForward(double[] tangent);

    /**
     * {@code traceBar += J^T residualBar}.
     *
     * @param residualBar a value a residual, not modified
     * @param traceBar a value a sample, modified
     */
    void pullBack(double[] residualBar, double[] traceBar);
}
