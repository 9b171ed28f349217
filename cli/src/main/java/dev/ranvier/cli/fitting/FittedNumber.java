package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.Shown;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Transform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a parameter, in the unit of the model file.
 *
 * @param name with its unit
 * @param isWeight whether it is a weight of a network, which by itself says nothing of the cell
 * @param start where the best start began
 * @param value what it found
 * @param standardError of the value; infinite where the recordings do not determine it, empty where it is not known
 * @param bounds what it had to stay between, if anything
 * @param prior what was known of it before, if anything
 */
public record FittedNumber(
        String name,
        boolean isWeight,
        double start,
        double value,
        OptionalDouble standardError,
        Optional<Transform.Bounded> bounds,
        Optional<Prior> prior) {
    /** A number that is nearer to a bound than this part of the way to the other has hit it. */
    private static final double HIT = 1e-3;

    /** A parameter in the engine's unit, of which {@code factor} make the file's. */
    public static FittedNumber of(
            Parameter parameter, double factor, double start, double value, OptionalDouble standardError) {
        return new FittedNumber(
                parameter.name(),
                parameter.isWeight(),
                start / factor,
                value / factor,
                standardError.isPresent() ? OptionalDouble.of(standardError.getAsDouble() / factor) : standardError,
                parameter.transform() instanceof Transform.Bounded(double low, double high)
                        ? Optional.of(new Transform.Bounded(low / factor, high / factor))
                        : Optional.empty(),
                parameter.prior().map(prior -> new Prior(prior.mean() / factor, prior.sd() / factor)));
    }

    /** How many of its deviations it is from the mean of its prior; 0 without one. */
    double priorDeviations() {
        return prior.map(known -> Math.abs(value - known.mean()) / known.sd()).orElse(0.0);
    }

    /** What to say of one that is far from there. */
    String ofItsPrior() {
        Prior known = prior.orElseThrow();
        return name + " = " + Shown.number(value) + " lies " + Shown.number(Math.rint(priorDeviations()))
                + " deviations from what is known of it, " + Shown.number(known.mean()) + " +- "
                + Shown.number(known.sd())
                + ": the recordings ask for something else, and what was found is between the two. Give it a wider"
                + " prior, or look for what else is not as in the cell";
    }

    /** How many there are, for people. */
    public static String shownCount(List<Parameter> parameters) {
        int weights = (int) parameters.stream().filter(Parameter::isWeight).count(),
                numbers = parameters.size() - weights;
        return Stream.of(counted(numbers, "number"), counted(weights, "weight"))
                .filter(counted -> !counted.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static String counted(int count, String what) {
        return count == 0 ? "" : count + " " + what + (count == 1 ? "" : "s");
    }

    /** Names of the numbers that hit a bound. */
    public static List<String> atBounds(List<FittedNumber> numbers) {
        return numbers.stream()
                .filter(number -> !number.hit().isEmpty())
                .map(FittedNumber::name)
                .toList();
    }

    /** The bounds and which of them was hit, for people. */
    public String shownBounds() {
        return bounds.map(range -> Shown.number(range.low()) + " to " + Shown.number(range.high())
                        + (hit().isEmpty() ? "" : " \u26a0 " + hit() + " one hit"))
                .orElse("none");
    }

    /** The standard error, for people. */
    public String shownError() {
        return standardError.isPresent() ? Shown.number(standardError.getAsDouble()) : "not known";
    }

    /** The prior, for people. */
    public String shownPrior() {
        return prior.map(known -> Shown.number(known.mean()) + " \u00b1 " + Shown.number(known.sd()))
                .orElse("none");
    }

    /** For programs. */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", name);
        summary.put("start", start);
        summary.put("value", value);
        if (standardError.isPresent()) {
            summary.put("standard_error", standardError.getAsDouble());
        }
        bounds.ifPresent(range -> summary.put("bounds", List.of(range.low(), range.high())));
        prior.ifPresent(known -> summary.put("prior", List.of(known.mean(), known.sd())));
        return summary;
    }

    /** The standard error as a part of the value; NaN where it is not known. */
    double error_percent() {
        double error = standardError.orElse(Double.NaN);
        return Double.isFinite(error) ? 100 * Math.abs(error / value) : Double.NaN;
    }

    /** The bound that was hit, {@code low} or {@code high}; empty if none was. */
    public String hit() {
        if (bounds.isEmpty()) {
            return "";
        }
        double part = (value - bounds.get().low())
                / (bounds.get().high() - bounds.get().low());
        return part < HIT ? "low" : part > 1 - HIT ? "high" : "";
    }
}
