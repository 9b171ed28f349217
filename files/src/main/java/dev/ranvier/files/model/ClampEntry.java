package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Place;
import dev.ranvier.fit.ClampedRecording;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.VoltageClamp;
import java.util.Optional;

/**
 * The section {@code clamp}.
 *
 * @param site where the electrode is
 * @param command_mV what drives it in a simulation; a recording brings its own
 * @param area_um2 membrane of the compartment there
 * @param conductance_mS_per_cm2 of the electrode over that membrane, after compensation
 * @param blank_ms how long after a jump of a command a recorded current is not looked at, if the file says it
 * @param place where the file has it
 */
public record ClampEntry(
        Site site,
        Optional<SampledSignal> command_mV,
        double area_um2,
        double conductance_mS_per_cm2,
        Optional<Double> blank_ms,
        Place place) {
    /** So many time constants of the membrane behind the electrode after a jump are not looked at. */
    private static final double TIME_CONSTANTS = 5;

    /** The clamp of a simulation by an electrode with this offset; refuses one without a command. */
    public VoltageClamp driving(double offset_mV) {
        return command_mV
                .map(command -> new VoltageClamp(site.node(), command, conductance_mS_per_cm2, offset_mV))
                .orElseThrow(() -> new BadInputException(
                        place,
                        "clamp: missing key file: say which voltage is commanded; without it a clamp is that of"
                                + " recordings, for 'ranvier fit' and 'ranvier recover'"));
    }

    /** Between electrode and cell. */
    double resistance_MOhm() {
        return 1e5 / (conductance_mS_per_cm2 * area_um2);
    }

    /**
     * The clamp under which a recording was made.
     *
     * @param capacitance_nF of the cell, which is charged after jumps of the command
     */
    public ClampedRecording recording(SampledSignal command_mV, double capacitance_nF) {
        return new ClampedRecording(
                command_mV, resistance_MOhm(), blank_ms.orElse(TIME_CONSTANTS * resistance_MOhm() * capacitance_nF));
    }
}
