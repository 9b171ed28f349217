package dev.ranvier.fit;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import java.util.List;

/**
 * How an unknown channel is recovered.
 *
 * @param method the optimiser
 * @param hidden units of each hidden layer of the networks
 * @param scheme how time is stepped
 * @param dt_ms time step; one that does not divide a recording's interval becomes the next smaller that does
 * @param start where the runs begin
 */
public record RecoverySettings(
        Method method, List<Integer> hidden, Scheme scheme, double dt_ms, InitialCondition start) {
    /** Optimisers. */
    public enum Method {
        /** Levenberg-Marquardt with clamp homotopy. */
        LM(FitSettings.Method.LM, 200),
        /** AdamW with growing horizon, the published recipe. */
        ADAM(FitSettings.Method.ADAM, 2000);

        private final FitSettings.Method optimiser;
        private final int mostSteps;

        Method(FitSettings.Method optimiser, int mostSteps) {
            this.optimiser = optimiser;
            this.mostSteps = mostSteps;
        }

        FitSettings.Method optimiser() {
            return optimiser;
        }

        int mostSteps() {
            return mostSteps;
        }
    }

    /** Copies the list. */
    public RecoverySettings {
        hidden = List.copyOf(hidden);
    }

    /** Levenberg-Marquardt, a 32x32 network, the second-order scheme at 0.0125 ms, from the cell's initial voltage. */
    public static RecoverySettings standard() {
        return new RecoverySettings(
                Method.LM, List.of(32, 32), Scheme.STAGGERED, 0.0125, new InitialCondition.AtVoltage());
    }
}
