package dev.ranvier.linalg;

import dev.ranvier.bindings.openblas.OpenBlas;
import dev.ranvier.bindings.openblas.OpenBlasException;
import dev.ranvier.bindings.openblas.Transpose;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** {@link DenseOperations} by OpenBLAS, with one thread a call. The only class of the engine that knows the bindings. */
final class OpenBlasOperations implements DenseOperations {
    private final OpenBlas blas;

    private OpenBlasOperations(OpenBlas blas) {
        this.blas = blas;
    }

    /**
     * Finds and loads the library; empty if there is none.
     *
     * @param tried hears what was looked for in vain
     * @throws BlasException if a library was asked for by its path and cannot be used
     */
    static Optional<OpenBlasOperations> find(Consumer<String> tried) {
        try {
            return OpenBlas.find(tried).map(OpenBlasOperations::new);
        } catch (OpenBlasException e) {
            throw new BlasException(e);
        }
    }

    Blas.Library library() {
        return new Blas.Library(
                blas.origin().name().toLowerCase(Locale.ROOT), blas.path(), blas.configuration(), blas.core());
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        Shapes.gemm(a, b, c);
        if (!c.isRowMajor()) {
            gemm(alpha, b.transposed(), a.transposed(), beta, c.transposed());
            return;
        }
        blas.gemm(
                transpose(a),
                transpose(b),
                c.rows(),
                c.columns(),
                a.columns(),
                alpha,
                a.segment(),
                a.leading(),
                b.segment(),
                b.leading(),
                beta,
                c.segment(),
                c.leading());
    }

    @Override
    public void gemv(double alpha, Matrix a, Matrix x, double beta, Matrix y) {
        Shapes.gemv(a, x, y);
        if (a.columns() == 0) { // dgemv would leave y as it is
            gemm(alpha, a, x, beta, y);
            return;
        }
        Matrix stored = a.isRowMajor() ? a : a.transposed();
        blas.gemv(
                transpose(a),
                stored.rows(),
                stored.columns(),
                alpha,
                a.segment(),
                a.leading(),
                x.segment(),
                x.rowStride(),
                beta,
                y.segment(),
                y.rowStride());
    }

    @Override
    public void syrk(double alpha, Matrix a, double beta, Matrix c) {
        Shapes.syrk(a, c);
        blas.syrk(transpose(a), a.rows(), a.columns(), alpha, a.segment(), a.leading(), beta, c.segment(), c.leading());
    }

    @Override
    public void cholesky(Matrix a) {
        Shapes.cholesky(a);
        blas.potrf(a.rows(), a.segment(), a.leading());
    }

    @Override
    public void choleskySolve(Matrix l, Matrix b) {
        Shapes.choleskySolve(l, b);
        blas.potrs(l.rows(), b.columns(), l.segment(), l.leading(), transpose(b), b.segment(), b.leading());
    }

    @Override
    public void leastSquares(Matrix a, Matrix b) {
        Shapes.leastSquares(a, b);
        blas.gels(a.rows(), a.columns(), b.columns(), a.segment(), a.leading(), b.segment(), b.leading());
    }

    /** A matrix by columns is the transpose of what is stored by rows. */
    private static Transpose transpose(Matrix matrix) {
        return matrix.isRowMajor() ? Transpose.NO : Transpose.YES;
    }
}
