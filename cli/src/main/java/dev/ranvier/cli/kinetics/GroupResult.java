package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.Holdout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Medians and shares over the fits of one model, or of one family by one model.
 *
 * @param gates how many
 * @param medianXInf median squared error of x_inf
 * @param medianTau median squared error of tau
 * @param median median of the larger of the two
 * @param near share of gates whose larger error is at most 1e-6
 * @param tolerable share of those with at most 1e-5
 * @param medianLeftOut median of the larger error at left-out voltages, if there are any
 * @param leftOutNear share of gates with at most 1e-3 there
 * @param sane share of networks that stay within 5 % of the range of their neighbours between them
 */
record GroupResult(
        int gates,
        double medianXInf,
        double medianTau,
        double median,
        double near,
        double tolerable,
        OptionalDouble medianLeftOut,
        OptionalDouble leftOutNear,
        OptionalDouble sane) {
    /** Scaled squared errors that count as near. */
    static final double NEAR = 1e-6;

    private static final double TOLERABLE = 1e-5, LEFT_OUT = 1e-3, SANE = 0.05;

    /** Of some fits, at least one. */
    static GroupResult of(List<ScoredFit> fits, Holdout holdout) {
        boolean held = holdout != Holdout.NONE;
        return new GroupResult(
                fits.size(),
                median(fits, fit -> fit.fitted().mseXInf()),
                median(fits, fit -> fit.fitted().mseTau()),
                median(fits, fit -> fit.fitted().worst()),
                share(fits, fit -> fit.fitted().worst() <= NEAR),
                share(fits, fit -> fit.fitted().worst() <= TOLERABLE),
                held ? OptionalDouble.of(median(fits, fit -> fit.leftOut().worst())) : OptionalDouble.empty(),
                held
                        ? OptionalDouble.of(share(fits, fit -> fit.leftOut().worst() <= LEFT_OUT))
                        : OptionalDouble.empty(),
                fits.getFirst().isLearned()
                        ? OptionalDouble.of(share(
                                fits,
                                fit -> fit.gate().fits().learned().orElseThrow().overshoot() <= SANE))
                        : OptionalDouble.empty());
    }

    private static double median(List<ScoredFit> fits, ToDoubleFunction<ScoredFit> value) {
        double[] sorted = fits.stream()
                .mapToDouble(value)
                .filter(number -> !Double.isNaN(number))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double share(List<ScoredFit> fits, Predicate<ScoredFit> is) {
        return fits.stream().filter(is).count() / (double) fits.size();
    }

    /** For JSON. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("gates", gates);
        tree.put("median_mse_x_inf", medianXInf);
        tree.put("median_mse_tau", medianTau);
        tree.put("median_worst_mse", median);
        tree.put("share_within_1e-6", near);
        tree.put("share_within_1e-5", tolerable);
        medianLeftOut.ifPresent(value -> tree.put("median_left_out_worst_mse", value));
        leftOutNear.ifPresent(value -> tree.put("share_left_out_within_1e-3", value));
        sane.ifPresent(value -> tree.put("share_within_5_percent_of_neighbours", value));
        return tree;
    }
}
