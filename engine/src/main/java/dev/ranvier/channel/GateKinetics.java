package dev.ranvier.channel;

/**
 * How a gate that is given by its curves moves.
 *
 * @param name the gate's name
 * @param orientation whether it opens or closes with the voltage, for those who look for its curves
 * @param curves its x_inf and tau
 */
public record GateKinetics(String name, Orientation orientation, GateCurves curves) {}
