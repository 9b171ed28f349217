package dev.ranvier.fit;

import dev.ranvier.integrate.Scheme;
import java.util.List;
import java.util.Set;

/**
 * How an unknown channel is recovered.
 *
 * @param method the optimiser
 * @param hidden units of each hidden layer of the networks
 * @param scheme how time is stepped
 * @param dt_ms time step; must divide the recording's interval
 * @param freeParameters parameters of the channel that are fitted too, by their names in its schema
 */
public record RecoverySettings(
        Method method, List<Integer> hidden, Scheme scheme, double dt_ms, Set<String> freeParameters) {
    /** Optimisers. */
    public enum Method {
        /** Levenberg-Marquardt with clamp homotopy. */
        LM,
        /** AdamW with growing horizon, the published recipe. */
        ADAM
    }

    /** Copies the collections. */
    public RecoverySettings {
        hidden = List.copyOf(hidden);
        freeParameters = Set.copyOf(freeParameters);
    }

    /** Levenberg-Marquardt, a 32x32 network, the second-order scheme at 0.0125 ms. */
    public static RecoverySettings standard() {
        return new RecoverySettings(Method.LM, List.of(32, 32), Scheme.STAGGERED, 0.0125, Set.of());
    }
}
