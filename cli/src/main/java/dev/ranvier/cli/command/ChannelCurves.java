package dev.ranvier.cli.command;

import dev.ranvier.files.input.Shown;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.io.PrintWriter;
import java.util.Locale;

/** The curves of a channel as a table for a terminal, with a bar for each steady state. */
final class ChannelCurves {
    /** -100 to 60 mV in steps of 10 mV. */
    static final VoltageGrid COARSE = new VoltageGrid(-100, 10, 17);

    private static final int BAR = 20;

    private ChannelCurves() {}

    /** Prints those on {@link #COARSE}; nothing for a channel without states. */
    static void print(StateCurves curves, PrintWriter out) {
        for (int state = 0; state < curves.states().size(); state++) {
            String name = curves.states().get(state);
            out.println(String.format(Locale.ROOT, "%8s  %12s  %12s", "v_mV", name + "_inf", "tau_ms"));
            for (int k = 0; k < COARSE.nodes(); k++) {
                double target = curves.target().get(state).get(k);
                out.println(String.format(
                                Locale.ROOT,
                                "%8.0f  %12s  %12s  ",
                                COARSE.voltage_mV(k),
                                number(target),
                                number(curves.tau_ms().get(state).get(k)))
                        + "#".repeat((int) Math.round(BAR * Math.clamp(target, 0, 1))));
            }
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Shown.number(value) : "-";
    }
}
