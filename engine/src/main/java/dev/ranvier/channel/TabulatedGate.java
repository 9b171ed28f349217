package dev.ranvier.channel;

/**
 * A gate given by its curves.
 *
 * @param name the gate's name
 * @param power how it enters the current
 * @param curves its x_inf and tau
 */
public record TabulatedGate(String name, Power power, GateCurves curves) {}
