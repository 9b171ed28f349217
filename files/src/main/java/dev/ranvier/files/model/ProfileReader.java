package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads values that may differ over a cell: a number; {@code {linear: ...}} or {@code {exponential: ...}} in the path
 * distance from the middle of the root; or values by region, of which the first that fits counts, {@code otherwise} the last.
 * Numbers, those of regions too, may be marked {@code fit:}, and so may the {@code scale} of what depends on the distance.
 */
final class ProfileReader {
    private static final String LINEAR = "linear", EXPONENTIAL = "exponential", OTHERWISE = "otherwise";
    private static final Key AT_ROOT = Key.of("at_root");
    private static final Key PER_MICROMETRE = Key.of("per_um");
    private static final Key LOW = Key.of("low");
    private static final Key HIGH = Key.of("high");
    private static final Key FAR = Key.of("far");
    private static final Key LENGTH = new Key("length", PhysicalQuantity.LENGTH);
    private static final Key SCALE = Key.of("scale");
    private static final KeyGroup OF_LINEAR = KeyGroup.of("values: linear", AT_ROOT, PER_MICROMETRE, LOW, HIGH, SCALE);
    private static final KeyGroup OF_EXPONENTIAL = KeyGroup.of("values: exponential", AT_ROOT, FAR, LENGTH, SCALE);

    private final Compartments compartments;
    private final RegionReader regions;
    private final FitReader fits;

    /** Of values on this cell that are as uncertain as this; adds to {@code marks}. */
    ProfileReader(Compartments compartments, List<FitMark> marks, Uncertainty uncertainty) {
        this.compartments = compartments;
        this.regions = new RegionReader(compartments);
        this.fits = new FitReader(compartments, marks, uncertainty);
    }

    /**
     * The profile behind {@code value}.
     *
     * @param number what it is, and what every compartment's value must lie within
     * @param where the compartments that need a value
     */
    Profile read(YamlValue value, Fittable number, Region where) {
        Profile profile = profile(value, number, "", where);
        for (int node = 0; node < compartments.count(); node++) {
            if (compartments.isCompartment(node) && where.contains(compartments, node)) {
                check(value, number.factor(), number.range(), node, profile.at(compartments, node));
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

    /** Of the part of that name, which has the compartments {@code where}. */
    private Profile profile(YamlValue value, Fittable number, String part, Region where) {
        if (!value.isMapping()) {
            return Profile.of(fits.readPlain(value, number, part, where));
        }
        if (FitReader.isMark(value)) {
            return Profile.of(fits.read(value, number, part, where));
        }
        Map<String, YamlValue> parts = value.mapping().values();
        boolean alone = parts.size() == 1;
        if (alone && parts.containsKey(LINEAR)) {
            return linear(parts.get(LINEAR), number, part, where);
        }
        if (alone && parts.containsKey(EXPONENTIAL)) {
            return exponential(parts.get(EXPONENTIAL), number, part, where);
        }
        return byRegion(value.mapping(), number, where);
    }

    private Profile linear(YamlValue value, Fittable number, String part, Region where) {
        YamlMapping linear = distances(value).allowing(OF_LINEAR);
        double factor = number.factor() * scale(linear, number, part, where);
        return built(
                value,
                () -> new Profile.Linear(
                        linear.number(AT_ROOT) * factor,
                        linear.number(PER_MICROMETRE) * factor,
                        linear.find(LOW).map(YamlValue::number).orElse(Double.NEGATIVE_INFINITY) * factor,
                        linear.find(HIGH).map(YamlValue::number).orElse(Double.POSITIVE_INFINITY) * factor));
    }

    private Profile exponential(YamlValue value, Fittable number, String part, Region where) {
        YamlMapping exponential = distances(value).allowing(OF_EXPONENTIAL);
        double factor = number.factor() * scale(exponential, number, part, where);
        return built(
                value,
                () -> new Profile.Exponential(
                        exponential.number(AT_ROOT) * factor,
                        exponential.number(FAR) * factor,
                        exponential.positive(LENGTH)));
    }

    /** The factor on all values of a profile. */
    private double scale(YamlMapping profile, Fittable number, String part, Region where) {
        return profile.find(SCALE)
                .map(value -> FitReader.isMark(value) ? fits.readScale(value, number, part, where) : value.positive())
                .orElse(1.0);
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

    private Profile byRegion(YamlMapping values, Fittable number, Region where) {
        List<Profile.ByRegion.Part> parts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        values.values().forEach((name, value) -> {
            if (!name.equals(OTHERWISE)) {
                YamlValue key = Objects.requireNonNull(values.keys().get(name));
                parts.add(part(regions.read(key, name), name, value, number, where, taken));
            }
        });
        values.find(Key.of(OTHERWISE))
                .map(value -> part(Region.everywhere(), OTHERWISE, value, number, where, taken))
                .ifPresent(parts::add);
        return new Profile.ByRegion(parts, Double.NaN);
    }

    /** A named region's part; of its branches it gets those that are not taken, and takes them. */
    private Profile.ByRegion.Part part(
            Region region, String name, YamlValue value, Fittable number, Region where, Set<String> taken) {
        Set<String> left = new HashSet<>();
        for (int branch = 0; branch < compartments.branchCount(); branch++) {
            int[] nodes = compartments.compartments(branch);
            String branchName = compartments.branchName(branch);
            if (nodes.length > 0 && region.contains(compartments, nodes[0]) && taken.add(branchName)) {
                left.add(branchName);
            }
        }
        Region here = new Region.Common(List.of(where, new Region.OnBranches(left)));
        return new Profile.ByRegion.Part(region, profile(value, number, name, here));
    }
}
