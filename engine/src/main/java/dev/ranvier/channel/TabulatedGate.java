package dev.ranvier.channel;

/**
 * A gate given by its curves.
 *
 * @param name the gate's name
 * @param power how it enters the current
 * @param orientation whether it opens or closes with the voltage, for those who look for its curves
 * @param curves its x_inf and tau
 */
public record TabulatedGate(String name, Power power, Orientation orientation, GateCurves curves) {
    /** A gate oriented as its name says. */
    public TabulatedGate(String name, Power power, GateCurves curves) {
        this(name, power, Orientation.ofName(name), curves);
    }

    /** The gate without how it enters a current. */
    GateKinetics kinetics() {
        return new GateKinetics(name, orientation, curves);
    }
}
