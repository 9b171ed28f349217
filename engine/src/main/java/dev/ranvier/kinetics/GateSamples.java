package dev.ranvier.kinetics;

import java.util.Arrays;

/**
 * The curves of a gate at some voltages, as a channel's file gives them. A value that is missing is NaN. Immutable; arrays that
 * are handed out are not copies.
 */
public final class GateSamples {
    /** Fewer voltages make no curve. */
    public static final int FEWEST_VOLTAGES = 4;

    private final double[] voltage_mV;
    private final double[] xInf;
    private final double[] tau_ms;

    /**
     * Takes the arrays.
     *
     * @throws IllegalArgumentException unless there are at least {@link #FEWEST_VOLTAGES} finite, rising voltages and as many
     *     values of both curves
     */
    public GateSamples(double[] voltage_mV, double[] xInf, double[] tau_ms) {
        if (voltage_mV.length < FEWEST_VOLTAGES) {
            throw new IllegalArgumentException(
                    "at least " + FEWEST_VOLTAGES + " voltages are needed: " + voltage_mV.length);
        }
        if (xInf.length != voltage_mV.length || tau_ms.length != voltage_mV.length) {
            throw new IllegalArgumentException("x_inf and tau need a value at each of the " + voltage_mV.length
                    + " voltages: " + xInf.length + " and " + tau_ms.length);
        }
        for (int k = 0; k < voltage_mV.length; k++) {
            if (!Double.isFinite(voltage_mV[k])) {
                throw new IllegalArgumentException("voltages must be finite: voltage " + k + " is " + voltage_mV[k]);
            }
            if (k > 0 && !(voltage_mV[k] > voltage_mV[k - 1])) {
                throw new IllegalArgumentException(
                        "voltages must rise: " + voltage_mV[k] + " mV follows " + voltage_mV[k - 1] + " mV");
            }
        }
        this.voltage_mV = voltage_mV;
        this.xInf = xInf;
        this.tau_ms = tau_ms;
    }

    /** Number of voltages. */
    public int size() {
        return voltage_mV.length;
    }

    /** The voltages, rising. */
    public double[] voltage_mV() {
        return voltage_mV;
    }

    /** The steady state at every voltage. */
    public double[] xInf() {
        return xInf;
    }

    /** The time constant at every voltage. */
    public double[] tau_ms() {
        return tau_ms;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GateSamples samples
                && Arrays.equals(voltage_mV, samples.voltage_mV)
                && Arrays.equals(xInf, samples.xInf)
                && Arrays.equals(tau_ms, samples.tau_ms);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(xInf) + Arrays.hashCode(tau_ms);
    }
}
