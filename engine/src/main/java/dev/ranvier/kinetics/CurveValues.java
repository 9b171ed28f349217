package dev.ranvier.kinetics;

import dev.ranvier.learned.LearnedCurves;

/** x_inf and tau of a gate at some voltages. Arrays that are handed out are not copies. */
public final class CurveValues {
    private final double[] xInf;
    private final double[] tau_ms;

    CurveValues(double[] xInf, double[] tau_ms) {
        this.xInf = xInf;
        this.tau_ms = tau_ms;
    }

    /** Of learned curves. */
    public static CurveValues of(LearnedCurves curves, double[] voltage_mV) {
        double[] x = new double[voltage_mV.length], tau = new double[voltage_mV.length];
        curves.evaluate(voltage_mV, x, tau);
        for (int k = 0; k < x.length; k++) {
            x[k] = 1 / (1 + Math.exp(-x[k]));
            tau[k] = Math.exp(tau[k]);
        }
        return new CurveValues(x, tau);
    }

    /** The steady state at every voltage. */
    public double[] xInf() {
        return xInf;
    }

    /** The time constant at every voltage. */
    public double[] tau_ms() {
        return tau_ms;
    }
}
