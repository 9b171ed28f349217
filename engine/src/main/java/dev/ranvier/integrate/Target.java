package dev.ranvier.integrate;

/** A quantity by which a run is differentiated. */
public sealed interface Target {
    /** Parameter {@code parameter} of channel {@code channel}, by position. */
    record ChannelParameter(int channel, int parameter) implements Target {}

    /** The numbers that all sites of channel {@code channel} share: one row each, see {@code Schema.shared()}. */
    record Shared(int channel) implements Target {}

    /** {@code capacitance_uF_per_cm2}. */
    record Capacitance() implements Target {}

    /** The membrane area of each compartment, as {@code Batch.area()} has it: 1e-5 um2. */
    record Area() implements Target {}

    /** {@code axialConductance_uS}: between each node and its parent. */
    record AxialConductance() implements Target {}

    /** {@code initialVoltage_mV}, gates included; in a run that starts at rest it has no effect. */
    record InitialVoltage() implements Target {}

    /** The factor on the injected current. */
    record StimulusGain() implements Target {}

    /** The numbers that describe the stimulus of injection {@code injection}: one row each, see {@code Stimulus.parameters()}. */
    record StimulusParameters(int injection) implements Target {}

    /** The weights or samples of synapse {@code synapse}: one row each, see {@code Conductance.parameters()}. */
    record SynapseParameters(int synapse) implements Target {}

    /** The conductance of the voltage clamp. */
    record ClampConductance() implements Target {}

    /** {@code electrodeOffset_mV}. */
    record ElectrodeOffset() implements Target {}

    /** The weights of the events that arrive at place {@code arrivals} of the drive: one row each. */
    record EventWeights(int arrivals) implements Target {}
}
