package dev.ranvier.cli.fitting;

import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Transform;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a parameter, in the unit of the model file.
 *
 * @param name with its unit
 * @param start where the best start began
 * @param value what it found
 * @param standardError of the value; infinite where the recordings do not determine it, empty where it is not known
 * @param bounds what it had to stay between, if anything
 * @param prior what was known of it before, if anything
 */
record FittedNumber(
        String name,
        double start,
        double value,
        OptionalDouble standardError,
        Optional<Transform.Bounded> bounds,
        Optional<Prior> prior) {
    /** A number that is nearer to a bound than this part of the way to the other has hit it. */
    private static final double HIT = 1e-3;

    /** A parameter in the engine's unit, of which {@code factor} make the file's. */
    static FittedNumber of(
            Parameter parameter, double factor, double start, double value, OptionalDouble standardError) {
        return new FittedNumber(
                parameter.name(),
                start / factor,
                value / factor,
                standardError.isPresent() ? OptionalDouble.of(standardError.getAsDouble() / factor) : standardError,
                parameter.transform() instanceof Transform.Bounded(double low, double high)
                        ? Optional.of(new Transform.Bounded(low / factor, high / factor))
                        : Optional.empty(),
                parameter.prior().map(prior -> new Prior(prior.mean() / factor, prior.sd() / factor)));
    }

    /** The standard error as a part of the value; NaN where it is not known. */
    double error_percent() {
        double error = standardError.orElse(Double.NaN);
        return Double.isFinite(error) ? 100 * Math.abs(error / value) : Double.NaN;
    }

    /** The bound that was hit, {@code low} or {@code high}; empty if none was. */
    String hit() {
        if (bounds.isEmpty()) {
            return "";
        }
        double part = (value - bounds.get().low())
                / (bounds.get().high() - bounds.get().low());
        return part < HIT ? "low" : part > 1 - HIT ? "high" : "";
    }
}
