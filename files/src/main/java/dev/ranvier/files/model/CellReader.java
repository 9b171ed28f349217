package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.MorphologyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Reads the section {@code cell}, and cuts the shape that belongs to it into compartments. */
final class CellReader {
    private static final Key AREA = new Key("area", PhysicalQuantity.AREA);
    private static final Key CYLINDER = Key.of("cylinder");
    private static final Key LENGTH = new Key("length", PhysicalQuantity.LENGTH);
    private static final Key RADIUS = new Key("radius", PhysicalQuantity.LENGTH);
    private static final Key DIAMETER = new Key("diameter", PhysicalQuantity.LENGTH);
    private static final Key CAPACITANCE = new Key("capacitance", PhysicalQuantity.CAPACITANCE_DENSITY);
    private static final Key RESISTIVITY = new Key("axial_resistivity", PhysicalQuantity.RESISTIVITY);
    private static final Key INITIAL_VOLTAGE = new Key("initial_voltage", PhysicalQuantity.VOLTAGE);
    private static final Key CELSIUS = new Key("celsius", PhysicalQuantity.TEMPERATURE);
    private static final KeyGroup CELL = KeyGroup.of(
            "cell", AREA, CYLINDER, CAPACITANCE, RESISTIVITY, INITIAL_VOLTAGE, CELSIUS, Uncertainty.UNCERTAIN);
    private static final KeyGroup SIZE = KeyGroup.of("cell.cylinder", LENGTH, RADIUS, DIAMETER);

    private static final Compartments NO_SHAPE = new Cell(1, 1, 0, List.of()).compartments();

    private final YamlMapping cell;
    private final List<FitMark> marks;

    /** Of this section; adds to {@code marks}. */
    CellReader(YamlMapping cell, List<FitMark> marks) {
        this.marks = marks;
        this.cell = cell.allowing(CELL);
    }

    /** The temperature, if it is given. */
    Optional<YamlValue> celsius() {
        return cell.find(CELSIUS);
    }

    /** How well the numbers of the cell and its channels are known. */
    Uncertainty uncertainty() {
        return Uncertainty.of(cell, Uncertainty.NONE);
    }

    /** A cell of one compartment. */
    CellEntry single() {
        cell.find(RESISTIVITY).ifPresent(value -> {
            throw value.wrong("a cell of one compartment has no axial resistance; leave it out, or give a morphology");
        });
        Cell one = new Cell(area_um2(), 1, 0, List.of());
        Compartments compartments = cell.find(CYLINDER)
                .map(cylinder -> Compartments.cylinder(
                        one.compartments().branchName(0),
                        one.compartments().area_um2(0),
                        2 * radius_um(cylinder.mapping())))
                .orElse(one.compartments());
        return new CellEntry(
                Optional.empty(),
                compartments,
                "one compartment",
                capacitance(compartments, marks),
                one.axialResistivity_ohm_cm(),
                initialVoltage_mV(compartments),
                celsius().map(YamlValue::number));
    }

    /** A cell of this shape, cut by the rule of its section, into at most {@code limit} compartments. */
    CellEntry of(Morphology morphology, YamlMapping section, int limit) {
        for (Key size : List.of(AREA, CYLINDER)) {
            cell.find(size).ifPresent(value -> {
                throw value.wrong("the morphology already gives the size of the membrane; keep one");
            });
        }
        Discretisation rule = MorphologyReader.rule(section, morphology);
        Compartments compartments = cut(morphology, rule, MorphologyReader.rulePlace(section), limit);
        return new CellEntry(
                Optional.of(morphology),
                compartments,
                shown(rule),
                capacitance(compartments, marks),
                resistivity(compartments, marks),
                initialVoltage_mV(compartments),
                celsius().map(YamlValue::number));
    }

    /** Profiles need compartments and the rule needs values: it takes those of branches that are one compartment each. */
    private Compartments cut(Morphology morphology, Discretisation rule, YamlValue place, int limit) {
        Compartments whole = morphology.discretise(new Discretisation.PerBranch(1));
        List<FitMark> again = new ArrayList<>(); // the final compartments count
        Profile capacitance = capacitance(whole, again), resistivity = resistivity(whole, again);
        try {
            return morphology.discretise(
                    rule, new CableProperties(byBranch(resistivity, whole), byBranch(capacitance, whole)), limit);
        } catch (MorphologyException e) {
            throw place.wrong(e.getMessage() + " (--allow-large)");
        }
    }

    private static ToDoubleFunction<Branch> byBranch(Profile profile, Compartments whole) {
        return branch -> profile.at(whole, whole.at(branch.name(), 0.5));
    }

    private Profile capacitance(Compartments compartments, List<FitMark> marks) {
        return profile(CAPACITANCE, Fittable.capacitance(cell.spelling(CAPACITANCE)), compartments, marks);
    }

    private Profile resistivity(Compartments compartments, List<FitMark> marks) {
        return profile(RESISTIVITY, Fittable.axialResistivity(cell.spelling(RESISTIVITY)), compartments, marks);
    }

    private Profile profile(Key key, Fittable number, Compartments compartments, List<FitMark> marks) {
        YamlValue value = cell.require(key);
        if (!value.isMapping()) {
            value.positive();
        }
        return new ProfileReader(compartments, marks, uncertainty()).read(value, number, Region.everywhere());
    }

    private double initialVoltage_mV(Compartments compartments) {
        YamlValue value = cell.require(INITIAL_VOLTAGE);
        return new FitReader(compartments, marks, Uncertainty.NONE)
                .readIfMarked(value, Fittable.initialVoltage(cell.spelling(INITIAL_VOLTAGE)), "")
                .orElseGet(value::number);
    }

    private static String shown(Discretisation rule) {
        return switch (rule) {
            case Discretisation.PerBranch(int compartments) -> compartments + " to a branch";
            case Discretisation.MaximumLength(double length_um) -> "none longer than " + length_um + " \u00b5m";
            case Discretisation.DLambda(double fraction, double frequency_Hz) ->
                "d_lambda " + fraction + " at " + frequency_Hz + " Hz";
            case Discretisation.ByName _ -> "numbers by branch";
        };
    }

    private double area_um2() {
        Optional<YamlValue> cylinder = cell.find(CYLINDER);
        if (cylinder.isPresent() == cell.find(AREA).isPresent()) {
            throw cell.self()
                    .wrong("the size of the membrane is needed once: give area_um2, or cylinder with length_um"
                            + " and radius_um or diameter_um, or a section morphology");
        }
        return cylinder.map(value -> cylinderArea_um2(value.mapping()))
                .orElseGet(() -> size(cell.require(AREA), cell.spelling(AREA), 1));
    }

    /** An area that is {@code area_um2} times a number, which may be marked. */
    private double size(YamlValue number, String name, double area_um2) {
        return new FitReader(NO_SHAPE, marks, Uncertainty.NONE)
                .readIfMarked(number, Fittable.size(name, area_um2), "")
                .orElseGet(() -> number.positive() * area_um2);
    }

    private double cylinderArea_um2(YamlMapping cylinder) {
        cylinder.allowing(SIZE);
        if (cylinder.find(RADIUS).isPresent() == cylinder.find(DIAMETER).isPresent()) {
            throw cylinder.self().wrong("either radius_um or diameter_um is needed");
        }
        return size(
                cylinder.require(LENGTH),
                "cylinder." + cylinder.spelling(LENGTH),
                Cell.cylinderArea_um2(1, radius_um(cylinder)));
    }

    private static double radius_um(YamlMapping cylinder) {
        return cylinder.find(RADIUS).isPresent() ? cylinder.positive(RADIUS) : cylinder.positive(DIAMETER) / 2;
    }
}
