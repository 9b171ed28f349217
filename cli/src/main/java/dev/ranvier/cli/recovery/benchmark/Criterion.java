package dev.ranvier.cli.recovery.benchmark;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a case, and what is asked of it.
 *
 * @param figure what it is, with its unit
 * @param of its value, from all draws
 * @param limit what is asked; NaN where it is only told
 * @param atMost whether it is to be at most that, or at least
 */
record Criterion(String figure, ToDoubleFunction<List<Draw>> of, double limit, boolean atMost) {
    static Criterion largest(String figure, ToDoubleFunction<Draw> value, double limit) {
        return new Criterion(figure + ", largest", draws -> sorted(draws, value)[draws.size() - 1], limit, true);
    }

    static Criterion mean(String figure, ToDoubleFunction<Draw> value, double limit) {
        return new Criterion(
                figure + ", mean",
                draws -> draws.stream().mapToDouble(value).average().orElseThrow(),
                limit,
                true);
    }

    static Criterion median(String figure, ToDoubleFunction<Draw> value) {
        return new Criterion(figure + ", median", draws -> sorted(draws, value)[draws.size() / 2], Double.NaN, true);
    }

    /** The part of the draws for which it holds. */
    static Criterion part(String figure, Predicate<Draw> holds, double limit, boolean atMost) {
        return new Criterion(
                figure, draws -> (double) draws.stream().filter(holds).count() / draws.size(), limit, atMost);
    }

    private static double[] sorted(List<Draw> draws, ToDoubleFunction<Draw> value) {
        return draws.stream().mapToDouble(value).sorted().toArray();
    }

    /** Only told. */
    boolean isTold() {
        return Double.isNaN(limit);
    }

    /** Whether a value is as asked. */
    boolean isMet(double value) {
        return atMost ? value <= limit : value >= limit;
    }
}
