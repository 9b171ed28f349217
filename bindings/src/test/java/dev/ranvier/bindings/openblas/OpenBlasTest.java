package dev.ranvier.bindings.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls into the library that this machine offers; skipped where there is none. */
final class OpenBlasTest {
    private final List<String> tried = new ArrayList<>();
    private final Arena arena = Arena.ofConfined();
    private OpenBlas blas;

    @BeforeEach
    void findLibrary() {
        Optional<OpenBlas> found = OpenBlas.find(tried::add);
        assumeTrue(found.isPresent(), () -> "no OpenBLAS here: " + tried);
        blas = found.get();
    }

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void library_tellsWhatItIs() {
        assertThat(blas.configuration()).contains("OpenBLAS");
        assertThat(blas.core()).isNotBlank();
        assertThat(blas.path()).isRegularFile();
    }

    @Test
    void threads_atTheStart_areOne_andCanBeSet() {
        assertThat(blas.threads()).isEqualTo(1);
        assertThatThrownBy(() -> blas.setThreads(0)).hasMessageContaining("threads=0");
        blas.setThreads(2);
        assertThat(blas.threads()).isLessThanOrEqualTo(2);
        blas.setThreads(1);
        assertThat(blas.threads()).isEqualTo(1);
    }

    /** (1 2 3; 4 5 6) (1 0; 0 1; 1 1) = (4 5; 10 11), with rows further apart than they are long. */
    @Test
    void gemm_ofStridedAndTransposed_isTheProduct() {
        MemorySegment a = doubles(1, 2, 3, -9, 4, 5, 6, -9), b = doubles(1, 0, 0, 1, 1, 1);
        MemorySegment c = doubles(100, 100, -9, 100, 100, -9);
        blas.gemm(Transpose.NO, Transpose.NO, 2, 2, 3, 1, a, 4, b, 2, 0, c, 3);
        assertThat(values(c)).containsExactly(4, 5, -9, 10, 11, -9);
        blas.gemm(
                Transpose.YES,
                Transpose.YES,
                2,
                2,
                3,
                1,
                doubles(1, 4, 2, 5, 3, 6),
                2,
                doubles(1, 0, 1, 0, 1, 1),
                3,
                1,
                c,
                3);
        assertThat(values(c)).containsExactly(8, 10, -9, 20, 22, -9);
    }

    @Test
    void gemv_isTheProduct() {
        MemorySegment a = doubles(1, 2, 3, 4, 5, 6), y = doubles(1, 7, 1);
        blas.gemv(Transpose.NO, 2, 3, 2, a, 3, doubles(1, 1, 1), 1, 1, y, 2);
        assertThat(values(y)).containsExactly(13, 7, 31);
        blas.gemv(Transpose.YES, 2, 3, 1, a, 3, doubles(1, 9, 1), 2, 0, y, 1);
        assertThat(values(y)).containsExactly(5, 7, 9);
    }

    @Test
    void syrk_writesTheLowerTriangleOnly() {
        MemorySegment c = doubles(0, -9, 0, 0);
        blas.syrk(Transpose.NO, 2, 3, 1, doubles(1, 2, 3, 4, 5, 6), 3, 0, c, 2);
        assertThat(values(c)).containsExactly(14, -9, 32, 77);
        blas.syrk(Transpose.YES, 2, 3, 1, doubles(1, 4, 2, 5, 3, 6), 2, 0, c, 2);
        assertThat(values(c)).containsExactly(14, -9, 32, 77);
    }

    /** (4 2; 2 5) = L L^T with L = (2 0; 1 2); solutions of (8, 9) and (6, 7) are (11/8, 5/4) and (1, 1). */
    @Test
    void potrfAndPotrs_solveBothWays() {
        MemorySegment l = doubles(4, -9, 2, 5);
        blas.potrf(2, l, 2);
        assertThat(values(l)).containsExactly(2, -9, 1, 2);
        MemorySegment rows = doubles(8, 9, 6, 7), columns = doubles(8, 6, 9, 7);
        blas.potrs(2, 2, l, 2, Transpose.YES, rows, 2);
        blas.potrs(2, 2, l, 2, Transpose.NO, columns, 2);
        assertThat(values(rows)).containsExactly(new double[] {11.0 / 8, 1.25, 1, 1}, within(1e-15));
        assertThat(values(columns)).containsExactly(new double[] {11.0 / 8, 1, 1.25, 1}, within(1e-15));
    }

    @Test
    void potrf_ofIndefiniteMatrix_saysWhichMinor() {
        assertThatThrownBy(() -> blas.potrf(2, doubles(1, 0, 2, 1), 2))
                .isInstanceOf(LapackException.class)
                .hasMessage("potrf: not positive definite: the leading minor of order 2 is not positive (info=2)");
    }

    /** The line through (0, 1), (1, 3), (2, 5) is 1 + 2 x. */
    @Test
    void gels_fitsALine() {
        MemorySegment b = doubles(1, 3, 5);
        blas.gels(3, 2, 1, doubles(1, 0, 1, 1, 1, 2), 2, b, 1);
        assertThat(values(b)[0]).isCloseTo(1, within(1e-14));
        assertThat(values(b)[1]).isCloseTo(2, within(1e-14));
        assertThatThrownBy(() -> blas.gels(3, 2, 1, doubles(1, 0, 1, 0, 1, 0), 2, b, 1))
                .isInstanceOf(LapackException.class)
                .hasMessageContaining("not of full rank: diagonal element 2");
        assertThatThrownBy(() -> blas.gels(1, 2, 1, doubles(1, 0), 2, b, 1)).hasMessageContaining("m=1, n=2");
    }

    @Test
    void badArguments_areNamed() {
        MemorySegment four = doubles(1, 2, 3, 4);
        assertThatThrownBy(() -> blas.gemm(Transpose.NO, Transpose.NO, -1, 2, 2, 1, four, 2, four, 2, 0, four, 2))
                .hasMessageContaining("m=-1");
        assertThatThrownBy(() -> blas.gemm(Transpose.NO, Transpose.NO, 2, 2, 2, 1, four, 1, four, 2, 0, four, 2))
                .hasMessageContaining("lda=1");
        assertThatThrownBy(() -> blas.gemm(
                        Transpose.NO, Transpose.YES, 2, 2, 3, 1, doubles(new double[6]), 3, four, 2, 0, four, 2))
                .hasMessageContaining("ldb must be at least the length of a stored row, 3: ldb=2");
        assertThatThrownBy(() -> blas.gemm(Transpose.NO, Transpose.NO, 2, 2, 2, 1, four, 2, four, 2, 0, four, 3))
                .hasMessageContaining("c is too short: 32 bytes, but its shape needs 40");
        assertThatThrownBy(() -> blas.gemv(Transpose.NO, 2, 2, 1, four, 2, four, 0, 0, four, 1))
                .hasMessageContaining("incx=0");
    }

    @Test
    void heapSegment_isRefused() {
        MemorySegment heap = MemorySegment.ofArray(new double[] {4, 2, 2, 5});
        assertThatThrownBy(() -> blas.potrf(2, heap, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a must lie outside the Java heap")
                .hasMessageContaining("JDK-8377811");
    }

    @Test
    void freedSegment_isRefused() {
        MemorySegment freed;
        try (Arena other = Arena.ofConfined()) {
            freed = other.allocate(ValueLayout.JAVA_DOUBLE, 4);
        }
        assertThatThrownBy(() -> blas.potrf(2, freed, 2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void emptyShapes_areAllowed() {
        MemorySegment one = doubles(3);
        blas.gemm(Transpose.NO, Transpose.NO, 0, 1, 1, 1, one, 1, one, 1, 0, one, 1);
        blas.potrf(0, one, 1);
        assertThat(values(one)).containsExactly(3);
        blas.gemm(Transpose.NO, Transpose.NO, 1, 1, 0, 1, one, 1, one, 1, 0.5, one, 1);
        assertThat(values(one)).containsExactly(1.5);
    }

    private MemorySegment doubles(double... values) {
        return arena.allocateFrom(ValueLayout.JAVA_DOUBLE, values);
    }

    private static double[] values(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_DOUBLE);
    }
}
