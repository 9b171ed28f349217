package dev.ranvier.kinetics;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How far curves are from a gate's values, over some of its voltages. Squared errors are scaled as published (Beck et al.,
 * arXiv 2606.16693): {@code mean((y - data)^2) / max(sd(data), 1)^2}, sd over all usable values of the gate. NaN where there
 * is no value.
 *
 * @param mseXInf scaled squared error of x_inf
 * @param mseTau scaled squared error of tau
 * @param maxErrorXInf largest error of x_inf
 * @param maxRelativeErrorTau largest error of tau as a part of its value
 */
public record Score(double mseXInf, double mseTau, double maxErrorXInf, double maxRelativeErrorTau) {
    /** Of nothing. */
    public static final Score NONE = new Score(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Of curves at the gate's voltages, over those that {@code counts} accepts and whose values are usable. */
    public static Score of(Screening screening, CurveValues curves, IntPredicate counts) {
        GateSamples data = screening.samples();
        double[] x = errors(data.xInf(), curves.xInf(), screening::xUsable, counts);
        double[] tau = errors(data.tau_ms(), curves.tau_ms(), screening::tauUsable, counts);
        return new Score(
                mean(x) / square(Math.max(1, sd(data.xInf(), screening::xUsable))),
                mean(tau) / square(Math.max(1, sd(data.tau_ms(), screening::tauUsable))),
                largest(x),
                largest(relative(data.tau_ms(), curves.tau_ms(), screening::tauUsable, counts)));
    }

    /** The larger of the two squared errors; one that is missing does not count. */
    public double worst() {
        return Double.isNaN(mseTau) ? mseXInf : Double.isNaN(mseXInf) ? mseTau : Math.max(mseXInf, mseTau);
    }

    private static double[] errors(double[] data, double[] curve, IntPredicate usable, IntPredicate counts) {
        return IntStream.range(0, data.length)
                .filter(usable.and(counts))
                .mapToDouble(k -> curve[k] - data[k])
                .toArray();
    }

    private static double[] relative(double[] data, double[] curve, IntPredicate usable, IntPredicate counts) {
        return IntStream.range(0, data.length)
                .filter(usable.and(counts))
                .mapToDouble(k -> (curve[k] - data[k]) / data[k])
                .toArray();
    }

    private static double sd(double[] values, IntPredicate usable) {
        return standardDeviation(IntStream.range(0, values.length)
                .filter(usable)
                .mapToDouble(k -> values[k])
                .toArray());
    }

    /** Of all values, not of a sample; 0 of none. */
    static double standardDeviation(double[] values) {
        double sum = 0, squares = 0;
        for (double value : values) {
            sum += value;
        }
        double middle = sum / values.length;
        for (double value : values) {
            squares += square(value - middle);
        }
        return values.length == 0 ? 0 : Math.sqrt(squares / values.length);
    }

    private static double mean(double[] errors) {
        double sum = 0;
        for (double error : errors) {
            sum += square(error);
        }
        return sum / errors.length;
    }

    private static double largest(double[] errors) {
        double largest = errors.length == 0 ? Double.NaN : 0;
        for (double error : errors) {
            largest = Math.max(largest, Math.abs(error));
        }
        return largest;
    }

    private static double square(double x) {
        return x * x;
    }
}
