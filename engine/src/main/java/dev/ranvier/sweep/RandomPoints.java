package dev.ranvier.sweep;

/** Independent uniform points. */
record RandomPoints(long seed) implements UnitPoints {
    @Override
    public double at(long k, int dimension) {
        return RandomNumbers.at(seed, dimension, k);
    }
}
