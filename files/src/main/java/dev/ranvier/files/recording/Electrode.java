package dev.ranvier.files.recording;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an electrode that injects a current and records adds to the voltage, as the amplifier's bridge balance has left it: a sum of
 * resistances, each charged with a time constant, {@code dv/dt = (R i - v)/tau}; the current's samples hold until the next.
 *
 * @param parts of the sum
 */
public record Electrode(List<Part> parts) {
    /**
     * A resistance; negative where the bridge was balanced too far.
     *
     * @param resistance_MOhm times a current in nA: mV
     * @param tau_ms its time constant; of 0, it follows by the next sample; negative for one that is there in the same sample
     */
    public record Part(double resistance_MOhm, double tau_ms) {
        /** Follows the current in the same sample. */
        public static final double AT_ONCE = -1;

        /** Refuses what is not finite. */
        public Part {
            if (!Double.isFinite(resistance_MOhm) || !Double.isFinite(tau_ms)) {
                throw new IllegalArgumentException("an electrode's resistance and time constant must be finite: "
                        + resistance_MOhm + " MOhm, " + tau_ms + " ms");
            }
        }

        /** Takes it out of a voltage. */
        void removeFrom(double[] voltage_mV, double[] current_nA, double interval_ms) {
            if (tau_ms < 0) {
                for (int k = 0; k < voltage_mV.length; k++) {
                    voltage_mV[k] -= resistance_MOhm * current_nA[k];
                }
                return;
            }
            double kept = tau_ms == 0 ? 0 : Math.exp(-interval_ms / tau_ms), v = resistance_MOhm * current_nA[0];
            for (int k = 0; k < voltage_mV.length; k++) {
                voltage_mV[k] -= v;
                v = kept * v + (1 - kept) * resistance_MOhm * current_nA[k];
            }
        }

        private String described() {
            return resistance_MOhm + " MOhm" + (tau_ms < 0 ? "" : " with " + tau_ms + " ms");
        }
    }

    /** Copies the list. */
    public Electrode {
        parts = List.copyOf(parts);
    }

    /** One resistance, in the same sample. */
    public static Electrode of(double resistance_MOhm) {
        return new Electrode(List.of(new Part(resistance_MOhm, Part.AT_ONCE)));
    }

    /** The parts, for people. */
    String described() {
        return parts.stream().map(Part::described).collect(Collectors.joining(" and "));
    }
}
