package dev.ranvier.cli.validation;

import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.List;

/**
 * When a voltage spikes: where the straight line between two samples rises through a threshold. What rises less than 1 ms after the
 * last spike is noise on it.
 *
 * @param times_ms ascending
 */
record SpikeTrain(List<Double> times_ms) {
    private static final double NOISE_ms = 1;

    SpikeTrain {
        times_ms = List.copyOf(times_ms);
    }

    /** Of a voltage from a time on. */
    static SpikeTrain of(SampledSignal voltage_mV, double threshold_mV, double from_ms) {
        double[] v = voltage_mV.values();
        List<Double> times_ms = new ArrayList<>();
        double last_ms = Double.NEGATIVE_INFINITY;
        for (int k = 1; k < v.length; k++) {
            if (v[k - 1] < threshold_mV && v[k] >= threshold_mV) {
                double t_ms = (k - 1 + (threshold_mV - v[k - 1]) / (v[k] - v[k - 1])) * voltage_mV.interval_ms();
                if (t_ms >= from_ms && t_ms - last_ms > NOISE_ms) {
                    times_ms.add(t_ms);
                    last_ms = t_ms;
                }
            }
        }
        return new SpikeTrain(times_ms);
    }

    /** How many. */
    int count() {
        return times_ms.size();
    }
}
