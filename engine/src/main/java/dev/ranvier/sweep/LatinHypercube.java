package dev.ranvier.sweep;

/**
 * As many slices of every coordinate as there are points, one point in each, at a random place (McKay, Beckman and Conover,
 * Technometrics 21 (1979) 239). The slice of point k is a random permutation's: a Feistel network of four rounds over the next power
 * of four, walked until it is in range, so that no table is needed.
 */
record LatinHypercube(long points, long seed) implements UnitPoints {
    private static final int ROUNDS = 4;

    @Override
    public double at(long k, int dimension) {
        return (permuted(k, dimension) + RandomNumbers.at(seed, 2L * dimension + 1, k)) / points;
    }

    private long permuted(long k, int dimension) {
        int half = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(points - 1) + 1) / 2);
        long mask = (1L << half) - 1, x = k;
        do {
            long left = x >>> half, right = x & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ (RandomNumbers.bits(seed + round, 2L * dimension, right) & mask);
                left = right;
                right = next;
            }
            x = left << half | right;
        } while (x >= points);
        return x;
    }
}
