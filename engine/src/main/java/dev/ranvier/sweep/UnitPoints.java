package dev.ranvier.sweep;

/** Points that fill the unit cube: coordinate {@code dimension} of point k, strictly between 0 and 1. */
sealed interface UnitPoints permits RandomPoints, LatinHypercube, Sobol {
    /** A coordinate. */
    double at(long k, int dimension);
}
