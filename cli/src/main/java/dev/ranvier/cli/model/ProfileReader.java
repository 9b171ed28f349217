package dev.ranvier.cli.model;

import dev.ranvier.channel.Field;
import dev.ranvier.cli.input.Quantity;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Reads values that may differ over a cell: a number; {@code {linear: ...}} or {@code {exponential: ...}} in the path
 * distance from the middle of the root; or values by region, of which the first that fits counts, {@code otherwise} the last.
 */
final class ProfileReader {
    private static final String LINEAR = "linear", EXPONENTIAL = "exponential", OTHERWISE = "otherwise";
    private static final Key AT_ROOT = Key.of("at_root");
    private static final Key PER_MICROMETRE = Key.of("per_um");
    private static final Key LOW = Key.of("low");
    private static final Key HIGH = Key.of("high");
    private static final Key FAR = Key.of("far");
    private static final Key LENGTH = new Key("length", Quantity.LENGTH);

    private final Compartments compartments;
    private final RegionReader regions;

    /** Of values on this cell. */
    ProfileReader(Compartments compartments) {
        this.compartments = compartments;
        this.regions = new RegionReader(compartments);
    }

    /**
     * The profile behind {@code value}, in {@code factor} of the engine's units.
     *
     * @param range the field that it is of: its name and what every compartment's value must lie within
     * @param where the compartments that need a value
     */
    Profile read(YamlValue value, double factor, Field range, Region where) {
        Profile profile = profile(value, factor);
        for (int node = 0; node < compartments.count(); node++) {
            if (compartments.isCompartment(node) && where.contains(compartments, node)) {
                check(value, factor, range, node, profile.at(compartments, node));
            }
        }
        return profile;
    }

    private void check(YamlValue value, double factor, Field range, int node, double number) {
        if (Double.isNaN(number)) {
            throw value.wrong("no value for " + Site.of(compartments, node).title() + ": add its region, or otherwise");
        }
        if (!(range.low() <= number && number <= range.high())) {
            String at = value.isMapping() ? " at " + Site.of(compartments, node).title() : "";
            String shown = value.isMapping() ? Double.toString(number / factor) : value.shown();
            throw value.wrong(
                    "must lie in [" + range.low() / factor + ", " + range.high() / factor + "]" + at + ": " + shown);
        }
    }

    private Profile profile(YamlValue value, double factor) {
        if (!value.isMapping()) {
            return Profile.of(value.number() * factor);
        }
        Map<String, YamlValue> parts = value.mapping().values();
        boolean alone = parts.size() == 1;
        if (alone && parts.containsKey(LINEAR)) {
            return linear(parts.get(LINEAR), factor);
        }
        if (alone && parts.containsKey(EXPONENTIAL)) {
            return exponential(parts.get(EXPONENTIAL), factor);
        }
        return byRegion(value.mapping(), factor);
    }

    private Profile linear(YamlValue value, double factor) {
        YamlMapping linear = distances(value).allowing(AT_ROOT, PER_MICROMETRE, LOW, HIGH);
        return built(
                value,
                () -> new Profile.Linear(
                        linear.number(AT_ROOT) * factor,
                        linear.number(PER_MICROMETRE) * factor,
                        linear.find(LOW).map(YamlValue::number).orElse(Double.NEGATIVE_INFINITY) * factor,
                        linear.find(HIGH).map(YamlValue::number).orElse(Double.POSITIVE_INFINITY) * factor));
    }

    private Profile exponential(YamlValue value, double factor) {
        YamlMapping exponential = distances(value).allowing(AT_ROOT, FAR, LENGTH);
        return built(
                value,
                () -> new Profile.Exponential(
                        exponential.number(AT_ROOT) * factor,
                        exponential.number(FAR) * factor,
                        exponential.positive(LENGTH)));
    }

    private YamlMapping distances(YamlValue value) {
        if (!compartments.hasGeometry()) {
            throw value.wrong("a cell without a morphology has no distances");
        }
        return value.mapping();
    }

    private static Profile built(YamlValue value, Supplier<Profile> profile) {
        try {
            return profile.get();
        } catch (ModelException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }

    private Profile byRegion(YamlMapping values, double factor) {
        List<Profile.ByRegion.Part> parts = new ArrayList<>();
        values.values().forEach((name, value) -> {
            if (!name.equals(OTHERWISE)) {
                YamlValue key = Objects.requireNonNull(values.keys().get(name));
                parts.add(new Profile.ByRegion.Part(regions.read(key, name), profile(value, factor)));
            }
        });
        values.find(Key.of(OTHERWISE))
                .map(value -> new Profile.ByRegion.Part(Region.everywhere(), profile(value, factor)))
                .ifPresent(parts::add);
        return new Profile.ByRegion(parts, Double.NaN);
    }
}
