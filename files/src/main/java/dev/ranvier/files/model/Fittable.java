package dev.ranvier.files.model;

import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Quantity;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * A number of a model file that may be marked {@code fit:}.
 *
 * @param name what reports call it, with the unit of its key
 * @param factor how many of the engine's units the unit of its key is
 * @param range its allowed values, in the engine's unit
 * @param unit how far a step of one moves it in a fit that begins at a value, if it may be negative
 * @param quantity what it is on a part of the cell
 * @param scale what a factor on it is on a part of the cell, if it can have one
 */
record Fittable(
        String name,
        double factor,
        Field range,
        DoubleUnaryOperator unit,
        Function<Region, Quantity> quantity,
        Optional<Function<Region, Quantity>> scale) {
    private static final Field CAPACITANCES = new Field("capacitance_uF_per_cm2", 1, 1e-6, 1e6);
    private static final Field AREAS = new Field("area_um2", 1000, 1e-6, 1e12);
    private static final Field RESISTIVITIES = new Field("axial_resistivity_ohm_cm", 100, 1e-6, 1e12);
    private static final Field RESISTANCES = new Field("resistance_MOhm", 10, 1e-6, 1e9);
    private static final Field VOLTAGES = new Field("initial_voltage_mV", -65, -1000, 1000);
    private static final Field OFFSETS = new Field("offset_mV", 0, -200, 200);
    private static final Field FACTORS = new Field("scale", 1, 0, 1e12);
    private static final Field WEIGHTS = new Field("weight_uS", 0, 0, 1e12);
    /** A step of one in the coordinate of a voltage. */
    private static final double VOLTAGE_STEP_mV = 10;

    /** A parameter of a channel, {@code name} in the file. */
    static Fittable ofChannel(String channel, String name, double factor, Field field) {
        return new Fittable(
                channel + "." + name,
                factor,
                field,
                _ -> VOLTAGE_STEP_mV,
                where -> new Quantity.ChannelParameter(channel, field.name(), where),
                Optional.of(where -> new Quantity.ChannelFactor(channel, field.name(), where)));
    }

    /** The capacitance of the membrane, {@code name} in the file. */
    static Fittable capacitance(String name) {
        return ofCell(name, CAPACITANCES, Quantity.Capacitance_uF_per_cm2::new);
    }

    /** What the area of the only compartment is {@code area_um2} times, {@code name} in the file. */
    static Fittable size(String name, double area_um2) {
        return new Fittable(
                name, area_um2, AREAS, _ -> VOLTAGE_STEP_mV, _ -> new Quantity.Area_um2(), Optional.empty());
    }

    /** The resistivity of the cytoplasm, {@code name} in the file. */
    static Fittable axialResistivity(String name) {
        return ofCell(name, RESISTIVITIES, Quantity.AxialResistivity_ohm_cm::new);
    }

    /** The resistance of the voltage clamp's electrode, of which compensation leaves a part, {@code name} in the file. */
    static Fittable seriesResistance(String name, double left) {
        return new Fittable(
                name,
                left,
                RESISTANCES,
                _ -> VOLTAGE_STEP_mV,
                _ -> new Quantity.SeriesResistance_MOhm(),
                Optional.empty());
    }

    /** The voltage at the start, {@code name} in the file. */
    static Fittable initialVoltage(String name) {
        return ofCell(name, VOLTAGES, _ -> new Quantity.InitialVoltage_mV());
    }

    private static Fittable ofCell(String name, Field field, Function<Region, Quantity> quantity) {
        return new Fittable(name, 1, field, _ -> VOLTAGE_STEP_mV, quantity, Optional.empty());
    }

    /** By how much the electrode shows the voltage too high, {@code name} in the file. */
    static Fittable electrodeOffset(String name) {
        return ofCell(name, OFFSETS, _ -> new Quantity.ElectrodeOffset_mV());
    }

    /** The current that the electrode always injects, the first injection, {@code name} in the file. */
    static Fittable holding(String name, double factor, double unit_nA) {
        Field amplitude = Stimulus.Step.FIELDS.getLast();
        return new Fittable(
                name,
                factor,
                amplitude,
                _ -> unit_nA,
                _ -> new Quantity.StimulusParameter(0, amplitude.name()),
                Optional.empty());
    }

    /** A number of the stimulus of injection {@code injection}. */
    static Fittable ofStimulus(int injection, String name, double factor, Field field) {
        return new Fittable(
                name,
                factor,
                field,
                Fittable::tenth,
                _ -> new Quantity.StimulusParameter(injection, field.name()),
                Optional.empty());
    }

    /** The weight of conductance number {@code synapse} of the file. */
    static Fittable weight(int synapse, String name, double factor) {
        return new Fittable(
                name, factor, WEIGHTS, Fittable::tenth, _ -> new Quantity.SynapseWeight_uS(synapse), Optional.empty());
    }

    /** The weight of all events at receptors number {@code receptors} of the file. */
    static Fittable eventWeight(int receptors, String name, double factor) {
        return new Fittable(
                name, factor, WEIGHTS, Fittable::tenth, _ -> new Quantity.EventWeight(receptors), Optional.empty());
    }

    /** A step of one in the coordinate of a current: there is no telling how large it is but by its start. */
    private static double tenth(double start) {
        return Math.abs(start) / 10;
    }

    /** The factor on this number, which is {@code start} in the file, and 1 for the engine. */
    Fittable scaledBy(double start) {
        return new Fittable(name + ".scale", 1 / start, FACTORS, unit, scale.orElseThrow(), Optional.empty());
    }

    /** A number of the file in the engine's unit; refuses one out of range. */
    double within(YamlValue number) {
        double value = number.number() * factor;
        if (!(range.low() <= value && value <= range.high())) {
            throw number.wrong(
                    "must lie in [" + range.low() / factor + ", " + range.high() / factor + "]: " + number.shown());
        }
        return value;
    }
}
