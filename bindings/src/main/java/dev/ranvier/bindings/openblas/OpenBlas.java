package dev.ranvier.bindings.openblas;

import dev.ranvier.bindings.openblas.generated.OpenBlasFunctions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The OpenBLAS library of this process. Matrices are row-major doubles outside the heap: row {@code i} of {@code a} starts
 * {@code i * lda} doubles after the first, and {@code lda} is at least the length of a row. Sizes count rows, columns and
 * doubles, never bytes. Every method throws {@code IllegalArgumentException}, which names the argument, for a negative size, a
 * leading dimension that is too small, a segment on the heap or one that is too short, and {@code IllegalStateException} for
 * one that has been freed. Outputs must not overlap inputs.
 *
 * <p>All methods may be called from several threads at once. The library starts with one thread of its own a call, which is
 * what workers need: their number is then the caller's business, and results do not depend on it.
 */
public final class OpenBlas {
    private final Origin origin;
    private final Path path;

    /** Where the library came from. */
    public enum Origin {
        /** A path given by the system property {@code ranvier.openblas.library} or {@code RANVIER_OPENBLAS_LIBRARY}. */
        CHOSEN,
        /** The artifact on the class path, unpacked into the user's cache. */
        BUNDLED,
        /** The operating system's. */
        SYSTEM
    }

    /** For a library that is loaded. */
    OpenBlas(Origin origin, Path path) {
        this.origin = origin;
        this.path = path;
        setThreads(1);
    }

    /**
     * Finds a library and loads it: the one at the path given by the system property {@code ranvier.openblas.library} or the
     * environment variable {@code RANVIER_OPENBLAS_LIBRARY}, else the bundled one, else the system's. Empty if there is none.
     *
     * @param tried hears about every library that was looked for in vain, and why
     * @throws OpenBlasException if a path is given and that library cannot be used
     */
    public static Optional<OpenBlas> find(Consumer<String> tried) {
        return LibrarySearch.ofThisProcess(tried).find();
    }

    /** Where the library came from. */
    public Origin origin() {
        return origin;
    }

    /** The loaded file. */
    public Path path() {
        return path;
    }

    /** Version and build options, as the library tells them. */
    public String configuration() {
        return text(OpenBlasFunctions.openblas_get_config());
    }

    /** The processor type that the library has chosen its kernels for. */
    public String core() {
        return text(OpenBlasFunctions.openblas_get_corename());
    }

    private static String text(MemorySegment text) {
        return text.getString(0).strip();
    }

    /** Threads that a call may use. */
    public int threads() {
        return OpenBlasFunctions.openblas_get_num_threads();
    }

    /**
     * Lets each call use up to {@code threads} threads, in the whole process: 1, as at the start, wherever several workers
     * call. With more the order of sums, and so the last bits of results, may depend on the number.
     */
    public void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive: threads=" + threads);
        }
        OpenBlasFunctions.openblas_set_num_threads(threads);
    }

    /**
     * {@code y = alpha op(A) x + beta y}; if m or n is 0, y is left as it is. Work: 2 m n operations.
     *
     * @param m rows of A as stored
     * @param n columns of A as stored
     * @param a m x n, not modified
     * @param x n doubles (m with {@link Transpose#YES}), {@code incx} apart, not modified
     * @param y m doubles (n with {@link Transpose#YES}), {@code incy} apart, modified; not read if beta is 0
     */
    public void gemv(
            Transpose transpose,
            int m,
            int n,
            double alpha,
            MemorySegment a,
            int lda,
            MemorySegment x,
            int incx,
            double beta,
            MemorySegment y,
            int incy) {
        Arguments.count("m", m);
        Arguments.count("n", n);
        Arguments.matrix("a", a, m, n, lda);
        Arguments.vector("x", x, transpose == Transpose.YES ? m : n, incx);
        Arguments.vector("y", y, transpose == Transpose.YES ? n : m, incy);
        OpenBlasFunctions.cblas_dgemv(
                OpenBlasFunctions.CblasRowMajor(), code(transpose), m, n, alpha, a, lda, x, incx, beta, y, incy);
    }

    /**
     * {@code C = alpha op(A) op(B) + beta C}. Work: 2 m n k operations.
     *
     * @param a op(A) is m x k: stored m x k, or k x m with {@link Transpose#YES}; not modified
     * @param b op(B) is k x n: stored k x n, or n x k with {@link Transpose#YES}; not modified
     * @param c m x n, modified; not read if beta is 0
     */
    public void gemm(
            Transpose transposeA,
            Transpose transposeB,
            int m,
            int n,
            int k,
            double alpha,
            MemorySegment a,
            int lda,
            MemorySegment b,
            int ldb,
            double beta,
            MemorySegment c,
            int ldc) {
        Arguments.count("m", m);
        Arguments.count("n", n);
        Arguments.count("k", k);
        stored("a", a, transposeA, m, k, lda);
        stored("b", b, transposeB, k, n, ldb);
        Arguments.matrix("c", c, m, n, ldc);
        OpenBlasFunctions.cblas_dgemm(
                OpenBlasFunctions.CblasRowMajor(),
                code(transposeA),
                code(transposeB),
                m,
                n,
                k,
                alpha,
                a,
                lda,
                b,
                ldb,
                beta,
                c,
                ldc);
    }

    /**
     * {@code C = alpha op(A) op(A)^T + beta C}, of which only the lower triangle is computed and written. Work: n^2 k
     * operations.
     *
     * @param a op(A) is n x k: stored n x k, or k x n with {@link Transpose#YES}; not modified
     * @param c n x n; its lower triangle is modified, and not read if beta is 0
     */
    public void syrk(
            Transpose transpose,
            int n,
            int k,
            double alpha,
            MemorySegment a,
            int lda,
            double beta,
            MemorySegment c,
            int ldc) {
        Arguments.count("n", n);
        Arguments.count("k", k);
        stored("a", a, transpose, n, k, lda);
        Arguments.matrix("c", c, n, n, ldc);
        OpenBlasFunctions.cblas_dsyrk(
                OpenBlasFunctions.CblasRowMajor(),
                OpenBlasFunctions.CblasLower(),
                code(transpose),
                n,
                k,
                alpha,
                a,
                lda,
                beta,
                c,
                ldc);
    }

    /**
     * The Cholesky factor {@code A = L L^T} in place. Work: n^3/3 operations.
     *
     * @param a n x n, symmetric positive definite: only its lower triangle is read, and becomes L
     * @throws LapackException if A is not positive definite; {@code info} is the order of the first minor that is not
     */
    public void potrf(int n, MemorySegment a, int lda) {
        Arguments.count("n", n);
        Arguments.matrix("a", a, n, n, lda);
        // The lower triangle by rows is the upper one by columns, LAPACK's own order: no copy is made.
        int info = OpenBlasFunctions.LAPACKE_dpotrf(OpenBlasFunctions.CblasColMajor(), (byte) 'U', n, a, lda);
        LapackException.check("potrf", info, "not positive definite: the leading minor of order %d is not positive");
    }

    /**
     * Solves {@code L L^T X = B} in place. Work: 2 n^2 operations a right-hand side.
     *
     * @param l n x n, from {@link #potrf}, not modified
     * @param b B, n x sides, is overwritten by X: stored n x sides, or sides x n with {@link Transpose#YES}, where each side is
     *     contiguous and no copy is made
     */
    public void potrs(int n, int sides, MemorySegment l, int ldl, Transpose transpose, MemorySegment b, int ldb) {
        Arguments.count("n", n);
        Arguments.count("sides", sides);
        Arguments.matrix("l", l, n, n, ldl);
        stored("b", b, transpose, n, sides, ldb);
        int info = transpose == Transpose.YES
                ? OpenBlasFunctions.LAPACKE_dpotrs(
                        OpenBlasFunctions.CblasColMajor(), (byte) 'U', n, sides, l, ldl, b, ldb)
                : OpenBlasFunctions.LAPACKE_dpotrs(
                        OpenBlasFunctions.CblasRowMajor(), (byte) 'L', n, sides, l, ldl, b, ldb);
        LapackException.check("potrs", info, "unexpected result %d");
    }

    /**
     * Least squares {@code min |A x - b|} for each right-hand side, by QR. Work: 2 n^2 (m - n/3) operations.
     *
     * @param m rows, at least n
     * @param a m x n of full rank, overwritten
     * @param b m x sides; its first n rows become the solutions, the others are overwritten
     * @throws LapackException if A does not have full rank
     */
    public void gels(int m, int n, int sides, MemorySegment a, int lda, MemorySegment b, int ldb) {
        Arguments.count("n", n);
        Arguments.count("sides", sides);
        if (m < n) {
            throw new IllegalArgumentException("m must be at least n: m=" + m + ", n=" + n);
        }
        Arguments.matrix("a", a, m, n, lda);
        Arguments.matrix("b", b, m, sides, ldb);
        int info = OpenBlasFunctions.LAPACKE_dgels(
                OpenBlasFunctions.CblasRowMajor(), (byte) 'N', m, n, sides, a, lda, b, ldb);
        LapackException.check("gels", info, "not of full rank: diagonal element %d of the triangular factor is 0");
    }

    /** Checks op(A), rows x columns, as it is stored. */
    private static void stored(String name, MemorySegment a, Transpose transpose, int rows, int columns, int stride) {
        if (transpose == Transpose.YES) {
            Arguments.matrix(name, a, columns, rows, stride);
        } else {
            Arguments.matrix(name, a, rows, columns, stride);
        }
    }

    private static int code(Transpose transpose) {
        return transpose == Transpose.YES ? OpenBlasFunctions.CblasTrans() : OpenBlasFunctions.CblasNoTrans();
    }
}
