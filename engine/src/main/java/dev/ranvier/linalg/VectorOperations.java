package dev.ranvier.linalg;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.lang.foreign.Arena;
import jdk.incubator.vector.DoubleVector;

/**
 * {@link DenseOperations} in Java, with the Vector API where it counts.
 *
 * <p>The product is Goto's: a slab of B is packed into panels of {@link #TILE_COLUMNS} columns, zero beyond its edge, that
 * stay in the second-level cache; four rows of A meet one panel in a kernel that holds its 4 x TILE_COLUMNS sums in
 * registers. K. Goto and R. van de Geijn, ACM Trans. Math. Softw. 34 (2008) 12.
 */
final class VectorOperations implements DenseOperations {
    private static final int TILE_ROWS = 4, TILE_COLUMNS = 2 * Lanes.COUNT;
    /** A slab of B: 256 x 256 doubles are half a megabyte. */
    private static final int SLAB_ROWS = 256, SLAB_COLUMNS = 256;
    /** Rows of a triangle, or columns of a factor, that are treated as one. */
    private static final int TRIANGLE_ROWS = 64, FACTOR_COLUMNS = 16;

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        Shapes.gemm(a, b, c);
        if (!c.isRowMajor()) {
            gemm(alpha, b.transposed(), a.transposed(), beta, c.transposed());
            return;
        }
        scale(c, beta);
        int depth = a.columns(), panels = (Math.min(c.columns(), SLAB_COLUMNS) + TILE_COLUMNS - 1) / TILE_COLUMNS;
        if (depth == 0 || panels == 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int longest = Math.max(TILE_ROWS, Math.min(depth, SLAB_ROWS));
            Block packed = new Block(arena, panels + 1, longest * TILE_COLUMNS);
            Column tile = packed.column(panels);
            for (int k = 0; k < depth; k += SLAB_ROWS) {
                int slabDepth = Math.min(SLAB_ROWS, depth - k);
                for (int j = 0; j < c.columns(); j += SLAB_COLUMNS) {
                    int width = Math.min(SLAB_COLUMNS, c.columns() - j);
                    pack(b.part(k, j, slabDepth, width), packed);
                    multiply(alpha, a.part(0, k, a.rows(), slabDepth), packed, tile, c.part(0, j, c.rows(), width));
                }
            }
        }
    }

    /** {@code C = beta C}; what C held does not matter if beta is 0. */
    private static void scale(Matrix c, double beta) {
        if (beta == 1) {
            return;
        }
        for (int i = 0; i < c.rows(); i++) {
            scale(c.doubles(), c.index(i, 0), c.columns(), beta);
        }
    }

    private static void scale(Column x, int from, int length, double factor) {
        int k = 0;
        for (; k <= length - Lanes.COUNT; k += Lanes.COUNT) {
            x.store(
                    from + k,
                    factor == 0
                            ? DoubleVector.zero(Lanes.SPECIES)
                            : x.load(from + k).mul(factor));
        }
        for (; k < length; k++) {
            x.set(from + k, factor == 0 ? 0 : x.get(from + k) * factor);
        }
    }

    /** Panel p, row k of {@code packed} is {@code slab[k][p TILE_COLUMNS ..]}, zeros beyond the edge. */
    private static void pack(Matrix slab, Block packed) {
        Column panel = packed.cursor();
        for (int j = 0, p = 0; j < slab.columns(); j += TILE_COLUMNS, p++) {
            panel.moveTo(packed.base(p));
            int width = Math.min(TILE_COLUMNS, slab.columns() - j);
            if (width < TILE_COLUMNS || !slab.isRowMajor()) {
                packElements(slab, j, width, panel);
            } else {
                packRows(slab.doubles(), slab.index(0, j), slab.rowStride(), slab.rows(), panel);
            }
        }
    }

    private static void packRows(Column source, int from, int stride, int rows, Column panel) {
        for (int k = 0; k < rows; k++) {
            int row = from + k * stride, to = k * TILE_COLUMNS;
            panel.store(to, source.load(row));
            panel.store(to + Lanes.COUNT, source.load(row + Lanes.COUNT));
        }
    }

    private static void packElements(Matrix slab, int column, int width, Column panel) {
        for (int k = 0; k < slab.rows(); k++) {
            for (int j = 0; j < TILE_COLUMNS; j++) {
                panel.set(k * TILE_COLUMNS + j, j < width ? slab.get(k, column + j) : 0);
            }
        }
    }

    /** {@code C += alpha A packed}. */
    private static void multiply(double alpha, Matrix a, Block packed, Column tile, Matrix c) {
        Column panel = packed.cursor();
        for (int i = 0; i < c.rows(); i += TILE_ROWS) {
            int last = c.rows() - 1;
            int row0 = a.index(i, 0),
                    row1 = a.index(Math.min(i + 1, last), 0),
                    row2 = a.index(Math.min(i + 2, last), 0),
                    row3 = a.index(Math.min(i + 3, last), 0);
            int height = Math.min(TILE_ROWS, c.rows() - i);
            for (int j = 0, p = 0; j < c.columns(); j += TILE_COLUMNS, p++) {
                panel.moveTo(packed.base(p));
                tile(a.doubles(), row0, row1, row2, row3, a.columnStride(), panel, a.columns(), tile);
                int width = Math.min(TILE_COLUMNS, c.columns() - j);
                for (int r = 0; r < height; r++) {
                    addScaled(alpha, tile, r * TILE_COLUMNS, c.doubles(), c.index(i + r, j), width);
                }
            }
        }
    }

    /** {@code tile[r][..] = sum_k a[row_r + k step] panel[k][..]} for four rows. */
    private static void tile(
            Column a, int row0, int row1, int row2, int row3, int step, Column panel, int depth, Column tile) {
        DoubleVector zero = DoubleVector.zero(Lanes.SPECIES);
        DoubleVector s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero, s30 = zero, s31 = zero;
        for (int k = 0, at = 0; k < depth; k++, at += step) {
            DoubleVector b0 = panel.load(k * TILE_COLUMNS), b1 = panel.load(k * TILE_COLUMNS + Lanes.COUNT);
            DoubleVector x = DoubleVector.broadcast(Lanes.SPECIES, a.get(row0 + at));
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = DoubleVector.broadcast(Lanes.SPECIES, a.get(row1 + at));
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = DoubleVector.broadcast(Lanes.SPECIES, a.get(row2 + at));
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = DoubleVector.broadcast(Lanes.SPECIES, a.get(row3 + at));
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
        }
        tile.store(0, s00);
        tile.store(Lanes.COUNT, s01);
        tile.store(TILE_COLUMNS, s10);
        tile.store(TILE_COLUMNS + Lanes.COUNT, s11);
        tile.store(2 * TILE_COLUMNS, s20);
        tile.store(2 * TILE_COLUMNS + Lanes.COUNT, s21);
        tile.store(3 * TILE_COLUMNS, s30);
        tile.store(3 * TILE_COLUMNS + Lanes.COUNT, s31);
    }

    /** {@code y[yFrom + k] += factor x[xFrom + k]} for k in [0, length). */
    private static void addScaled(double factor, Column x, int xFrom, Column y, int yFrom, int length) {
        DoubleVector f = DoubleVector.broadcast(Lanes.SPECIES, factor);
        int k = 0;
        for (; k <= length - Lanes.COUNT; k += Lanes.COUNT) {
            y.store(yFrom + k, x.load(xFrom + k).fma(f, y.load(yFrom + k)));
        }
        for (; k < length; k++) {
            y.set(yFrom + k, Math.fma(factor, x.get(xFrom + k), y.get(yFrom + k)));
        }
    }

    /**
     * {@code sum_k x[xFrom + k] y[yFrom + k]} for k in [0, length). The partial sums meet in {@code partial}, in an order of our
     * own: that of {@code reduceLanes} changes when a method is compiled.
     */
    private static double dot(Column x, int xFrom, Column y, int yFrom, int length, Column partial) {
        DoubleVector even = DoubleVector.zero(Lanes.SPECIES), odd = even;
        int k = 0;
        for (; k <= length - 2 * Lanes.COUNT; k += 2 * Lanes.COUNT) {
            even = x.load(xFrom + k).fma(y.load(yFrom + k), even);
            odd = x.load(xFrom + k + Lanes.COUNT).fma(y.load(yFrom + k + Lanes.COUNT), odd);
        }
        partial.store(0, even.add(odd));
        double sum = 0;
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            sum += partial.get(lane);
        }
        for (; k < length; k++) {
            sum = Math.fma(x.get(xFrom + k), y.get(yFrom + k), sum);
        }
        return sum;
    }

    /** Room for the partial sums of {@link #dot}. */
    private static Column partialSums(Arena arena) {
        return new Block(arena, 1, Lanes.COUNT).column(0);
    }

    /** By dot products with the rows of A, or as a sum of its columns, whichever are contiguous. */
    @Override
    public void gemv(double alpha, Matrix a, Matrix x, double beta, Matrix y) {
        Shapes.gemv(a, x, y);
        if ((a.isRowMajor() ? x : y).rowStride() != 1) {
            gemm(alpha, a, x, beta, y);
            return;
        }
        for (int i = 0; i < y.rows(); i++) {
            y.set(i, 0, beta == 0 ? 0 : beta * y.get(i, 0));
        }
        if (a.isRowMajor()) {
            try (Arena arena = Arena.ofConfined()) {
                Column partial = partialSums(arena);
                for (int i = 0; i < a.rows(); i++) {
                    double sum = dot(a.doubles(), a.index(i, 0), x.doubles(), x.index(0, 0), a.columns(), partial);
                    y.set(i, 0, y.get(i, 0) + alpha * sum);
                }
            }
        } else {
            for (int k = 0; k < a.columns(); k++) {
                addScaled(alpha * x.get(k, 0), a.doubles(), a.index(0, k), y.doubles(), y.index(0, 0), a.rows());
            }
        }
    }

    /** By bands of rows, each up to its diagonal block. */
    @Override
    public void syrk(double alpha, Matrix a, double beta, Matrix c) {
        Shapes.syrk(a, c);
        for (int i = 0; i < c.rows(); i += TRIANGLE_ROWS) {
            int height = Math.min(TRIANGLE_ROWS, c.rows() - i), width = i + height;
            gemm(
                    alpha,
                    a.part(i, 0, height, a.columns()),
                    a.part(0, 0, width, a.columns()).transposed(),
                    beta,
                    c.part(i, 0, height, width));
        }
    }

    /** By bands of columns: what stands left of a band is subtracted in one product, then the band is factored. */
    @Override
    public void cholesky(Matrix a) {
        Shapes.cholesky(a);
        int n = a.rows();
        try (Arena arena = Arena.ofConfined()) {
            Column partial = partialSums(arena);
            for (int from = 0; from < n; from += FACTOR_COLUMNS) {
                int width = Math.min(FACTOR_COLUMNS, n - from);
                gemm(
                        -1,
                        a.part(from, 0, n - from, from),
                        a.part(from, 0, width, from).transposed(),
                        1,
                        a.part(from, from, n - from, width));
                for (int j = from; j < from + width; j++) {
                    factorColumn(a, from, j, partial);
                }
            }
        }
    }

    private static void factorColumn(Matrix a, int from, int j, Column partial) {
        Column doubles = a.doubles();
        int row = a.index(j, from), length = j - from;
        double square = a.get(j, j) - dot(doubles, row, doubles, row, length, partial);
        if (!(square > 0)) {
            throw new ArithmeticException("not positive definite: the leading minor of order " + (j + 1)
                    + " is not positive (pivot " + square + ")");
        }
        double pivot = Math.sqrt(square);
        a.set(j, j, pivot);
        for (int i = j + 1; i < a.rows(); i++) {
            double sum = dot(doubles, a.index(i, from), doubles, row, length, partial);
            a.set(i, j, (a.get(i, j) - sum) / pivot);
        }
    }

    @Override
    public void choleskySolve(Matrix l, Matrix b) {
        Shapes.choleskySolve(l, b);
        try (Arena arena = Arena.ofConfined()) {
            Matrix x = Matrix.vector(arena, l.rows());
            Column partial = partialSums(arena);
            for (int side = 0; side < b.columns(); side++) {
                copy(b, side, x, 0);
                solve(l, x, partial);
                copy(x, 0, b, side);
            }
        }
    }

    private static void copy(Matrix from, int fromColumn, Matrix to, int toColumn) {
        for (int i = 0; i < from.rows(); i++) {
            to.set(i, toColumn, from.get(i, fromColumn));
        }
    }

    private static void solve(Matrix l, Matrix x, Column partial) {
        Column factor = l.doubles(), solution = x.doubles();
        int start = x.index(0, 0);
        for (int i = 0; i < l.rows(); i++) {
            double sum = dot(factor, l.index(i, 0), solution, start, i, partial);
            x.set(i, 0, (x.get(i, 0) - sum) / l.get(i, i));
        }
        for (int i = l.rows() - 1; i >= 0; i--) {
            double value = x.get(i, 0) / l.get(i, i);
            x.set(i, 0, value);
            addScaled(-value, factor, l.index(i, 0), solution, start, i);
        }
    }

    /** Householder's reflections of A and B together, then the triangle. */
    @Override
    public void leastSquares(Matrix a, Matrix b) {
        Shapes.leastSquares(a, b);
        int n = a.columns();
        double[] diagonal = new double[n];
        for (int k = 0; k < n; k++) {
            diagonal[k] = reflect(a, k, b);
        }
        for (int k = n - 1; k >= 0; k--) {
            scale(b.doubles(), b.index(k, 0), b.columns(), 1 / diagonal[k]);
            for (int i = 0; i < k; i++) {
                addScaled(-a.get(i, k), b.doubles(), b.index(k, 0), b.doubles(), b.index(i, 0), b.columns());
            }
        }
    }

    /**
     * {@code H = I - 2 v v^T / |v|^2} with {@code v = a_k - r e_k}, {@code r = -+|a_k|}, a_k column k from its diagonal down:
     * applied to the columns right of k and to B; returns r.
     */
    private static double reflect(Matrix a, int k, Matrix b) {
        double square = 0;
        for (int i = k; i < a.rows(); i++) {
            square = Math.fma(a.get(i, k), a.get(i, k), square);
        }
        if (!(square > 0)) {
            throw new ArithmeticException("not of full rank: diagonal element " + (k + 1)
                    + " of the triangular factor is " + Math.sqrt(square));
        }
        double r = -Math.copySign(Math.sqrt(square), a.get(k, k));
        double squareOfV = 2 * (square - r * a.get(k, k));
        a.set(k, k, a.get(k, k) - r);
        Matrix v = a.part(k, k, a.rows() - k, 1);
        reflect(v, a.part(k, k + 1, v.rows(), a.columns() - k - 1), squareOfV);
        reflect(v, b.part(k, 0, v.rows(), b.columns()), squareOfV);
        return r;
    }

    /** {@code X -= 2 v (v^T X) / |v|^2}. */
    private static void reflect(Matrix v, Matrix x, double squareOfV) {
        try (Arena arena = Arena.ofConfined()) {
            Matrix product = Matrix.zeros(arena, 1, x.columns());
            for (int i = 0; i < x.rows(); i++) {
                addScaled(v.get(i, 0), x.doubles(), x.index(i, 0), product.doubles(), 0, x.columns());
            }
            for (int i = 0; i < x.rows(); i++) {
                addScaled(-2 * v.get(i, 0) / squareOfV, product.doubles(), 0, x.doubles(), x.index(i, 0), x.columns());
            }
        }
    }
}
