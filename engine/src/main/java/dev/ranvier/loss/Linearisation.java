package dev.ranvier.loss;

import java.util.Arrays;

/** Residuals r of one trace, and products with their Jacobian {@code J[j][k] = d r[j] / d trace_mV[k]}. */
public interface Linearisation {
    /** r; not a copy. */
    double[] residuals();

    /**
     * Factors s, one a residual: steps of Gauss and Newton are those of rows {@code s J} and residuals {@code r/s}, whose gradient is
     * the same and whose curvature is nearer to that of the cost where residuals are bent. Not a copy.
     */
    default double[] stretch() {
        double[] ones = new double[residuals().length];
        Arrays.fill(ones, 1);
        return ones;
    }

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
