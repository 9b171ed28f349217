package dev.ranvier.loss;

import java.util.List;

/**
 * The residual whose square is Cauchy's (Lorentz's) cost {@code c^2 ln(1 + (e/c)^2)} of an error e: an error far below c counts
 * as itself, one far beyond hardly pulls any more. Holland and Welsch, Commun. Statist. Theor. Meth. 6 (1977) 813.
 *
 * @param scale c, in the unit of the error; positive
 */
record Cauchy(double scale) {
    /** {@code r = e sqrt(q)}, {@code q = ln(1 + u^2) / u^2}, {@code u = e/c}: smooth, and odd as the error is. */
    double residual(double error) {
        return error * Math.sqrt(shrinkage(error));
    }

    /** {@code dr/de = 1 / ((1 + u^2) sqrt(q))}. */
    double slope(double error) {
        double u = error / scale;
        return 1 / ((1 + u * u) * Math.sqrt(shrinkage(error)));
    }

    /** {@code q = 1 - u^2/2 + ...}, which is 1 in a double for small u. */
    private double shrinkage(double error) {
        double square = error / scale * (error / scale);
        return square < 0x1p-54 ? 1 : Math.log1p(square) / square;
    }

    /** The residual of a measured error. */
    Measure of(Measure error) {
        return Measure.function(residual(error.value()), List.of(error), slope(error.value()));
    }
}
