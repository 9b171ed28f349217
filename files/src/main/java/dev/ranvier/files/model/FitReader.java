package dev.ranvier.files.model;

import dev.ranvier.formula.NearestName;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads marks, {@code {fit: 50}} or {@code {fit: {start: 50, low: 1, high: 200, per: branch, prior_mean: 40, prior_sd: 10}}},
 * all in the unit of their key, and keeps them.
 */
final class FitReader {
    private static final Key FIT = Key.of("fit");
    private static final Key START = Key.of("start");
    private static final Key LOW = Key.of("low");
    private static final Key HIGH = Key.of("high");
    private static final Key PER = Key.of("per");
    private static final Key PRIOR_MEAN = Key.of("prior_mean");
    private static final Key PRIOR_SD = Key.of("prior_sd");

    private static final KeyGroup MARK = KeyGroup.of("fit", FIT);
    private static final KeyGroup UNSHARED = KeyGroup.of("fit: numbers", START, LOW, HIGH, PER, PRIOR_MEAN, PRIOR_SD);
    private static final KeyGroup SHARED = KeyGroup.of("fit: numbers", START, LOW, HIGH, PRIOR_MEAN, PRIOR_SD);

    private static final String CELL = "cell", REGION = "region", BRANCH = "branch";
    private final Compartments compartments;
    private final List<FitMark> marks;
    private final Uncertainty uncertainty;

    /** Of numbers of this cell that are as uncertain as this; adds to {@code marks}. */
    FitReader(Compartments compartments, List<FitMark> marks, Uncertainty uncertainty) {
        this.compartments = compartments;
        this.marks = marks;
        this.uncertainty = uncertainty;
    }

    /** Whether a mark has been read. */
    boolean hasMarks() {
        return !marks.isEmpty();
    }

    /** The start, the coordinate and the prior of a mark, in the engine's unit. */
    private record Numbers(double start, Transform transform, Optional<Prior> prior) {
        Parameter named(String name, Fittable number, Region where) {
            return new Parameter(name, number.quantity().apply(where), transform, start, prior);
        }
    }

    /** Whether a mark stands there. */
    static boolean isMark(YamlValue value) {
        return value.isMapping() && value.mapping().find(FIT).isPresent();
    }

    /** What stands behind {@code fit:}. */
    private static YamlValue behind(YamlValue value) {
        return value.mapping().allowing(MARK).require(FIT);
    }

    /**
     * Keeps a mark; its start in the engine's unit.
     *
     * @param part the name of the part of the cell whose value this is; empty for all of it
     * @param where the compartments that have it
     */
    double read(YamlValue value, Fittable number, String part, Region where) {
        YamlValue behind = behind(value);
        Numbers numbers = numbers(behind, number, UNSHARED);
        if (branches(where).length == 0) {
            throw value.wrong("no compartment is left for this number: the channel is not there, or other regions"
                    + " before it have them all");
        }
        switch (per(behind)) {
            case CELL -> keep(value, number, false, List.of(shared(numbers, number, part, where)));
            case REGION -> keep(value, number, true, perType(numbers, number, where));
            default -> keep(value, number, true, perBranch(numbers, number, where));
        }
        return numbers.start;
    }

    /**
     * A plain number in the engine's unit. An uncertain one, which is not zero, counts as marked.
     *
     * @param part the name of the part of the cell whose value this is; empty for all of it
     * @param where the compartments that have it
     */
    double readPlain(YamlValue value, Fittable number, String part, Region where) {
        double known = value.number() * number.factor();
        if (uncertainty.part() > 0 && known != 0 && branches(where).length > 0) {
            Prior prior = new Prior(number.within(value), uncertainty.part() * Math.abs(known));
            Numbers numbers = new Numbers(known, unbounded(value, number), Optional.of(prior));
            keep(value, number, false, List.of(shared(numbers, number, part, where)));
        }
        return known;
    }

    /** Keeps the mark of a number that cannot be split; its start in the engine's unit. */
    double readShared(YamlValue value, Fittable number, String part, Region where) {
        Numbers numbers = numbers(behind(value), number, SHARED);
        keep(value, number, false, List.of(shared(numbers, number, part, where)));
        return numbers.start;
    }

    /** Keeps the mark, if one stands there, of a number that cannot be split; its start in the engine's unit. */
    OptionalDouble readIfMarked(YamlValue value, Fittable number, String part) {
        return isMark(value)
                ? OptionalDouble.of(readShared(value, number, part, Region.everywhere()))
                : OptionalDouble.empty();
    }

    /** Keeps the mark of a factor on a number; the factor at the start. */
    double readScale(YamlValue value, Fittable number, String part, Region where) {
        if (number.scale().isEmpty()) {
            throw value.wrong(
                    "a factor on this number cannot be fitted; mark a number for all of the cell or for a" + " region");
        }
        double start = start(behind(value)).positive();
        readShared(value, number.scaledBy(start), part, where);
        return start;
    }

    private void keep(YamlValue value, Fittable number, boolean split, List<FitMark.Part> parts) {
        FitMark.Writing writing = split ? new FitMark.Writing.ByRegion() : new FitMark.Writing.InPlace();
        marks.add(new FitMark(number.factor(), writing, parts, value.place(), value.span()));
    }

    private static FitMark.Part shared(Numbers numbers, Fittable number, String part, Region where) {
        return new FitMark.Part(part, numbers.named(named(number, part), number, where));
    }

    private static YamlValue start(YamlValue behind) {
        return behind.isMapping() ? behind.mapping().require(START) : behind;
    }

    private static Numbers numbers(YamlValue behind, Fittable number, KeyGroup known) {
        if (!behind.isMapping()) {
            Transform transform = unbounded(behind, number);
            return new Numbers(number.within(behind), transform, Optional.empty());
        }
        YamlMapping keys = behind.mapping().allowing(known);
        YamlValue start = start(behind);
        Optional<YamlValue> low = keys.find(LOW), high = keys.find(HIGH);
        if (low.isPresent() != high.isPresent()) {
            throw behind.wrong("low and high belong together: give both, or leave both out");
        }
        Transform transform =
                low.isPresent() ? bounded(start, low.get(), high.orElseThrow(), number) : unbounded(start, number);
        return new Numbers(number.within(start), transform, prior(keys, number.factor()));
    }

    private static Transform unbounded(YamlValue start, Fittable number) {
        if (number.range().low() >= 0) {
            start.positive();
            return new Transform.Log();
        }
        double unit = number.unit().applyAsDouble(number.within(start));
        if (unit == 0) {
            throw start.wrong("from 0 a fit does not know how far to go: give another start, or low and high");
        }
        return new Transform.Linear(unit);
    }

    private static Transform bounded(YamlValue start, YamlValue low, YamlValue high, Fittable number) {
        double from = number.within(low), to = number.within(high), begin = number.within(start);
        if (!(from < to)) {
            throw low.wrong("must be below high = " + high.shown() + ": " + low.shown());
        }
        if (!(from < begin && begin < to)) {
            throw start.wrong("a fit must start between its bounds, above low = " + low.shown() + " and below high = "
                    + high.shown() + ": " + start.shown());
        }
        return new Transform.Bounded(from, to);
    }

    private static Optional<Prior> prior(YamlMapping keys, double factor) {
        Optional<YamlValue> mean = keys.find(PRIOR_MEAN), sd = keys.find(PRIOR_SD);
        if (mean.isPresent() != sd.isPresent()) {
            throw mean.or(() -> sd)
                    .orElseThrow()
                    .wrong("prior_mean and prior_sd belong together: give both, or leave both out");
        }
        return mean.map(
                value -> new Prior(value.number() * factor, sd.orElseThrow().positive() * factor));
    }

    private static String per(YamlValue behind) {
        Optional<YamlValue> per = behind.isMapping() ? behind.mapping().find(PER) : Optional.empty();
        List<String> known = List.of(CELL, REGION, BRANCH);
        per.filter(value -> !known.contains(value.text())).ifPresent(value -> {
            throw value.wrong("one number per what? '" + value.text() + "'; " + NearestName.hint(value.text(), known));
        });
        return per.map(YamlValue::text).orElse(CELL);
    }

    private List<FitMark.Part> perBranch(Numbers numbers, Fittable number, Region where) {
        int prefix = number.name().length() + 1;
        return Parameter.perBranch(
                        number.name(),
                        number.quantity(),
                        where,
                        compartments,
                        numbers.transform,
                        numbers.start,
                        numbers.prior)
                .stream()
                .map(parameter -> new FitMark.Part(parameter.name().substring(prefix), parameter))
                .toList();
    }

    /** One for each type of branch. */
    private List<FitMark.Part> perType(Numbers numbers, Fittable number, Region where) {
        List<FitMark.Part> parts = new ArrayList<>();
        for (int type : IntStream.of(branches(where))
                .map(compartments::branchType)
                .distinct()
                .toArray()) {
            String label = SwcType.label(type);
            Region here = new Region.Common(List.of(where, new Region.OfType(Set.of(type))));
            parts.add(new FitMark.Part(label, numbers.named(named(number, label), number, here)));
        }
        return parts;
    }

    private static String named(Fittable number, String part) {
        return part.isEmpty() ? number.name() : number.name() + "@" + part;
    }

    /** The branches with a compartment there. */
    private int[] branches(Region where) {
        return IntStream.range(0, compartments.count())
                .filter(node -> compartments.isCompartment(node) && where.contains(compartments, node))
                .map(compartments::branch)
                .distinct()
                .toArray();
    }
}
