package dev.ranvier.parameter;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Target;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;

/** Where a parameter x stands in a batch and in what drives it. */
sealed interface Places permits BatchPlaces, SignalPlaces {
    /** Refuses a parameter that is nowhere, but for the resistance of an electrode that only some recordings have. */
    static Places of(Parameter parameter, Batch batch, Drive drive) {
        Places places = switch (parameter.quantity()) {
            case Quantity.ChannelParameter(String channel, String name, Region where) ->
                BatchPlaces.ofChannel(batch, channel, name, where);
            case Quantity.NetworkWeight(String channel, String name, Region where) ->
                BatchPlaces.ofChannel(batch, channel, name, where);
            case Quantity.ChannelFactor(String channel, String name, Region where) ->
                BatchPlaces.ofChannel(batch, channel, name, where).asFactor();
            case Quantity.Capacitance_uF_per_cm2(Region where) -> BatchPlaces.ofCapacitance(batch, where);
            case Quantity.Area_um2() -> BatchPlaces.ofArea(batch);
            case Quantity.AxialResistivity_ohm_cm(Region where) -> BatchPlaces.ofResistivity(batch, where);
            case Quantity.InitialVoltage_mV() -> BatchPlaces.ofInitialVoltage(batch);
            case Quantity.SeriesResistance_MOhm() -> BatchPlaces.ofSeriesResistance(batch, drive);
            case Quantity.ElectrodeOffset_mV() -> BatchPlaces.ofElectrodeOffset(batch);
            case Quantity.StimulusGain() -> BatchPlaces.ofStimulusGain(batch);
            case Quantity.StimulusParameter(int injection, String name) ->
                SignalPlaces.ofStimulus(drive, injection).named(name);
            case Quantity.StimulusFactor(int injection) ->
                SignalPlaces.ofStimulus(drive, injection).asFactor();
            case Quantity.SynapseParameter(int synapse, String name) ->
                SignalPlaces.ofSynapse(drive, synapse).named(name);
            case Quantity.SynapseFactor(int synapse) ->
                SignalPlaces.ofSynapse(drive, synapse).asFactor();
            case Quantity.SynapseWeight_uS(int synapse) -> SignalPlaces.ofWeights(drive, synapse);
            case Quantity.EventWeight(int arrivals) -> SignalPlaces.ofEvents(drive, arrivals);
        };
        // The electrode of recordings under voltage clamp is not there in others beside them.
        if (places.isNowhere() && !(parameter.quantity() instanceof Quantity.SeriesResistance_MOhm)) {
            throw new ModelException(
                    "parameter " + parameter.name() + " is nowhere in the model: " + parameter.quantity());
        }
        return places;
    }

    /** What a sweep calls the numbers. */
    Target target();

    /** Whether there is no number that x could be. */
    boolean isNowhere();

    /** Whether all numbers stay in their ranges at x. */
    boolean isAllowed(double x);

    /** Writes x into a lane. */
    void write(int lane, double x);

    /** dloss/dx of a lane, or of one of the cotangents that stand beside the one lane. */
    double gather(Differentials bars, int lane, double x);

    /** Sets the direction to rest, where x stands. */
    void clear(Differentials dot, int lane);

    /** Adds to the direction that x changes by {@code rate}. */
    void spread(Differentials dot, int lane, double x, double rate);
}
