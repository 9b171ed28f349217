package dev.ranvier.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many times longer an operation takes in one measurement than in another, with a confidence interval.
 *
 * <p>The iterations of a fork share what its JVM has compiled and where its memory lies, so they are not independent; forks are.
 * A fork therefore counts as one value, the mean over its iterations (Kalibera and Jones 2013, "Rigorous benchmarking in
 * reasonable time": what varies between executions at the highest level is what counts). Values are compared by their
 * logarithms, because a machine that is slower by a factor is so for both. Another program takes time from a fork now and then, so
 * means are trimmed: of n values the floor(n/6) smallest and largest do not count, h are left, and the squared error of the
 * trimmed mean is SSD / (h (h - 1)), SSD being the sum of squared deviations of the values with those that do not count replaced by
 * the nearest that do (Winsorised). With fewer than 6 forks it is the usual mean.
 *
 * <ul>
 *   <li>Forks that were measured in turn are pairs, which share the speed of the machine at that time: the interval for the
 *       trimmed mean of the differences of logarithms, with Student's t of h - 1 degrees of freedom (Tukey and McLaughlin 1963,
 *       Sankhya A 25, 331).
 *   <li>Others are two samples: the interval for the difference of their trimmed means, degrees of freedom as Welch's test has them, from
 *       both squared errors and h (Yuen 1974, Biometrika 61, 165), rounded down as for tables. Without trimming it is Welch's.
 * </ul>
 *
 * @param value the ratio of the trimmed geometric means of the forks
 * @param low lower end of the interval, 0 if there are too few forks for one
 * @param high its upper end, infinite if there are too few
 */
record Ratio(double value, double low, double high) {
    private static final int TRIMMED = 6;

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

    /** Of one measurement: its trimmed geometric mean in nanoseconds and its interval. */
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

    /** The trimmed mean of some values, its squared error, and how many values count in it. */
    private record Sample(double mean, double squaredError, int size) {
        static Sample of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int cut = sorted.length / TRIMMED, size = sorted.length - 2 * cut, last = sorted.length - 1 - cut;
            double mean = Arrays.stream(sorted, cut, last + 1).average().orElseThrow();
            Arrays.fill(sorted, 0, cut, sorted[cut]);
            Arrays.fill(sorted, last + 1, sorted.length, sorted[last]);
            double middle = Arrays.stream(sorted).average().orElseThrow();
            double squares = Arrays.stream(sorted)
                    .map(value -> (value - middle) * (value - middle))
                    .sum();
            return new Sample(mean, size < 2 ? 0 : squares / size / (size - 1), size);
        }

        double welchTerm() {
            return squaredError * squaredError / Math.max(1, size - 1);
        }
    }
}
