package dev.ranvier.fit;

import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers of a cell that a fit takes as known. */
final class KnownNumbers {
    /** A step of one in the coordinate of a number that may be negative. */
    private static final double UNIT = 10;

    private KnownNumbers() {}

    /**
     * Capacitance, axial resistivity, the parameters of all channels, the resistance of the clamp that currents were recorded under and the
     * electrode's offset, as numbers that a fit could change: a factor on those that are positive, the value of the others where it is
     * the same everywhere.
     *
     * @param fitted numbers that are left out
     */
    static List<Parameter> of(Cell cell, List<Experiment> experiments, List<Parameter> fitted) {
        Set<String> own =
                fitted.stream().map(parameter -> what(parameter.quantity())).collect(Collectors.toSet());
        List<Parameter> known = new ArrayList<>();
        if (cell.capacitance_uF_per_cm2() instanceof Profile.Constant(double value)) {
            known.add(positive(
                    "capacitance_uF_per_cm2", new Quantity.Capacitance_uF_per_cm2(Region.everywhere()), value));
        }
        boolean isTree = IntStream.range(0, cell.compartments().count())
                        .filter(cell.compartments()::isCompartment)
                        .count()
                > 1;
        if (isTree && cell.axialResistivity_ohm_cm() instanceof Profile.Constant(double value)) {
            known.add(positive(
                    "axial_resistivity_ohm_cm", new Quantity.AxialResistivity_ohm_cm(Region.everywhere()), value));
        }
        Set<String> learned = fitted.stream()
                .flatMap(parameter -> parameter.quantity() instanceof Quantity.NetworkWeight weight
                        ? Stream.of(weight.channel())
                        : Stream.empty())
                .collect(Collectors.toSet());
        cell.insertions().stream()
                .filter(insertion -> !learned.contains(insertion.name())) // its network makes up for its own numbers
                .forEach(insertion -> known.addAll(of(insertion)));
        experiments.stream()
                .flatMap(experiment -> experiment.clamped().stream())
                .findFirst()
                .ifPresent(clamp -> known.add(positive(
                        "clamp.resistance_MOhm after compensation",
                        new Quantity.SeriesResistance_MOhm(),
                        clamp.resistance_MOhm())));
        known.add(new Parameter(
                "electrode.offset_mV",
                new Quantity.ElectrodeOffset_mV(),
                new Transform.Linear(UNIT),
                0,
                Optional.empty()));
        return known.stream()
                .filter(parameter -> !own.contains(what(parameter.quantity())))
                .toList();
    }

    private static List<Parameter> of(Insertion insertion) {
        List<Field> fields = insertion.mechanism().schema().parameters();
        Set<Integer> supplied = insertion.mechanism().schema().ions().stream()
                .map(ion -> ion.parameter())
                .collect(Collectors.toSet());
        List<Parameter> known = new ArrayList<>();
        for (int p = 0; p < fields.size(); p++) {
            Field field = fields.get(p);
            Optional<Double> value = constant(insertion, field);
            if (supplied.contains(p) || (value.isPresent() && value.get() == 0)) {
                continue;
            }
            String channel = insertion.name(), name = channel + "." + field.name();
            if (field.isPositive()) {
                known.add(positive(name, new Quantity.ChannelFactor(channel, field.name(), insertion.where()), 1));
            } else if (value.isPresent()) {
                known.add(new Parameter(
                        name,
                        new Quantity.ChannelParameter(channel, field.name(), insertion.where()),
                        new Transform.Linear(UNIT),
                        value.get(),
                        Optional.empty()));
            }
        }
        return known;
    }

    private static Optional<Double> constant(Insertion insertion, Field field) {
        Profile profile = insertion.parameters().getOrDefault(field.name(), Profile.of(field.value()));
        return profile instanceof Profile.Constant(double value) ? Optional.of(value) : Optional.empty();
    }

    private static Parameter positive(String name, Quantity quantity, double start) {
        return new Parameter(name, quantity, new Transform.Log(), start, Optional.empty());
    }

    /** What a quantity is, wherever it is. */
    private static String what(Quantity quantity) {
        return switch (quantity) {
            case Quantity.ChannelParameter(String channel, String parameter, Region _) -> channel + "." + parameter;
            case Quantity.ChannelFactor(String channel, String parameter, Region _) -> channel + "." + parameter;
            case Quantity.Capacitance_uF_per_cm2 _ -> "capacitance";
            case Quantity.AxialResistivity_ohm_cm _ -> "resistivity";
            default -> quantity.toString();
        };
    }
}
