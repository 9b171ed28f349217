package dev.ranvier.linalg;

/**
 * Products, factors and least squares of dense matrices. Any matrix may be a part or a transpose; outputs must not overlap
 * inputs. Implementations keep no state, so one serves all threads, and give the same bits for the same arguments. Sizes that
 * do not fit are an {@code IllegalArgumentException} that names the matrices.
 */
public interface DenseOperations {
    /**
     * {@code C = alpha A B + beta C}.
     *
     * @param a m x k, not modified
     * @param b k x n, not modified
     * @param c m x n, modified; not read if beta is 0
     */
    void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c);

    /**
     * {@code y = alpha A x + beta y}.
     *
     * @param a m x n, not modified
     * @param x n x 1, not modified
     * @param y m x 1, modified; not read if beta is 0
     */
    void gemv(double alpha, Matrix a, Matrix x, double beta, Matrix y);

    /**
     * {@code C = alpha A A^T + beta C}, the lower triangle.
     *
     * @param a n x k, not modified
     * @param c n x n by rows; its lower triangle is modified, and not read if beta is 0. What is above the diagonal may be
     *     overwritten and means nothing
     */
    void syrk(double alpha, Matrix a, double beta, Matrix c);

    /**
     * The Cholesky factor {@code A = L L^T} in place.
     *
     * @param a n x n by rows, symmetric positive definite: its lower triangle becomes L. What is above the diagonal is not
     *     used, may be overwritten and means nothing
     * @throws ArithmeticException if A is not positive definite
     */
    void cholesky(Matrix a);

    /**
     * Solves {@code L L^T X = B} in place.
     *
     * @param l n x n by rows, from {@link #cholesky}, not modified
     * @param b n x sides, becomes X
     */
    void choleskySolve(Matrix l, Matrix b);

    /**
     * {@code min |A x - b|} for every column b of B, by orthogonal transformations.
     *
     * @param a m x n by rows, m at least n, of full rank; overwritten
     * @param b m x sides by rows; its first n rows become the solutions, the others are overwritten
     * @throws ArithmeticException if A does not have full rank: a pivot is exactly 0
     */
    void leastSquares(Matrix a, Matrix b);
}
