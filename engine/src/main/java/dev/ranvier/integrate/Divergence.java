package dev.ranvier.integrate;

import dev.ranvier.model.ModelException;
import java.util.List;

/**
 * A lane whose voltage stopped being a finite number, or which found no resting state to start at.
 *
 * @param lane which
 * @param node the node whose voltage was farthest from zero one step before
 * @param time_ms when; 0 where there was no resting state
 * @param lastFinite_mV the voltage one step before, or where the search began
 */
public record Divergence(int lane, int node, double time_ms, double lastFinite_mV) {
    /** Whether the lane found no resting state. */
    public boolean isWithoutRest() {
        return time_ms == 0;
    }

    /** For people. */
    public String message() {
        return isWithoutRest()
                ? "lane " + lane + " found no resting state from " + lastFinite_mV
                        + " mV: it may be spontaneously active; start it at a voltage instead"
                : "lane " + lane + " diverged at node " + node + ", t_ms=" + time_ms + "; last finite voltage "
                        + lastFinite_mV + " mV. A smaller dt_ms or milder parameters may help.";
    }

    /**
     * For a run that makes no sense without a resting state.
     *
     * @throws ModelException where a lane found none
     */
    public static void refuseWithoutRest(List<Divergence> divergences) {
        for (Divergence divergence : divergences) {
            if (divergence.isWithoutRest()) {
                throw new ModelException(divergence.message());
            }
        }
    }
}
