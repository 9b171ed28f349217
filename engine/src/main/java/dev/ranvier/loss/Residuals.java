package dev.ranvier.loss;

/** A loss that is a sum of squares {@code |r|^2}, as Levenberg-Marquardt needs it; weights are inside r. */
public interface Residuals extends Loss {
    /** Number of residuals. */
    int count();

    /**
     * The residuals of a trace and their derivatives there.
     *
     * @param trace_mV the samples, not modified
     */
    Linearisation at(double[] trace_mV);

    /** {@code |r|^2};  {@code traceBar += scale 2 J^T r}. */
    @Override
    default double evaluate(double[] trace_mV, double scale, double[] traceBar) {
        Linearisation there = at(trace_mV);
        double[] residualBar = there.residuals().clone();
        double sum = 0;
        for (int j = 0; j < residualBar.length; j++) {
            sum += residualBar[j] * residualBar[j];
            residualBar[j] *= 2 * scale;
        }
        there.pullBack(residualBar, traceBar);
        return sum;
    }
}
