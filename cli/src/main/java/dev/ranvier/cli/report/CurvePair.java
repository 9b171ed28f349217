package dev.ranvier.cli.report;

/**
 * The two curves of a learned gate.
 *
 * @param gate its name
 * @param inf steady state over voltage
 * @param tau_ms time constant over voltage
 */
public record CurvePair(String gate, Points inf, Points tau_ms) {}
