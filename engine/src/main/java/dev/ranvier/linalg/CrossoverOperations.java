package dev.ranvier.linalg;

/**
 * Sends each piece of work to the implementation that is faster for its size: small to Java, which saves the call, large to
 * OpenBLAS. The table below is what {@code CrossoverBenchmark} measured; the unit is the number of multiplications.
 */
final class CrossoverOperations implements DenseOperations {
    private static final long GEMM = 10_000, GEMV = 10_000, SYRK = 10_000;
    private static final long CHOLESKY = 10_000, CHOLESKY_SOLVE = 10_000, LEAST_SQUARES = 10_000;

    private final DenseOperations small;
    private final DenseOperations large;

    CrossoverOperations(DenseOperations small, DenseOperations large) {
        this.small = small;
        this.large = large;
    }

    private DenseOperations either(long work, long crossover) {
        return work < crossover ? small : large;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        either((long) c.rows() * c.columns() * a.columns(), GEMM).gemm(alpha, a, b, beta, c);
    }

    @Override
    public void gemv(double alpha, Matrix a, Matrix x, double beta, Matrix y) {
        either((long) a.rows() * a.columns(), GEMV).gemv(alpha, a, x, beta, y);
    }

    @Override
    public void syrk(double alpha, Matrix a, double beta, Matrix c) {
        either((long) a.rows() * a.rows() * a.columns() / 2, SYRK).syrk(alpha, a, beta, c);
    }

    @Override
    public void cholesky(Matrix a) {
        either((long) a.rows() * a.rows() * a.rows() / 6, CHOLESKY).cholesky(a);
    }

    @Override
    public void choleskySolve(Matrix l, Matrix b) {
        either((long) l.rows() * l.rows() * b.columns(), CHOLESKY_SOLVE).choleskySolve(l, b);
    }

    @Override
    public void leastSquares(Matrix a, Matrix b) {
        either((long) a.rows() * a.columns() * (a.columns() + b.columns()), LEAST_SQUARES)
                .leastSquares(a, b);
    }
}
