package dev.ranvier.model;

/**
 * A current-clamp recording: voltage and injected current at the same equal intervals from t = 0; each current sample holds
 * until the next.
 *
 * @param voltage_mV what was measured
 * @param current_nA what was injected, positive inward
 */
public record Recording(SampledSignal voltage_mV, SampledSignal current_nA) {
    /** Refuses signals of different length or interval. */
    public Recording {
        if (voltage_mV.length() != current_nA.length() || voltage_mV.interval_ms() != current_nA.interval_ms()) {
            throw new ModelException("voltage and current must have the same samples: " + voltage_mV.length() + " at "
                    + voltage_mV.interval_ms() + " ms and " + current_nA.length() + " at " + current_nA.interval_ms()
                    + " ms");
        }
    }

    /** Time from the first sample to the last. */
    public double duration_ms() {
        return (voltage_mV.length() - 1) * voltage_mV.interval_ms();
    }
}
