package dev.ranvier.linalg;

/**
 * Sends each piece of work to the implementation that is faster for its size. The table is what {@code CrossoverBenchmark}
 * measured on an AVX-512 EPYC, one thread, OpenBLAS 0.3.31; times are medians in ns, own / OpenBLAS.
 *
 * <pre>
 *   operation       goes to OpenBLAS       n = 4      n = 16        n = 64          n = 128
 *   gemm            always                 220 / 80   591 / 150     8208 / 4176     56640 / 47808
 *   gemv            always                 90 / 91    180 / 110     822 / 301       2132 / 1142
 *   syrk            always                 250 / 130  601 / 410     11824 / 6088    60864 / 32000
 *   cholesky        from n = 12            180 / 191  1162 / 791    20928 / 13920   88192 / 54528
 *   choleskySolve   from 4 sides; 1 side:  180 / 190  380 / 441     1572 / 2632     3596 / 8912
 *   leastSquares    from n = 12            822 / 1210 11280 / 6720  200960 / 95616  1018880 / 563200
 * </pre>
 */
final class CrossoverOperations implements DenseOperations {
    private static final int CHOLESKY_ROWS = 12, CHOLESKY_SOLVE_SIDES = 4, LEAST_SQUARES_COLUMNS = 12;

    private final DenseOperations own;
    private final DenseOperations library;

    CrossoverOperations(DenseOperations own, DenseOperations library) {
        this.own = own;
        this.library = library;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        library.gemm(alpha, a, b, beta, c);
    }

    @Override
    public void gemv(double alpha, Matrix a, Matrix x, double beta, Matrix y) {
        library.gemv(alpha, a, x, beta, y);
    }

    @Override
    public void syrk(double alpha, Matrix a, double beta, Matrix c) {
        library.syrk(alpha, a, beta, c);
    }

    @Override
    public void cholesky(Matrix a) {
        (a.rows() < CHOLESKY_ROWS ? own : library).cholesky(a);
    }

    @Override
    public void choleskySolve(Matrix l, Matrix b) {
        (b.columns() < CHOLESKY_SOLVE_SIDES ? own : library).choleskySolve(l, b);
    }

    @Override
    public void leastSquares(Matrix a, Matrix b) {
        (a.columns() < LEAST_SQUARES_COLUMNS ? own : library).leastSquares(a, b);
    }
}
