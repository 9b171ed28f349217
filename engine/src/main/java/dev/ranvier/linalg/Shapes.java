package dev.ranvier.linalg;

/** Refuses matrices that do not fit together. */
final class Shapes {
    private Shapes() {}

    static void gemm(Matrix a, Matrix b, Matrix c) {
        check(
                a.columns() == b.rows() && c.rows() == a.rows() && c.columns() == b.columns(),
                "C = A B needs m x k, k x n and m x n: a is " + a + ", b " + b + ", c " + c);
    }

    static void gemv(Matrix a, Matrix x, Matrix y) {
        check(
                a.columns() == x.rows() && x.columns() == 1 && y.rows() == a.rows() && y.columns() == 1,
                "y = A x needs m x n, n x 1 and m x 1: a is " + a + ", x " + x + ", y " + y);
    }

    static void syrk(Matrix a, Matrix c) {
        check(
                c.rows() == a.rows() && c.columns() == a.rows() && c.isRowMajor(),
                "C = A A^T needs n x k and n x n by rows: a is " + a + ", c " + c);
    }

    static void cholesky(Matrix a) {
        check(a.rows() == a.columns() && a.isRowMajor(), "a factor needs a square matrix by rows: a is " + a);
    }

    static void choleskySolve(Matrix l, Matrix b) {
        check(
                l.rows() == l.columns() && l.isRowMajor() && b.rows() == l.rows(),
                "L L^T X = B needs n x n by rows and n x sides: l is " + l + ", b " + b);
    }

    static void leastSquares(Matrix a, Matrix b) {
        check(
                a.rows() >= a.columns() && b.rows() == a.rows() && a.isRowMajor() && b.isRowMajor(),
                "least squares need m x n with m at least n, and m x sides, both by rows: a is " + a + ", b " + b);
    }

    private static void check(boolean fits, String message) {
        if (!fits) {
            throw new IllegalArgumentException(message);
        }
    }
}
