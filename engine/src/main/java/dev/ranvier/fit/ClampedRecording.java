package dev.ranvier.fit;

import dev.ranvier.loss.Window;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.VoltageClamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The voltage clamp under which a current was recorded. The cell has been at the first voltage of the command for long.
 *
 * @param command_mV what the amplifier was told, each sample holding until the next
 * @param resistance_MOhm between electrode and cell: what compensation has left of the series resistance
 * @param blank_ms for so long after every jump of the command the current, which charges the membrane, is not looked at
 */
public record ClampedRecording(SampledSignal command_mV, double resistance_MOhm, double blank_ms) {
    /** A jump from one sample to the next; less is a ramp. */
    private static final double JUMP_mV = 2;

    private static final int NOISES = 4, FEWEST = 4;
    private static final double ROUNDING = 0.01;

    /** Refuses a resistance that is not positive, and a negative time. */
    public ClampedRecording {
        ModelException.positive("resistance_MOhm", resistance_MOhm);
        ModelException.finite("blank_ms", ModelException.notNegative("blank_ms", blank_ms));
    }

    /** The clamp of a compartment of so much membrane. */
    VoltageClamp clamp(int node, double area_um2) {
        return new VoltageClamp(node, command_mV, VoltageClamp.density_mS_per_cm2(resistance_MOhm, area_um2));
    }

    /**
     * Whether a current shows that the cell was held before it began: until the command moves it stays where it is at first, within
     * {@value #NOISES} deviations of its noise, and that is not 0.
     */
    boolean isHeldBefore(SampledSignal current_nA) {
        int moves = 1;
        while (moves < Math.min(command_mV.length(), current_nA.length())
                && command_mV.value(moves) == command_mV.value(moves - 1)) {
            moves++;
        }
        int half = moves / 2;
        if (half < FEWEST) {
            return false;
        }
        double mean = IntStream.range(half, moves)
                .mapToDouble(current_nA::value)
                .average()
                .orElseThrow();
        double variance = IntStream.range(half, moves)
                .mapToDouble(k -> current_nA.value(k) - mean)
                .map(x -> x * x)
                .average()
                .orElseThrow();
        double near = NOISES * Math.sqrt(variance) + ROUNDING * Math.abs(mean);
        return Math.abs(mean) > near && Math.abs(current_nA.value(0) - mean) <= near;
    }

    /** The times that are looked at: all but those after jumps. */
    public List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        double from_ms = 0;
        for (int k = 1; k < command_mV.length() && blank_ms > 0; k++) {
            if (Math.abs(command_mV.value(k) - command_mV.value(k - 1)) >= JUMP_mV) {
                double jump_ms = k * command_mV.interval_ms();
                if (jump_ms > from_ms) {
                    windows.add(new Window(from_ms, jump_ms));
                }
                from_ms = jump_ms + blank_ms;
            }
        }
        windows.add(new Window(from_ms, Double.POSITIVE_INFINITY));
        return windows;
    }
}
