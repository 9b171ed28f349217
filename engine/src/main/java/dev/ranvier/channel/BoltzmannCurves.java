package dev.ranvier.channel;

import dev.ranvier.mechanism.VoltageGrid;

/**
 * A gate with a sigmoid x_inf and a bell-shaped tau:
 *
 * <pre>
 *   x_inf = 1 / (1 + exp(-(v - midpoint) / slope))
 *   tau   = tau_peak / cosh((v - midpoint) / (4 slope))^(1/2)
 * </pre>
 *
 * The bell is wide and flat; its peak is at the midpoint, as that of a rate theory with symmetric barriers (Willms et al.,
 * J. Comput. Neurosci. 6 (1999) 121, eqs. 4 and 5, there without the root).
 *
 * @param midpoint_mV where x_inf is one half
 * @param slope_mV of x_inf; positive for an activation, negative for an inactivation
 * @param tauPeak_ms the longest tau
 */
public record BoltzmannCurves(double midpoint_mV, double slope_mV, double tauPeak_ms) implements GateCurves {
    private static final double BELL = 0.25, ROOT = 0.5;

    /** Refuses a slope of zero and a tau that is not positive. */
    public BoltzmannCurves {
        if (!(Math.abs(slope_mV) > 0 && Double.isFinite(slope_mV) && tauPeak_ms > 0 && Double.isFinite(midpoint_mV))) {
            throw new IllegalArgumentException("a Boltzmann gate needs a slope that is not zero and a positive tau:"
                    + " midpoint_mV=" + midpoint_mV + " slope_mV=" + slope_mV + " tauPeak_ms=" + tauPeak_ms);
        }
    }

    @Override
    public void evaluate(VoltageGrid grid, double[] logitInf, double[] logTau) {
        for (int k = 0; k < grid.nodes(); k++) {
            double y = (grid.voltage_mV(k) - midpoint_mV) / slope_mV;
            logitInf[k] = y;
            logTau[k] = Math.log(tauPeak_ms) - ROOT * Math.log(Math.cosh(BELL * y));
        }
    }
}
