package dev.ranvier.parameter;

import dev.ranvier.model.Region;

/** Which number of a model; a region is where all compartments share it. */
public sealed interface Quantity {
    /** A channel's parameter, by the channel's name in the cell and the parameter's in its schema. */
    record ChannelParameter(String channel, String parameter, Region where) implements Quantity {}

    /** A weight of the network that is a channel's, one of its parameters: of many, and by itself it says nothing of the cell. */
    record NetworkWeight(String channel, String weight, Region where) implements Quantity {}

    /** A factor on what the cell says of a channel's parameter, which may differ from compartment to compartment. */
    record ChannelFactor(String channel, String parameter, Region where) implements Quantity {}

    /** The membrane's capacitance. */
    record Capacitance_uF_per_cm2(Region where) implements Quantity {}

    /** The membrane's area, of which every compartment keeps its share. */
    record Area_um2() implements Quantity {}

    /** The cytoplasm's resistivity. */
    record AxialResistivity_ohm_cm(Region where) implements Quantity {}

    /** The voltage at the start; without effect in a run that starts at rest. */
    record InitialVoltage_mV() implements Quantity {}

    /** Resistance between the electrode of the voltage clamp and the cell, where there is such a clamp. */
    record SeriesResistance_MOhm() implements Quantity {}

    /** By how much electrodes show the voltage too high. */
    record ElectrodeOffset_mV() implements Quantity {}

    /** A factor on all injected currents. */
    record StimulusGain() implements Quantity {}

    /**
     * A number of the stimulus of an injection, by its name there: {@code amplitude_nA} of a step, {@code sample[3]_nA} of
     * samples, {@code part[1].start_ms} of a sum.
     */
    record StimulusParameter(int injection, String parameter) implements Quantity {}

    /** A factor on the current that an injection has at first, not on its times. */
    record StimulusFactor(int injection) implements Quantity {}

    /** A number of the conductance of a synapse, by its name there: {@code event[3].weight_uS}, {@code sample[3]_uS}. */
    record SynapseParameter(int synapse, String parameter) implements Quantity {}

    /** A factor on the conductance that a synapse has at first. */
    record SynapseFactor(int synapse) implements Quantity {}

    /** The weight that all events of a synapse share. */
    record SynapseWeight_uS(int synapse) implements Quantity {}

    /** The weight that all events at a place of a point process share, in the process's unit. */
    record EventWeight(int arrivals) implements Quantity {}
}
