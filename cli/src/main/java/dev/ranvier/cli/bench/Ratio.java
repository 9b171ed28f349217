package dev.ranvier.cli.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many times longer an operation takes in one measurement than in another, with a confidence interval.
 *
 * <p>The iterations of a fork share what its JVM has compiled and where its memory lies, so they are not independent; forks are.
 * A fork therefore counts as one value, the mean over its iterations (Kalibera and Jones 2013, "Rigorous benchmarking in
 * reasonable time": variation between executions at the highest level is what counts). Values are compared by their logarithms, because a
 * machine that is slower by a factor is so for both.
 *
 * <ul>
 *   <li>Forks that were measured in turn are pairs, which share the speed of the machine at that time: Student's interval for
 *       the mean of the n differences of logarithms, n - 1 degrees of freedom.
 *   <li>Others are two samples: Welch's interval for the difference of their means, degrees of freedom by Welch (1947, The
 *       generalization of Student's problem, equation 28), rounded down as for tables.
 * </ul>
 *
 * @param value the ratio of the geometric means of the forks
 * @param low lower end of the interval, 0 if there are too few forks for one
 * @param high its upper end, infinite if there are too few
 */
record Ratio(double value, double low, double high) {
    /** Of forks that are pairs: as many of either. */
    static Ratio ofPairs(List<Double> base_ns, List<Double> next_ns, double confidence) {
        double[] differences = IntStream.range(0, base_ns.size())
                .mapToDouble(k -> Math.log(next_ns.get(k) / base_ns.get(k)))
                .toArray();
        Sample sample = Sample.of(differences);
        return around(sample.mean(), sample.squaredError(), sample.size() - 1, confidence);
    }

    /** Of forks measured independently. */
    static Ratio ofSamples(List<Double> base_ns, List<Double> next_ns, double confidence) {
        Sample base = Sample.of(logarithms(base_ns)), next = Sample.of(logarithms(next_ns));
        double squaredError = base.squaredError() + next.squaredError();
        boolean estimable = base.size() > 1 && next.size() > 1;
        double degrees = squaredError * squaredError / (base.welchTerm() + next.welchTerm());
        return around(
                next.mean() - base.mean(),
                squaredError,
                estimable ? (int) (squaredError > 0 ? degrees : base.size() + next.size() - 2.0) : 0,
                confidence);
    }

    /** Of one measurement: its geometric mean in nanoseconds and Student's interval. */
    static Ratio toOneNanosecond(List<Double> forks_ns, double confidence) {
        Sample sample = Sample.of(logarithms(forks_ns));
        return around(sample.mean(), sample.squaredError(), sample.size() - 1, confidence);
    }

    private static double[] logarithms(List<Double> values) {
        return values.stream().mapToDouble(Math::log).toArray();
    }

    private static Ratio around(double logarithm, double squaredError, int degrees, double confidence) {
        double half = degrees < 1
                ? Double.POSITIVE_INFINITY
                : Math.sqrt(squaredError) * StudentT.twoSided(confidence, degrees);
        return new Ratio(Math.exp(logarithm), Math.exp(logarithm - half), Math.exp(logarithm + half));
    }

    /** Whether there are forks enough for an interval. */
    boolean hasInterval() {
        return Double.isFinite(high);
    }

    private record Sample(double mean, double squaredError, int size) {
        static Sample of(double[] values) {
            int n = values.length;
            double sum = 0, squares = 0;
            for (double value : values) {
                sum += value;
            }
            double mean = sum / n;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Sample(mean, n < 2 ? 0 : squares / (n - 1) / n, n);
        }

        double welchTerm() {
            return squaredError * squaredError / Math.max(1, size - 1);
        }
    }
}
