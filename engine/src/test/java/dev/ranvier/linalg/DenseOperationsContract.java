package dev.ranvier.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every implementation agrees with plain double loops, whatever the shape and however the matrices are stored. */
abstract class DenseOperationsContract {
    /** Of the sum of the absolute values of what was added: what rounding may do, and no more. */
    private static final double TOLERANCE = 1e-12;

    /** m, n, k: empty, single, primes, powers of two, tall, wide, deep, and past every block of ours. */
    private static final int[][] SHAPES = {
        {0, 0, 0},
        {0, 3, 2},
        {3, 0, 2},
        {3, 2, 0},
        {1, 1, 1},
        {1, 7, 1},
        {2, 3, 5},
        {7, 11, 13},
        {4, 8, 16},
        {31, 29, 37},
        {64, 64, 64},
        {65, 17, 3},
        {257, 5, 2},
        {3, 263, 7},
        {5, 6, 521},
        {70, 270, 300}
    };

    private final Arena arena = Arena.ofConfined();
    private final Random random = new Random(7);

    /** What is tested. */
    abstract DenseOperations operations();

    @AfterEach
    void free() {
        arena.close();
    }

    /** How a matrix lies in memory. */
    private enum Storage {
        ROWS,
        COLUMNS,
        PART_OF_ROWS,
        PART_OF_COLUMNS
    }

    @Test
    void gemm_ofEveryShapeAndStorage_isTheProduct() {
        for (int[] shape : SHAPES) {
            for (Storage storageA : Storage.values()) {
                for (Storage storageB : Storage.values()) {
                    for (Storage storageC : Storage.values()) {
                        checkGemm(shape, storageA, storageB, storageC);
                    }
                }
            }
        }
    }

    private void checkGemm(int[] shape, Storage storageA, Storage storageB, Storage storageC) {
        Matrix a = random(shape[0], shape[2], storageA), b = random(shape[2], shape[1], storageB);
        Matrix c = random(shape[0], shape[1], storageC);
        double[][] before = copy(c);
        operations().gemm(0.7, a, b, -1.3, c);
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                double sum = -1.3 * before[i][j], size = Math.abs(sum);
                for (int k = 0; k < a.columns(); k++) {
                    double term = 0.7 * a.get(i, k) * b.get(k, j);
                    sum += term;
                    size += Math.abs(term);
                }
                assertThat(c.get(i, j))
                        .as("(%d, %d) of %s %s = %s %s * %s %s", i, j, c, storageC, a, storageA, b, storageB)
                        .isCloseTo(sum, within(TOLERANCE * size));
            }
        }
    }

    @Test
    void gemm_withBetaZero_doesNotReadTheResult_andLeavesItsSurroundings() {
        Matrix around = Matrix.zeros(arena, 9, 11), c = around.part(2, 3, 5, 6);
        for (int i = 0; i < around.rows(); i++) {
            for (int j = 0; j < around.columns(); j++) {
                around.set(i, j, Double.NaN);
            }
        }
        operations().gemm(1, random(5, 4, Storage.ROWS), random(4, 6, Storage.ROWS), 0, c);
        for (int i = 0; i < around.rows(); i++) {
            for (int j = 0; j < around.columns(); j++) {
                boolean inside = i >= 2 && i < 7 && j >= 3 && j < 9;
                assertThat(Double.isNaN(around.get(i, j))).isEqualTo(!inside);
            }
        }
    }

    @Test
    void gemv_ofEveryShapeAndStorage_isTheProduct() {
        for (int[] shape : SHAPES) {
            for (Storage storage : Storage.values()) {
                for (Storage vectors : new Storage[] {Storage.COLUMNS, Storage.PART_OF_ROWS}) {
                    Matrix a = random(shape[0], shape[1], storage);
                    Matrix x = random(shape[1], 1, vectors), y = random(shape[0], 1, vectors);
                    double[][] before = copy(y);
                    operations().gemv(1.1, a, x, 0.4, y);
                    for (int i = 0; i < a.rows(); i++) {
                        double sum = 0.4 * before[i][0], size = Math.abs(sum);
                        for (int k = 0; k < a.columns(); k++) {
                            double term = 1.1 * a.get(i, k) * x.get(k, 0);
                            sum += term;
                            size += Math.abs(term);
                        }
                        assertThat(y.get(i, 0))
                                .as("%d of %s %s", i, a, storage)
                                .isCloseTo(sum, within(TOLERANCE * size));
                    }
                }
            }
        }
    }

    @Test
    void syrk_ofEveryShape_isTheLowerTriangle() {
        for (int[] shape : SHAPES) {
            for (Storage storage : Storage.values()) {
                Matrix a = random(shape[0], shape[2], storage);
                Matrix c = random(shape[0], shape[0], Storage.PART_OF_ROWS);
                double[][] before = copy(c);
                operations().syrk(2, a, 0.5, c);
                for (int i = 0; i < a.rows(); i++) {
                    for (int j = 0; j <= i; j++) {
                        double sum = 0.5 * before[i][j], size = Math.abs(sum);
                        for (int k = 0; k < a.columns(); k++) {
                            double term = 2 * a.get(i, k) * a.get(j, k);
                            sum += term;
                            size += Math.abs(term);
                        }
                        assertThat(c.get(i, j)).as("(%d, %d) of %s", i, j, a).isCloseTo(sum, within(TOLERANCE * size));
                    }
                }
            }
        }
    }

    @Test
    void cholesky_ofEverySize_solvesWhatItFactored() {
        for (int n : new int[] {0, 1, 2, 5, 16, 17, 33, 64, 101}) {
            Matrix a = positiveDefinite(n), factor = Matrix.zeros(arena, n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    factor.set(i, j, j <= i ? a.get(i, j) : Double.NaN);
                }
            }
            operations().cholesky(factor);
            for (Storage storage : Storage.values()) {
                Matrix x = random(n, 3, storage), solved = random(n, 3, storage);
                for (int i = 0; i < n; i++) {
                    for (int side = 0; side < 3; side++) {
                        double sum = 0;
                        for (int k = 0; k < n; k++) {
                            sum += a.get(i, k) * x.get(k, side);
                        }
                        solved.set(i, side, sum);
                    }
                }
                operations().choleskySolve(factor, solved);
                for (int i = 0; i < n; i++) {
                    for (int side = 0; side < 3; side++) {
                        assertThat(solved.get(i, side))
                                .as("n = %d, %s", n, storage)
                                .isCloseTo(x.get(i, side), within(1e-12));
                    }
                }
            }
        }
    }

    @Test
    void cholesky_ofIndefiniteMatrix_saysSo() {
        Matrix a = positiveDefinite(20);
        a.set(17, 17, -1);
        assertThatThrownBy(() -> operations().cholesky(a))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not positive definite: the leading minor of order 18 is not positive");
    }

    /** The residual is orthogonal to the columns, and an exact solution is found. */
    @Test
    void leastSquares_ofTallAndSquare_minimises() {
        for (int[] shape : new int[][] {{1, 1}, {5, 2}, {17, 17}, {53, 7}, {120, 31}}) {
            Matrix a = random(shape[0], shape[1], Storage.ROWS), b = random(shape[0], 2, Storage.ROWS);
            Matrix factored = Matrix.zeros(arena, a.rows(), a.columns()), x = Matrix.zeros(arena, b.rows(), 2);
            for (int i = 0; i < a.rows(); i++) {
                factored.setRow(i, a.row(i));
                x.setRow(i, b.row(i));
            }
            operations().leastSquares(factored, x);
            for (int side = 0; side < 2; side++) {
                for (int j = 0; j < a.columns(); j++) {
                    double product = 0;
                    for (int i = 0; i < a.rows(); i++) {
                        double residual = -b.get(i, side);
                        for (int k = 0; k < a.columns(); k++) {
                            residual += a.get(i, k) * x.get(k, side);
                        }
                        product += a.get(i, j) * residual;
                    }
                    assertThat(product).as("%s", a).isCloseTo(0, within(1e-11));
                }
            }
        }
    }

    @Test
    void leastSquares_withoutFullRank_saysSo() {
        Matrix a = Matrix.zeros(arena, 4, 2), b = Matrix.zeros(arena, 4, 1);
        a.set(0, 0, 1);
        assertThatThrownBy(() -> operations().leastSquares(a, b))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not of full rank: diagonal element 2");
    }

    @Test
    void sizesThatDoNotFit_areRefused() {
        Matrix a = Matrix.zeros(arena, 2, 3), square = Matrix.zeros(arena, 2, 2);
        assertThatThrownBy(() -> operations().gemm(1, a, a, 0, square))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a is 2 x 3 by rows, b 2 x 3 by rows, c 2 x 2 by rows");
        assertThatThrownBy(() -> operations().syrk(1, a, 0, a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operations().cholesky(a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operations().gemv(1, a, a, 0, a)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operations().choleskySolve(square, a.transposed()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operations().leastSquares(a, square)).isInstanceOf(IllegalArgumentException.class);
    }

    private Matrix positiveDefinite(int n) {
        Matrix factor = random(n, n, Storage.ROWS), a = Matrix.zeros(arena, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? n : 0;
                for (int k = 0; k < n; k++) {
                    sum += factor.get(i, k) * factor.get(j, k);
                }
                a.set(i, j, sum);
            }
        }
        return a;
    }

    private Matrix random(int rows, int columns, Storage storage) {
        Matrix matrix = switch (storage) {
            case ROWS -> Matrix.zeros(arena, rows, columns);
            case COLUMNS -> Matrix.zeros(arena, columns, rows).transposed();
            case PART_OF_ROWS -> Matrix.zeros(arena, rows + 2, columns + 3).part(1, 3, rows, columns);
            case PART_OF_COLUMNS ->
                Matrix.zeros(arena, columns + 2, rows + 3)
                        .part(1, 3, columns, rows)
                        .transposed();
        };
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, random.nextDouble(-1, 1));
            }
        }
        return matrix;
    }

    private static double[][] copy(Matrix matrix) {
        double[][] copy = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                copy[i][j] = matrix.get(i, j);
            }
        }
        return copy;
    }
}
