package dev.ranvier.model;

/**
 * A single-electrode voltage clamp: the current {@code g (v - command(t) + offset)} leaves the cell.
 *
 * @param node the compartment with the electrode
 * @param command_mV the command, each sample holding until the next, as an amplifier holds it
 * @param conductance_mS_per_cm2 conductance of the electrode over the compartment's area
 * @param offset_mV by how much the electrode shows the voltage too high, and so holds the cell below its command
 */
public record VoltageClamp(int node, SampledSignal command_mV, double conductance_mS_per_cm2, double offset_mV) {
    /** Refuses a negative conductance, and an offset that is not finite. */
    public VoltageClamp {
        ModelException.notNegative("conductance_mS_per_cm2", conductance_mS_per_cm2);
        ModelException.finite("offset_mV", offset_mV);
    }

    /** By an electrode without an offset. */
    public VoltageClamp(int node, SampledSignal command_mV, double conductance_mS_per_cm2) {
        this(node, command_mV, conductance_mS_per_cm2, 0);
    }

    /** A clamp of the root compartment. */
    public VoltageClamp(SampledSignal command_mV, double conductance_mS_per_cm2) {
        this(0, command_mV, conductance_mS_per_cm2);
    }

    /** Conductance density of an electrode with the given series resistance: {@code 1e5 / (R area)}. */
    public static double density_mS_per_cm2(double seriesResistance_MOhm, double area_um2) {
        return 1e5
                / (ModelException.positive("seriesResistance_MOhm", seriesResistance_MOhm)
                        * ModelException.positive("area_um2", area_um2));
    }
}
