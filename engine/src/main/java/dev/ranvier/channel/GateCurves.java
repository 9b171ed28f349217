package dev.ranvier.channel;

import dev.ranvier.mechanism.VoltageGrid;

/** The two curves that make a gate, {@code x_inf(v)} and {@code tau(v)}, in the coordinates in which they are smooth. */
public interface GateCurves {
    /**
     * {@code logitInf[k] = ln(x_inf / (1 - x_inf))} and {@code logTau[k] = ln(tau / ms)} at every voltage of the grid. Both
     * arrays have {@code grid.nodes()} elements and are overwritten.
     */
    void evaluate(VoltageGrid grid, double[] logitInf, double[] logTau);
}
