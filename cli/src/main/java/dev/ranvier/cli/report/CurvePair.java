package dev.ranvier.cli.report;

/**
 * The two curves of a learned gate.
 *
 * @param gate its name
 * @param inf steady state over voltage
 * @param tau_ms time constant over voltage
 * @param infBand where the steady state lies with 95 % certainty
 * @param tauBand where the time constant does
 */
public record CurvePair(String gate, Points inf, Points tau_ms, Band infBand, Band tauBand) {
    /** Between two lines over the same abscissas. */
    public record Band(Points low, Points high) {}
}
