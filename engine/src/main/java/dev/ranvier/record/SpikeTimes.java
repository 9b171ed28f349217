package dev.ranvier.record;

import java.util.Arrays;

/** When a voltage rises through a threshold. */
public final class SpikeTimes {
    /** Spikes for which there is room at first. */
    private static final int ROOM = 16;

    private SpikeTimes() {}

    /**
     * The times in ms at which {@code voltage_mV}, sampled every {@code interval_ms} from t = 0, comes from below to
     * {@code threshold_mV} or above, on the straight line between the two samples. Not modified.
     */
    public static double[] of(double[] voltage_mV, double interval_ms, double threshold_mV) {
        double[] times = new double[ROOM];
        int count = 0, n = voltage_mV.length;
        for (int k = 0; k < n; k++) {
            while (k < n && !(voltage_mV[k] < threshold_mV)) {
                k++;
            }
            while (k < n && voltage_mV[k] < threshold_mV) {
                k++;
            }
            if (k < n && voltage_mV[k] >= threshold_mV) {
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                }
                times[count++] = (k - 1 + fraction(voltage_mV[k - 1], voltage_mV[k], threshold_mV)) * interval_ms;
            }
        }
        return Arrays.copyOf(times, count);
    }

    static boolean rises(double before_mV, double after_mV, double threshold_mV) {
        return before_mV < threshold_mV && after_mV >= threshold_mV;
    }

    /** Which part of the interval has passed at the threshold. */
    static double fraction(double before_mV, double after_mV, double threshold_mV) {
        return (threshold_mV - before_mV) / (after_mV - before_mV);
    }
}
