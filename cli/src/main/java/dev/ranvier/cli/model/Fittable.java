package dev.ranvier.cli.model;

import dev.ranvier.channel.Field;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Quantity;
import java.util.Optional;
import java.util.function.Function;

/**
 * A number of a model file that may be marked {@code fit:}.
 *
 * @param name what reports call it, with the unit of its key
 * @param factor how many of the engine's units the unit of its key is
 * @param range its allowed values, in the engine's unit
 * @param quantity what it is on a part of the cell
 * @param scale what a factor on it is on a part of the cell, if it can have one
 */
record Fittable(
        String name,
        double factor,
        Field range,
        Function<Region, Quantity> quantity,
        Optional<Function<Region, Quantity>> scale) {
    private static final Field CAPACITANCES = new Field("capacitance_uF_per_cm2", 1, 1e-6, 1e6);
    private static final Field RESISTIVITIES = new Field("axial_resistivity_ohm_cm", 100, 1e-6, 1e12);
    private static final Field VOLTAGES = new Field("initial_voltage_mV", -65, -1000, 1000);
    private static final Field FACTORS = new Field("scale", 1, 0, 1e12);

    /** A parameter of a channel, {@code name} in the file. */
    static Fittable ofChannel(String channel, String name, double factor, Field field) {
        return new Fittable(
                channel + "." + name,
                factor,
                field,
                where -> new Quantity.ChannelParameter(channel, field.name(), where),
                Optional.of(where -> new Quantity.ChannelFactor(channel, field.name(), where)));
    }

    /** The capacitance of the membrane, {@code name} in the file. */
    static Fittable capacitance(String name) {
        return ofCell(name, CAPACITANCES, Quantity.Capacitance_uF_per_cm2::new);
    }

    /** The resistivity of the cytoplasm, {@code name} in the file. */
    static Fittable axialResistivity(String name) {
        return ofCell(name, RESISTIVITIES, Quantity.AxialResistivity_ohm_cm::new);
    }

    /** The voltage at the start, {@code name} in the file. */
    static Fittable initialVoltage(String name) {
        return ofCell(name, VOLTAGES, _ -> new Quantity.InitialVoltage_mV());
    }

    private static Fittable ofCell(String name, Field field, Function<Region, Quantity> quantity) {
        return new Fittable(name, 1, field, quantity, Optional.empty());
    }

    /** The factor on this number, which is {@code start} in the file, and 1 for the engine. */
    Fittable scaledBy(double start) {
        return new Fittable(name + ".scale", 1 / start, FACTORS, scale.orElseThrow(), Optional.empty());
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
