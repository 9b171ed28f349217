package dev.ranvier.integrate;

/**
 * A lane whose voltage stopped being a finite number.
 *
 * @param lane which
 * @param node the node whose voltage was farthest from zero one step before
 * @param time_ms when
 * @param lastFinite_mV the voltage one step before
 */
public record Divergence(int lane, int node, double time_ms, double lastFinite_mV) {
    /** For people. */
    public String message() {
        return "lane " + lane + " diverged at node " + node + ", t_ms=" + time_ms + "; last finite voltage "
                + lastFinite_mV + " mV. A smaller dt_ms or milder parameters may help.";
    }
}
