package dev.ranvier.integrate;

/** A quantity by which a run is differentiated. */
public sealed interface Target {
    /** Parameter {@code parameter} of channel {@code channel}, by position. */
    record ChannelParameter(int channel, int parameter) implements Target {}

    /** The voltage tables of channel {@code channel}. */
    record Tables(int channel) implements Target {}

    /** {@code capacitance_uF_per_cm2}. */
    record Capacitance() implements Target {}

    /** {@code initialVoltage_mV}, gates included. */
    record InitialVoltage() implements Target {}

    /** The factor on the injected current. */
    record StimulusGain() implements Target {}

    /** The conductance of the voltage clamp. */
    record ClampConductance() implements Target {}
}
