package dev.ranvier.sweep;

/**
 * The first {@value #DIMENSIONS} dimensions of Sobol's sequence with the direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30
 * (2008) 2635, new-joe-kuo-6), 32 bits, each point in the middle of its cell; a seed shifts all points digit by digit.
 */
record Sobol(long seed) implements UnitPoints {
    static final int DIMENSIONS = 21;

    private static final int BITS = 32;
    private static final double PER_CELL = 0x1.0p-32;
    /** From the second dimension on: degree of the polynomial, its inner coefficients, the first direction numbers. */
    private static final int[][] TABLE = {
        {1, 0, 1},
        {2, 1, 1, 3},
        {3, 1, 1, 3, 1},
        {3, 2, 1, 1, 1},
        {4, 1, 1, 1, 3, 3},
        {4, 4, 1, 3, 5, 13},
        {5, 2, 1, 1, 5, 5, 17},
        {5, 4, 1, 1, 5, 5, 5},
        {5, 7, 1, 1, 7, 11, 19},
        {5, 11, 1, 1, 5, 1, 1},
        {5, 13, 1, 1, 1, 3, 11},
        {5, 14, 1, 3, 5, 5, 31},
        {6, 1, 1, 3, 3, 9, 7, 49},
        {6, 13, 1, 1, 1, 15, 21, 21},
        {6, 16, 1, 3, 1, 13, 27, 49},
        {6, 19, 1, 1, 1, 15, 7, 5},
        {6, 22, 1, 3, 1, 15, 13, 25},
        {6, 25, 1, 1, 5, 5, 19, 61},
        {7, 1, 1, 3, 7, 11, 23, 15, 103},
        {7, 4, 1, 3, 7, 13, 13, 15, 69}
    };

    private static final long[][] DIRECTIONS = directions();

    private static long[][] directions() {
        long[][] v = new long[DIMENSIONS][BITS];
        for (int i = 0; i < BITS; i++) {
            v[0][i] = 1L << (BITS - 1 - i);
        }
        for (int d = 1; d < DIMENSIONS; d++) {
            int[] row = TABLE[d - 1];
            int degree = row[0], inner = row[1];
            for (int i = 0; i < BITS; i++) {
                if (i < degree) {
                    v[d][i] = (long) row[2 + i] << (BITS - 1 - i);
                    continue;
                }
                v[d][i] = v[d][i - degree] ^ v[d][i - degree] >>> degree;
                for (int j = 1; j < degree; j++) {
                    if ((inner >> (degree - 1 - j) & 1) == 1) {
                        v[d][i] ^= v[d][i - j];
                    }
                }
            }
        }
        return v;
    }

    @Override
    public double at(long k, int dimension) {
        long gray = k ^ k >>> 1, x = seed == 0 ? 0 : RandomNumbers.bits(seed, dimension, 0) >>> BITS;
        for (int i = 0; gray != 0; i++, gray >>>= 1) {
            if ((gray & 1) == 1) {
                x ^= DIRECTIONS[dimension][i];
            }
        }
        return (x + 0.5) * PER_CELL;
    }
}
