package dev.ranvier.mechanism;

/**
 * Equally spaced voltages {@code low_mV + k spacing_mV}, k in [0, nodes).
 *
 * @param low_mV the first voltage
 * @param spacing_mV the distance of two neighbours
 * @param nodes how many, at least 2
 */
public record VoltageGrid(double low_mV, double spacing_mV, int nodes) {
    /** -150 to 110 mV in steps of 0.5 mV: where cells are held, also to open an h current. */
    public static final VoltageGrid STANDARD = new VoltageGrid(-150, 0.5, 521);

    /** Refuses fewer than two nodes and a spacing that is not positive. */
    public VoltageGrid {
        if (nodes < 2 || !(spacing_mV > 0) || !Double.isFinite(low_mV)) {
            throw new IllegalArgumentException("a voltage grid needs at least 2 nodes and a positive spacing: low_mV="
                    + low_mV + " spacing_mV=" + spacing_mV + " nodes=" + nodes);
        }
    }

    /** Voltage of node {@code k}. */
    public double voltage_mV(int k) {
        return low_mV + k * spacing_mV;
    }

    /** The last voltage. */
    public double high_mV() {
        return voltage_mV(nodes - 1);
    }
}
